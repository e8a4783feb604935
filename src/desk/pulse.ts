import type { z } from 'zod'
import type { Context } from '../core/context.ts'
import { sha256 } from '../core/hash.ts'
import { gather } from '../core/part.ts'
import type { Count, PulsePart } from '../core/part.ts'
import { parts } from './parts.ts'
import type { pulseAnswer } from './schema.ts'

/**
 * How much waits, and a mark that changes whenever anything on the desk does: what an open desk asks once a minute. One
 * trip to each database; whoever has the mark is told with 304 that nothing changed.
 */
export async function readPulse(ctx: Context): Promise<z.infer<typeof pulseAnswer>> {
  const [pulses, counts] = await Promise.all([parts(ctx, 'pulse'), parts(ctx, 'counts')])
  const all: readonly (PulsePart | Count)[] = [...pulses, ...counts]
  const { outs } = await gather<undefined, unknown, Record<never, never>>(ctx, all, undefined, {})
  return {
    counts: Object.assign({}, ...outs.slice(pulses.length)) as Record<string, number>,
    mark: sha256(JSON.stringify(outs.slice(0, pulses.length))).slice(0, 16),
  }
}
