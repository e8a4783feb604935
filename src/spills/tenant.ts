import { sql } from 'drizzle-orm'
import type { Statement } from '../core/batch.ts'
import type { House } from '../core/house.ts'
import { query } from '../core/query.ts'
import { searchedAs } from '../documents/sealing.ts'
import type { Locked } from '../documents/sealing.ts'
import { document, incoming } from '../documents/tables.ts'
import type { Database } from '../platform/database.ts'
import { sealing, unsealing } from './seal.ts'
import { sealed, spill } from './tables.ts'

/** Everything that all domains keep of these papers. */
const keptOf = (house: House, papers: readonly Locked[]) =>
  papers.flatMap((paper) => house.seals.flatMap((seals) => seals(paper)))

/** The statements that lock papers in a committee's own database, search included. Repeating them changes nothing. */
export const lockHere = (
  db: Database,
  house: House,
  spillId: string,
  papers: readonly Locked[],
): Statement[] => [
  ...keptOf(house, papers).flatMap((one) => sealing(db, spillId, one)),
  ...papers.flatMap((paper) => searchedAs(db, paper, '')),
]

/** What is left of a file whose bytes are still to go: its hash alone. */
const shrink = query<{ spillId: string }>()((db, { spillId }) =>
  db.run(sql`update ${sealed} set content = json_object('sha256', json_extract(content, '$.sha256'))
    where spillId = ${spillId} and place = 'file'`),
)
const drop = query<{ spillId: string }>()((db, { spillId }) =>
  db.run(sql`delete from ${sealed} where spillId = ${spillId} and place <> 'file'`),
)
/** What was announced to the exchange is kept a week as proof: without what it said. */
const forget = query<{ ids: string }>()((db, { ids }) =>
  db.run(sql`update crossing set effect = json_set(effect, '$.subject', '', '$.copy', null, '$.files', json('[]'))
    where kind = 'consign' and json_extract(effect, '$.documentId') in (select value from json_each(${ids}))`),
)

/** The statements that purge what {@link lockHere} took out. */
export const purgeHere = (db: Database, spillId: string, papers: readonly Locked[]): Statement[] => [
  drop(db, { spillId }),
  shrink(db, { spillId }),
  forget(db, { ids: JSON.stringify(papers.map(({ id }) => id)) }),
]

/** The statements that put it back; `subjects` by the id of the paper. */
export const releaseHere = (
  db: Database,
  house: House,
  spillId: string,
  papers: readonly Locked[],
  subjects: ReadonlyMap<string, string>,
): Statement[] => [
  ...keptOf(house, papers).flatMap((one) => unsealing(db, spillId, one)),
  ...papers.flatMap((paper) => searchedAs(db, paper, subjects.get(paper.id) ?? '')),
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
