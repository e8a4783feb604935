import { sql } from 'drizzle-orm'
import { look } from '../core/batch.ts'
import type { Context } from '../core/context.ts'
import { iso } from '../core/dates.ts'
import { query } from '../core/query.ts'
import { myId } from '../core/within.ts'
import { deskVisit } from './tables.ts'

/** Whoever comes back sooner than this (ms) is on the same visit still, whatever device they hold. */
const SAME_VISIT = 30 * 60_000

/** Query for when the acting member last looked at the desk. */
export const lastVisit = query<{ person: string }>()((db, { person: id }) =>
  db
    .select()
    .from(deskVisit)
    .where(sql`${deskVisit.memberId} = ${myId({ person: { id } })}`),
)

/** When the visit before this one ended; undefined on the first. */
export function visitBefore(row: typeof deskVisit.$inferSelect | undefined, now: number): string | undefined {
  if (row === undefined) return undefined
  const before = now - row.at > SAME_VISIT ? row.at : row.before
  return before === 0 ? undefined : iso(before)
}

/** Keeps that the acting member looked at the desk now. Asked again, or by two devices at once, it says the same. */
export async function visitDesk(ctx: Context): Promise<Record<never, never>> {
  const { me } = await look(ctx, {})
  await keep(ctx.tenant, { memberId: me.id, at: ctx.clock() })
  return {}
}

const keep = query<{ memberId: string; at: number }>()((db, { memberId, at }) =>
  db.run(sql`insert into ${deskVisit} (memberId, at, before) values (${memberId}, ${at}, 0)
    on conflict (memberId) do update set
      before = case when excluded.at - at > ${sql.raw(String(SAME_VISIT))} then at else before end,
      at = max(at, excluded.at)`),
)
