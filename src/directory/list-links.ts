import { and, asc, eq, sql } from 'drizzle-orm'
import { z } from 'zod'
import { look } from '../core/batch.ts'
import type { Context } from '../core/context.ts'
import { iso } from '../core/dates.ts'
import { paged, readCursor } from '../core/paging.ts'
import { kindName } from './rules/kinds.ts'
import type { linksAnswer, linksQuery } from './schema.ts'
import { showSuperior, superiorOf } from './superior.ts'
import { committee } from '../entrance/control-tables.ts'

/** At most so many requests wait on one page; answering some brings the others up. */
const MOST_PENDING = 100

/** The superior of this committee and a page of those below it; who asks and waits comes first, on page one. */
export async function listLinks(
  ctx: Context,
  { cursor, limit }: z.infer<typeof linksQuery>,
): Promise<z.infer<typeof linksAnswer>> {
  await look(ctx, {})
  const after = readCursor(cursor, z.tuple([z.string(), z.string()]))
  const from = after && sql`(${committee.sortKey}, ${committee.id}) > (${after[0]}, ${after[1]})`
  const [above, waiting, accepted] = await ctx.control.batch([
    superiorOf(ctx),
    below(ctx, 'pending').limit(after === undefined ? MOST_PENDING : 0),
    below(ctx, 'accepted', from).limit(limit + 1),
  ])
  const { items, ...next } = paged(accepted, limit, (row) => [row.sortKey, row.id], showLink)
  return {
    ...showSuperior(above[0]),
    subordinates: [...waiting.map(showLink), ...items],
    ...next,
  }
}

const below = (
  { control, committee: here }: Context,
  state: 'pending' | 'accepted',
  from?: ReturnType<typeof sql>,
) =>
  control
    .select({
      id: committee.id,
      handle: committee.handle,
      name: committee.name,
      kind: committee.kind,
      sortKey: committee.sortKey,
      state: committee.superiorState,
      askedAt: committee.superiorAskedAt,
    })
    .from(committee)
    .where(
      and(
        eq(committee.superiorId, here.id),
        eq(committee.superiorState, state),
        sql`${committee}.state <> 'provisioning'`,
        from,
      ),
    )
    .orderBy(asc(committee.sortKey), asc(committee.id))

type Below = Awaited<ReturnType<typeof below>>[number]

const showLink = ({ handle, name, kind, state, askedAt }: Below) => ({
  handle,
  name,
  kind,
  kindName: kindName(kind),
  state: state ?? 'pending',
  askedAt: iso(askedAt ?? 0),
})
