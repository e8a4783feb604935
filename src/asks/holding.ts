import { inArray } from 'drizzle-orm'
import { cross } from '../core/crossing.ts'
import type { Crosser } from '../core/crossing.ts'
import { verdict } from './crossings.ts'
import type { FromSide } from './crossings.ts'
import { writeOurs } from './steps.ts'
import { asked } from './tables.ts'

/** Whether what was filed for an ask of ours still holds for what it was asked about, and why not. */
export type Holding = { askId: string; holds: boolean; reason: string }

/**
 * Tells those who agreed to something of ours that it is another now, so that their word holds for it no more, or that
 * it is what they agreed to again. Nobody decides this: it is what the content says, told in our name.
 * @param byName in whose name
 * @returns how many were told; those whose ask stands as they were told already are left alone
 */
export async function tellHolding(ctx: Crosser, all: readonly Holding[], byName: string): Promise<number> {
  const lapsed = await tell(
    ctx,
    all.filter(({ holds }) => !holds),
    { to: 'lapsed', what: 'lapse', byName },
  )
  const again = await tell(
    ctx,
    all.filter(({ holds }) => holds),
    { to: 'recognised', what: 'hold', byName },
  )
  return lapsed + again
}

type Word = { to: 'lapsed' | 'recognised'; what: string; byName: string }

async function tell(ctx: Crosser, some: readonly Holding[], { to, what, byName }: Word): Promise<number> {
  if (some.length === 0) return 0
  const ids = some.map(({ askId }) => askId)
  const ours = await ctx.tenant.select().from(asked).where(inArray(asked.id, ids))
  const changes = ours
    .filter((row) => row.state === 'closed' && row.verdict !== to)
    .map((row) => ({
      ...row,
      seq: row.seq + 1,
      verdict: to,
      verdictAt: ctx.clock(),
      reason: some.find(({ askId }) => askId === row.id)?.reason ?? null,
    }))
  if (changes.length === 0) return 0
  const asks = changes.map(({ sendingId: _s, toId: _t, toName: _n, ...side }) => side)
  return cross(ctx, verdict, async (announced) => {
    const effect: FromSide = { asks, what, byName }
    await ctx.tenant.batch([...writeOurs(ctx, changes), announced.row(effect)] as never)
    return { told: changes.length }
  }).then(({ told }) => told)
}
