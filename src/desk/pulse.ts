import type { z } from 'zod'
import type { Asking, Context } from '../core/context.ts'
import { dayAt } from '../core/dates.ts'
import { sha256 } from '../core/hash.ts'
import { gather } from '../core/part.ts'
import type { Count, PulsePart } from '../core/part.ts'
import { unlessChanged } from '../core/unchanged.ts'
import { parts } from './parts.ts'
import type { pulseAnswer } from './schema.ts'

type Pulse = z.infer<typeof pulseAnswer>

/**
 * How much waits, and a mark that changes whenever anything on the desk does: what an open desk asks once a minute. One
 * trip to each database; whoever has the mark is told with 304 that nothing changed. Where nothing was written since it
 * was last asked today, the committee's database and the exchange are not read at all: what waits changes by what is
 * written and by the day, never by the hour (test/desk/pulse-kept.test.ts). What the directory has of it came with the
 * request.
 */
export const readPulse = (ctx: Context): Promise<Pulse> =>
  ctx.asking === undefined ? takePulse(ctx) : unlessChanged(ctx, keyOf(ctx, ctx.asking), () => takePulse(ctx))

const keyOf = ({ committee, person, clock }: Context, { n, latest, claims, claimedAt }: Asking): string =>
  `${committee.id} ${person.id} ${dayAt(clock())} ${n} ${latest} ${claims} ${claimedAt}`

async function takePulse(ctx: Context): Promise<Pulse> {
  const [pulses, counts] = await Promise.all([parts(ctx, 'pulse'), parts(ctx, 'counts')])
  const all: readonly (PulsePart | Count)[] = [...pulses, ...counts]
  const { outs } = await gather<undefined, unknown, Record<never, never>>(ctx, all, undefined, {}, true)
  return {
    counts: Object.assign({}, ...outs.slice(pulses.length)) as Record<string, number>,
    mark: sha256(JSON.stringify(outs.slice(0, pulses.length))).slice(0, 16),
  }
}
