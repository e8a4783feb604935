import { and, eq, sql } from 'drizzle-orm'
import type { Placeholder, SQL } from 'drizzle-orm'
import type { SelectResultFields } from 'drizzle-orm/query-builders/select.types'
import { z } from 'zod'
import type { Call, Visit } from '../core/context.ts'
import { dayAt } from '../core/dates.ts'
import { NotFound } from '../core/errors.ts'
import { paged, readCursor } from '../core/paging.ts'
import { searchQuery } from '../core/text.ts'
import { kindName } from './rules/kinds.ts'
import { showChain, showCodes, showTwin } from './show.ts'
import type { directoryAnswer, directoryEntry, DirectoryItem, directoryQuery } from './schema.ts'
import { committee } from '../entrance/control-tables.ts'
import { chainOf, looksLike, vouched } from './vouch.ts'

/** Not a parameter: the partial indexes of the directory are chosen by this very text. */
const visible = sql`${committee}.state <> 'provisioning'`

/**
 * Committees of the directory, those being set up left out. Without a search in the order of their names; with
 * one in the order they joined, because a sort over all hits is what a directory of 100,000 cannot afford.
 */
export async function searchDirectory(
  { control }: Visit,
  { q, kind, superior: above, cursor, limit }: z.infer<typeof directoryQuery>,
): Promise<z.infer<typeof directoryAnswer>> {
  const words = q === undefined ? undefined : searchQuery(q)
  const filters = [
    visible,
    kind === undefined ? undefined : eq(committee.kind, kind),
    above === undefined ? undefined : below(above),
  ]
  if (words === undefined) {
    const after = readCursor(cursor, z.tuple([z.string(), z.string()]))
    const from = after && sql`(${committee.sortKey}, ${committee.id}) > (${after[0]}, ${after[1]})`
    const rows = await control
      .select(columns)
      .from(committee)
      .where(and(...filters, from))
      .orderBy(committee.sortKey, committee.id)
      .limit(limit + 1)
    return paged(rows, limit, (row) => [row.sortKey, row.id], showEntry)
  }
  const after = readCursor(cursor, z.tuple([z.number()]))
  const rows = await foundIn(
    { control },
    words,
    and(...filters, after && sql`committee_search.rowid > ${after[0]}`),
  ).limit(limit + 1)
  return paged(rows, limit, (row) => [row.rowid], showEntry)
}

/**
 * Query for committees found by these words (an FTS5 query), in the order they joined. The cross join makes the search
 * come first and give rows in their order, so that a page reads only a page.
 */
export const foundIn = (
  { control }: Pick<Call, 'control'>,
  words: string | Placeholder,
  more: SQL | undefined = visible,
) =>
  control
    .select(columns)
    .from(sql`committee_search`)
    .crossJoin(committee)
    .where(
      and(sql`committee_search.text match ${words}`, sql`${committee.rowid} = committee_search.rowid`, more),
    )
    .orderBy(sql`committee_search.rowid`)

/**
 * One committee of the directory.
 * @throws NotFound when there is none, or it is still being set up
 */
export async function lookUp({ control }: Visit, handle: string): Promise<z.infer<typeof directoryEntry>> {
  const [[row], links] = await control.batch([
    control
      .select({ ...columns, former, looksLike: looksLike(sql`committee.id`, sql`committee.look`) })
      .from(committee)
      .where(and(eq(committee.handle, handle), visible)),
    chainOf(control, sql`(select id from committee where handle = ${handle})`),
  ])
  if (row === undefined) throw new NotFound()
  const names = JSON.parse(row.former) as { name: string; until: number }[]
  return {
    ...showEntry(row),
    formerNames: names
      .toSorted((a, b) => b.until - a.until)
      .map(({ name, until }) => ({ name, until: dayAt(until) })),
    chain: showChain(links),
    ...showTwin(row.looksLike),
  }
}

const below = (handle: string): SQL | undefined =>
  and(
    eq(committee.superiorId, sql`(select id from committee where handle = ${handle})`),
    eq(committee.superiorState, 'accepted'),
  )

// Tables are named in full: drizzle drops the names of a query over one table, and these look outside it.
const columns = {
  rowid: committee.rowid,
  id: committee.id,
  handle: committee.handle,
  name: committee.name,
  kind: committee.kind,
  suffix: committee.suffix,
  place: committee.place,
  state: committee.state,
  sortKey: committee.sortKey,
  superior: sql<string | null>`(
    select json_object('handle', above.handle, 'name', above.name) from committee above
    where above.id = committee.superiorId and committee.superiorState = 'accepted')`,
  heir: sql<string | null>`(
    select json_object('handle', heir.handle, 'name', heir.name) from committee heir where heir.id = committee.heirId)`,
  confirmed: vouched(sql`committee.id`),
  codes: sql<string>`(
    select json_group_array(json_object('code', code, 'validFrom', validFrom, 'validTo', validTo))
    from committee_code where committeeId = committee.id)`,
}

const former = sql<string>`(
  select json_group_array(json_object('name', n.name, 'until', n.until)) from committee_name n
  where n.committeeId = committee.id and n.name <> committee.name)`

type Row = SelectResultFields<typeof columns>

function showEntry({ handle, name, kind, suffix, place, state, ...row }: Row): DirectoryItem {
  return {
    handle,
    name,
    kind,
    kindName: kindName(kind),
    suffix,
    place,
    state,
    ...(row.superior === null ? {} : { superior: JSON.parse(row.superior) as DirectoryItem['superior'] }),
    ...(row.heir === null ? {} : { heir: JSON.parse(row.heir) as DirectoryItem['heir'] }),
    codes: showCodes(row.codes),
    confirmed: row.confirmed === 1,
  }
}

/** Whether any committee has signed up here; the first visitor of an empty instance is led to do so. */
export async function readInstance({ control }: Call): Promise<{ founded: boolean }> {
  const some = await control.select({ id: committee.id }).from(committee).limit(1)
  return { founded: some.length > 0 }
}
