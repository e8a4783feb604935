import { sql } from 'drizzle-orm'
import type { Statement } from '../../core/batch.ts'
import type { Context } from '../../core/context.ts'
import { query } from '../../core/query.ts'
import { document, documentFile } from '../tables.ts'
import { documentVersion, documentVersionFile } from './tables.ts'

/** What of a draft a version keeps, as the names of its columns. */
export const KEPT = [
  'typeId',
  'issuerId',
  'decidingBody',
  'subject',
  'necessity',
  'signerName',
  'signerTitle',
  'authority',
  'urgency',
  'dueOn',
  'deliverBy',
  'paperFollows',
  'recipientText',
  'copies',
  'copyKeeper',
  'note',
] as const

type Keeping = { id: string; at: number; byId: string; byName: string }

/** Statements that keep a draft as the batch has made it, under the next number of its versions, with its files. */
export const keepVersion = (ctx: Context, id: string, me: { id: string; name: string }): Statement[] => {
  const values = { id, at: ctx.clock(), byId: me.id, byName: me.name }
  return [keepFacts(ctx.tenant, values), keepFiles(ctx.tenant, { id })]
}

const facts = sql.raw(`json_object(${KEPT.map((name) => `'${name}', d.${name}`).join(', ')})`)

const keepFacts = query<Keeping>()((db, { id, at, byId, byName }) =>
  db.run(
    sql`insert into ${documentVersion} (documentId, no, at, byId, byName, stage, facts)
      select d.id, (select coalesce(max(v.no), 0) + 1 from ${documentVersion} v where v.documentId = d.id),
        ${at}, ${byId}, ${byName}, d.stage, ${facts}
      from ${document} d where d.id = ${id}`,
  ),
)

const keepFiles = query<{ id: string }>()((db, { id }) =>
  db.run(
    sql`insert into ${documentVersionFile} (documentId, no, position, sha256, name, type, size)
      select f.documentId, (select max(v.no) from ${documentVersion} v where v.documentId = f.documentId),
        f.position, f.sha256, f.name, f.type, f.size
      from ${documentFile} f where f.documentId = ${id}`,
  ),
)
