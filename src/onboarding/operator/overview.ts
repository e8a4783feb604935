import { and, desc, ne, sql } from 'drizzle-orm'
import type { SelectResultFields } from 'drizzle-orm/query-builders/select.types'
import { z } from 'zod'
import type { Visit } from '../../core/context.ts'
import { iso } from '../../core/dates.ts'
import { paged, readCursor } from '../../core/paging.ts'
import { searchQuery } from '../../core/text.ts'
import { kindName } from '../../directory/rules/kinds.ts'
import { showTwin } from '../../directory/show.ts'
import { looksLike, vouched } from '../../directory/vouch.ts'
import { showChanges, wishesOf } from '../../directory/wishes.ts'
import { committee } from '../../entrance/control-tables.ts'
import type { overviewAnswer, overviewQuery } from './schema.ts'

const columns = {
  rowid: committee.rowid,
  handle: committee.handle,
  name: committee.name,
  kind: committee.kind,
  suffix: committee.suffix,
  place: committee.place,
  state: committee.state,
  createdAt: committee.createdAt,
  version: committee.version,
  confirmed: vouched(sql`committee.id`),
  root: sql<number>`exists (select 1 from confirmation where committeeId = committee.id and byId is null)`,
  superior: sql<string | null>`(select json_object('handle', above.handle, 'name', above.name,
    'state', committee.superiorState) from committee above where above.id = committee.superiorId)`,
  looksLike: looksLike(sql`committee.id`, sql`committee.look`),
  wishes: wishesOf(sql`committee.id`),
  reports: sql<number>`(select count(*) from report where aboutId = committee.id and settledAt is null)`,
  stored: sql<
    string | null
  >`(select json_object('files', files, 'bytes', bytes, 'wrong', lost + damaged, 'at', at)
    from upkeep where committeeId = committee.id)`,
}

/** Every committee of the instance, the latest first: how each is confirmed, what it may be taken for, who reported it. */
export async function overview(
  { control }: Visit,
  { q, unconfirmed, waiting, cursor, limit }: z.output<typeof overviewQuery>,
): Promise<z.infer<typeof overviewAnswer>> {
  const words = q === undefined ? undefined : searchQuery(q)
  const after = readCursor(cursor, z.tuple([z.number()]))
  const rows = await control
    .select(columns)
    .from(committee)
    .where(
      and(
        ne(committee.state, 'provisioning'),
        words === undefined
          ? undefined
          : sql`${committee.rowid} in (select rowid from committee_search where text match ${words})`,
        unconfirmed === true
          ? sql`not exists (select 1 from confirmation where committeeId = committee.id)`
          : undefined,
        waiting === true ? toDo : undefined,
        after && sql`${committee.rowid} < ${after[0]}`,
      ),
    )
    .orderBy(desc(committee.rowid))
    .limit(limit + 1)
  return paged(rows, limit, (row) => [row.rowid], show)
}

/** What somebody of the operator has to look at. */
const toDo = sql`(exists (select 1 from report where aboutId = committee.id and settledAt is null)
  or exists (select 1 from upkeep where committeeId = committee.id and lost + damaged > 0)
  or (exists (select 1 from confirmation where committeeId = committee.id and byId is null)
    and exists (select 1 from committee_wish where committeeId = committee.id)))`

type Row = SelectResultFields<typeof columns>

const show = ({ handle, name, suffix, place, version, reports, stored, ...row }: Row) => ({
  handle,
  name,
  kindName: kindName(row.kind),
  suffix,
  place,
  state: row.state === 'suspended' ? ('suspended' as const) : ('ready' as const),
  createdAt: iso(row.createdAt),
  confirmed: row.confirmed === 1,
  root: row.root === 1,
  ...(row.superior === null
    ? {}
    : { superior: JSON.parse(row.superior) as { handle: string; name: string; state: string } }),
  ...showTwin(row.looksLike),
  changes: showChanges(row.wishes),
  reports,
  ...(stored === null ? {} : { stored: storedOf(stored) }),
  version,
})

function storedOf(json: string) {
  const { at, ...rest } = JSON.parse(json) as { files: number; bytes: number; wrong: number; at: number }
  return { ...rest, at: iso(at) }
}
