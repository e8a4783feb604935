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
import { showChain, showCodes, showTwin } from './show.ts'
import { chainOf, looksLike, vouched } from './vouch.ts'
import { showChanges, wishesOf } from './wishes.ts'

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
  const [above, [self], chain, waiting, accepted] = await ctx.control.batch([
    superiorOf(ctx),
    ctx.control.select(standing).from(committee).where(eq(committee.id, ctx.committee.id)),
    chainOf(ctx.control, sql`${ctx.committee.id}`),
    below(ctx, 'pending').limit(after === undefined ? MOST_PENDING : 0),
    below(ctx, 'accepted', from).limit(limit + 1),
  ])
  const { items, ...next } = paged(accepted, limit, (row) => [row.sortKey, row.id], showLink)
  return {
    ...showSuperior(above[0]),
    self: { ...showStanding(self), chain: showChain(chain) },
    subordinates: [...waiting.map(showLink), ...items],
    ...next,
  }
}

/** How a committee stands with those who vouch for it. */
const standing = {
  confirmed: vouched(sql`committee.id`),
  wishes: wishesOf(sql`committee.id`),
  looksLike: looksLike(sql`committee.id`, sql`committee.look`),
}
type Standing = { confirmed: number; wishes: string; looksLike: string | null }

const showStanding = (row: Standing | undefined) => ({
  confirmed: row?.confirmed === 1,
  changes: showChanges(row?.wishes ?? '[]'),
  ...showTwin(row?.looksLike ?? null),
})

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
      suffix: committee.suffix,
      version: committee.version,
      codes: sql<string>`(select json_group_array(json_object('code', code, 'validFrom', validFrom, 'validTo', validTo))
        from committee_code where committeeId = committee.id)`,
      issuers: sql<string>`(select json_group_array(json_object('name', name, 'suffix', suffix))
        from committee_issuer where committeeId = committee.id)`,
      ...standing,
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

const showLink = ({ handle, name, kind, state, askedAt, suffix, version, ...row }: Below) => ({
  handle,
  name,
  kind,
  kindName: kindName(kind),
  state: state ?? 'pending',
  askedAt: iso(askedAt ?? 0),
  suffix,
  codes: showCodes(row.codes),
  issuers: JSON.parse(row.issuers) as { name: string; suffix: string }[],
  ...showStanding(row),
  version,
})
