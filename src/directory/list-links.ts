import { and, asc, eq, sql } from 'drizzle-orm'
import { z } from 'zod'
import { look } from '../core/batch.ts'
import type { Context } from '../core/context.ts'
import { iso } from '../core/dates.ts'
import { paged, readCursor } from '../core/paging.ts'
import { query } from '../core/query.ts'
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
  const me = ctx.committee.id
  const first = { me, state: 'pending' as const, limit: after === undefined ? MOST_PENDING : 0 }
  const page = { me, state: 'accepted' as const, sortKey: after?.[0], id: after?.[1], limit: limit + 1 }
  const [above, [self], chain, waiting, accepted] = await ctx.control.batch([
    superiorOf(ctx),
    ownStanding(ctx.control, { me }),
    ownChain(ctx.control, { me }),
    below(ctx.control, first),
    below(ctx.control, page),
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

const ownStanding = query<{ me: string }>()((db, { me }) =>
  db.select(standing).from(committee).where(eq(committee.id, me)),
)
const ownChain = query<{ me: string }>()((db, { me }) => chainOf(db, sql`${me}`))

type Page = {
  me: string
  state: 'pending' | 'accepted'
  sortKey?: string | undefined
  id?: string | undefined
  limit: number
}
const below = query<Page>()((db, { me, state, sortKey, id, limit }) =>
  db
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
        eq(committee.superiorId, me),
        eq(committee.superiorState, state),
        sql`${committee}.state <> 'provisioning'`,
        id && sql`(${committee.sortKey}, ${committee.id}) > (${sortKey}, ${id})`,
      ),
    )
    .orderBy(asc(committee.sortKey), asc(committee.id))
    .limit(limit),
)

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
