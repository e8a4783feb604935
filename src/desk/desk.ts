import type { z } from 'zod'
import type { Context } from '../core/context.ts'
import { gather } from '../core/part.ts'
import { parts } from './parts.ts'
import type { deskAnswer } from './schema.ts'

/**
 * What waits for this person, in the order to do it, then what is awaited from others: what every domain lays there,
 * each for whom it concerns.
 */
export async function getDesk(ctx: Context): Promise<z.infer<typeof deskAnswer>> {
  const { outs } = await gather(ctx, await parts(ctx, 'desk'), undefined, {})
  return {
    waiting: outs.flatMap((out) => out.waiting ?? []),
    arriving: outs.flatMap((out) => out.arriving ?? []),
    awaiting: outs.flatMap((out) => out.awaiting ?? []),
    recent: outs.flatMap((out) => out.recent ?? []),
  }
}
