import { eq, exists, sql } from 'drizzle-orm'
import { look } from '../core/batch.ts'
import type { Database } from '../platform/database.ts'
import type { Context } from '../core/context.ts'
import { NotFound } from '../core/errors.ts'
import { documentFile, incoming, incomingFile } from './tables.ts'
import type { Served } from '../files/serve.ts'
import { file } from '../files/tables.ts'

/**
 * Finds a file that this committee may read: brought in here, part of a document of its own, or of one it
 * accepted.
 * @throws NotFound when no row of this committee names it, whoever else may have it
 */
export async function findFile(ctx: Context, sha256: string): Promise<Served> {
  const db = ctx.tenant
  const { brought, sent, received } = await look(ctx, 'documents.read', {
    brought: db.select().from(file).where(eq(file.sha256, sha256)),
    sent: db.select().from(documentFile).where(eq(documentFile.sha256, sha256)).limit(1),
    received: db
      .select({
        owner: incoming.senderId,
        name: incomingFile.name,
        type: incomingFile.type,
        size: incomingFile.size,
      })
      .from(incomingFile)
      .innerJoin(incoming, eq(incoming.id, incomingFile.incomingId))
      .where(eq(incomingFile.sha256, sha256))
      .limit(1),
  })
  const own = brought.find(({ removingAt }) => removingAt === null) ?? sent[0]
  const found = own === undefined ? received[0] : { ...own, owner: ctx.committee.id }
  if (found === undefined) throw new NotFound()
  const { owner, name, type, size } = found
  return { owner, sha256, name, type, size }
}

/** Whether a document names an uploaded file: what the sweep must leave alone. */
export const namedByDocument = (db: Database) =>
  exists(
    db
      .select({ one: sql`1` })
      .from(documentFile)
      .where(eq(documentFile.sha256, file.sha256)),
  )
