import { and, eq, isNull, or, sql } from 'drizzle-orm'
import type { Column } from 'drizzle-orm'
import { rolesOf } from '../../core/access.ts'
import { look } from '../../core/batch.ts'
import type { Context } from '../../core/context.ts'
import { NotFound } from '../../core/errors.ts'
import { query } from '../../core/query.ts'
import { holdsOneOf, myId } from '../../core/within.ts'
import type { Person } from '../../core/within.ts'
import type { Served } from '../../files/serve.ts'
import { file } from '../../files/tables.ts'
import { documentVersionFile } from '../drafting/tables.ts'
import { registers } from '../permissions.ts'
import { reads, readsDraft } from '../outgoing/reachable.ts'
import { document, documentFile, incoming, incomingFile } from '../tables.ts'

/**
 * Finds a file that the acting member may read: brought in by them, part of a document of this committee that is there
 * for them, of an earlier version of a draft, or of one it accepted.
 * @throws NotFound when no such row names it, whoever else may have it
 */
export async function findFile(ctx: Context, sha256: string): Promise<Served> {
  const asked = { sha256, person: ctx.person.id }
  const { brought, sent, kept, received } = await look(ctx, {
    brought: broughtIn(ctx.tenant, asked),
    sent: ofDocuments(ctx.tenant, asked),
    kept: ofVersions(ctx.tenant, asked),
    received: ofArrivals(ctx.tenant, { ...asked, here: ctx.committee.id }),
  })
  const own = brought[0] ?? sent[0] ?? kept[0]
  const found = own === undefined ? received[0] : { ...own, owner: ctx.committee.id }
  if (found === undefined) throw new NotFound()
  const { owner, name, type, size, blocks } = found
  return { owner, sha256, name, type, size, blocks }
}

/** What was recalled is closed to ordinary readers: those who keep the registers may still open it. */
const open = (who: Person, recalledAt: Column) =>
  or(isNull(recalledAt), holdsOneOf(who, rolesOf(registers.read)))

type Asked = { sha256: string; person: string }
const broughtIn = query<Asked>()((db, { sha256, person: id }) =>
  db
    .select()
    .from(file)
    .where(
      and(eq(file.sha256, sha256), eq(file.uploadedBy, myId({ person: { id } })), isNull(file.removingAt)),
    ),
)
const ofDocuments = query<Asked>()((db, { sha256, person: id }) => {
  const who = { person: { id } }
  return db
    .select({
      name: documentFile.name,
      type: documentFile.type,
      size: documentFile.size,
      blocks: file.blocks,
    })
    .from(documentFile)
    .leftJoin(file, eq(file.sha256, documentFile.sha256))
    .innerJoin(document, eq(document.id, documentFile.documentId))
    .where(and(eq(documentFile.sha256, sha256), reads(who), open(who, document.recalledAt)))
    .limit(1)
})
const ofVersions = query<Asked>()((db, { sha256, person: id }) =>
  db
    .select({
      name: documentVersionFile.name,
      type: documentVersionFile.type,
      size: documentVersionFile.size,
      blocks: file.blocks,
    })
    .from(documentVersionFile)
    .leftJoin(file, eq(file.sha256, documentVersionFile.sha256))
    .innerJoin(document, eq(document.id, documentVersionFile.documentId))
    .where(and(eq(documentVersionFile.sha256, sha256), readsDraft({ person: { id } })))
    .limit(1),
)
const ofArrivals = query<Asked & { here: string }>()((db, { sha256, person: id, here }) =>
  db
    .select({
      // What came by hand was brought in here.
      owner: sql<string>`iif(${incoming.deliveryId} is null, ${here}, ${incoming.senderId})`,
      name: incomingFile.name,
      type: incomingFile.type,
      size: incomingFile.size,
      blocks: incomingFile.blocks,
    })
    .from(incomingFile)
    .innerJoin(incoming, eq(incoming.id, incomingFile.incomingId))
    .where(and(eq(incomingFile.sha256, sha256), open({ person: { id } }, incoming.recalledAt)))
    .limit(1),
)
