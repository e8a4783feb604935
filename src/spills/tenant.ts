import { sql } from 'drizzle-orm'
import type { SQL } from 'drizzle-orm'
import type { Statement } from '../core/batch.ts'
import type { House } from '../core/house.ts'
import { query } from '../core/query.ts'
import type { Spilled } from '../core/seal.ts'
import { searchedAs } from '../documents/sealing.ts'
import type { Locked } from '../documents/sealing.ts'
import { document, incoming } from '../documents/tables.ts'
import type { Database } from '../platform/database.ts'
import { purging, sealing, unsealing } from './seal.ts'
import { sealed, spill } from './tables.ts'

/** A paper as it is looked up to be locked, or what stands for one: an ask, an answer to a delivery. */
export type Held = Locked | Spilled

/** Everything that all domains keep of these. */
const keptOf = (house: House, held: readonly Held[]) =>
  held.flatMap((one) => house.seals.flatMap((seals) => seals(one)))
const papersIn = (held: readonly Held[]): Locked[] => held.flatMap((one) => ('rowid' in one ? one : []))

/** What was asked of others because of these, as JSON of the ids of the sendings: an expression for the batch itself. */
export const sendingsOf = (house: House, held: readonly Held[]): SQL<string> => {
  const all = keptOf(house, held).flatMap(({ table, where }) =>
    table === 'sending' ? sql`select id from sending where ${where}` : [],
  )
  return all.length === 0
    ? sql<string>`'[]'`
    : sql<string>`(select json_group_array(id) from (${sql.join(all, sql` union `)}))`
}

/**
 * The statements that lock papers in a committee's own database, search included. Repeating them changes nothing.
 * Whoever had read one before finds it changed: what they decide on it is refused.
 */
export const lockHere = (db: Database, house: House, spillId: string, held: readonly Held[]): Statement[] => [
  ...keptOf(house, held).flatMap((one) => sealing(db, sealed, spillId, one)),
  ...papersIn(held).map((paper) =>
    paper.side === 'document' ? touchDocument(db, { id: paper.id }) : touchIncoming(db, { id: paper.id }),
  ),
  ...papersIn(held).flatMap((paper) => searchedAs(db, paper, '')),
]

const touchDocument = query<{ id: string }>()((db, { id }) =>
  db.run(sql`update ${document} set version = version + 1 where id = ${id}`),
)
const touchIncoming = query<{ id: string }>()((db, { id }) =>
  db.run(sql`update ${incoming} set version = version + 1 where id = ${id}`),
)

/** What is left of a file whose bytes are still to go: its hash alone. */
const shrink = query<{ spillId: string }>()((db, { spillId }) =>
  db.run(sql`update ${sealed} set content = json_object('sha256', json_extract(content, '$.sha256'))
    where spillId = ${spillId} and place = 'file'`),
)
const drop = query<{ spillId: string }>()((db, { spillId }) =>
  db.run(sql`delete from ${sealed} where spillId = ${spillId} and place <> 'file'`),
)

/** The statements that purge what {@link lockHere} took out. */
export const purgeHere = (
  db: Database,
  house: House,
  spillId: string,
  held: readonly Held[],
  now: number,
): Statement[] => [
  ...keptOf(house, held).flatMap((one) => purging(db, sealed, spillId, one, now)),
  drop(db, { spillId }),
  shrink(db, { spillId }),
]

/** The statements that put it back; `subjects` by the id of the paper. */
export const releaseHere = (
  db: Database,
  house: House,
  spillId: string,
  held: readonly Held[],
  subjects: ReadonlyMap<string, string>,
): Statement[] => [
  ...keptOf(house, held).flatMap((one) => unsealing(db, sealed, spillId, one)),
  ...papersIn(held).flatMap((paper) => searchedAs(db, paper, subjects.get(paper.id) ?? '')),
]

/** Query for what papers were about before they were locked. */
export const subjectsOf = query<{ spillId: string }>()((db, { spillId }) =>
  db
    .select({
      id: sql<string>`coalesce((select d.id from document d where ${sealed.place} = 'document' and d.rowid = ${sealed.row}),
        (select i.id from incoming i where ${sealed.place} = 'incoming' and i.rowid = ${sealed.row}))`,
      subject: sql<string>`json_extract(${sealed.content}, '$.subject')`,
    })
    .from(sealed)
    .where(sql`${sealed.spillId} = ${spillId} and ${sealed.place} in ('document', 'incoming')`),
)

/** Query for the hashes of the files of a locked paper that are stored here. */
export const hashesOf = query<{ spillId: string }>()((db, { spillId }) =>
  db
    .select({
      sha256: sql<string>`json_extract(${sealed.content}, '$.sha256')`,
      size: sql<number | null>`json_extract(${sealed.content}, '$.size')`,
    })
    .from(sealed)
    .where(sql`${sealed.spillId} = ${spillId} and ${sealed.place} = 'file'`),
)

/** Query for one spill. */
export const oneSpill = query<{ id: string }>()((db, { id }) =>
  db
    .select()
    .from(spill)
    .where(sql`${spill.id} = ${id}`),
)

const main = (id: unknown) => sql`(select s.subjectId from ${spill} s where s.id = ${id})`

const itsDocuments = query<{ id: string }>()((db, { id }) =>
  db
    .select()
    .from(document)
    .where(
      sql`${document.id} = ${main(id)} or (${document.copyOfId} = ${main(id)} and ${document.copyOfId} is not null)`,
    ),
)
const itsIncoming = query<{ id: string }>()((db, { id }) =>
  db
    .select()
    .from(incoming)
    .where(sql`${incoming.id} = ${main(id)}`),
)

/** Queries for the papers that a spill locked. */
export const papersOfSpill = (db: Database, { id }: { id: string }) => ({
  documents: itsDocuments(db, { id }),
  incomings: itsIncoming(db, { id }),
})

type Recorded = Pick<typeof spill.$inferSelect, 'side' | 'subjectId' | 'deliveryId'>

/** What a spill holds: the papers that were found, and what stands for one. */
export const heldBy = ({ side, subjectId, deliveryId }: Recorded, papers: readonly Locked[]): Held[] => [
  ...papers,
  ...(side === 'ask' ? [{ side, id: subjectId }] : []),
  ...(deliveryId === null ? [] : [{ side: 'delivery' as const, id: deliveryId }]),
]
