import { and, eq } from 'drizzle-orm'
import { look } from '../core/batch.ts'
import type { Context } from '../core/context.ts'
import { NotFound } from '../core/errors.ts'
import { query } from '../core/query.ts'
import { documentVersionFile } from '../documents/drafting/tables.ts'
import { document } from '../documents/tables.ts'
import type { Served } from '../files/serve.ts'
import { file } from '../files/tables.ts'
import { readsRound } from './reach.ts'
import { event } from './tables.ts'

/**
 * Finds a file of the version that a round asks about, for whoever may read the round.
 * @throws NotFound when it is none of them
 */
export async function findRoundFile(ctx: Context, id: string, sha256: string): Promise<Served> {
  const { rows } = await look(ctx, { rows: fileOf(ctx.tenant, { id, sha256, person: ctx.person.id }) })
  const found = rows[0]
  if (found === undefined) throw new NotFound()
  return { ...found, owner: ctx.committee.id, sha256 }
}

const fileOf = query<{ id: string; sha256: string; person: string }>()((db, { id, sha256, person }) =>
  db
    .select({
      name: documentVersionFile.name,
      type: documentVersionFile.type,
      size: documentVersionFile.size,
      blocks: file.blocks,
    })
    .from(event)
    .innerJoin(document, eq(document.id, event.documentId))
    .innerJoin(
      documentVersionFile,
      and(
        eq(documentVersionFile.documentId, event.documentId),
        eq(documentVersionFile.no, event.versionNo),
        eq(documentVersionFile.sha256, sha256),
      ),
    )
    .leftJoin(file, eq(file.sha256, documentVersionFile.sha256))
    .where(and(eq(event.id, id), readsRound({ person: { id: person } })))
    .limit(1),
)
