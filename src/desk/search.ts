import type { z } from 'zod'
import type { Context } from '../core/context.ts'
import { gather } from '../core/part.ts'
import { soughtBy } from '../core/sought.ts'
import { parts } from './parts.ts'
import type { searchAnswer, searchQuery } from './schema.ts'

/** What is found in every domain by these words, by kind; `more` where a kind has more than is shown. @throws Invalid when there are none */
export async function search(
  ctx: Context,
  { q, limit }: z.output<typeof searchQuery>,
): Promise<z.infer<typeof searchAnswer>> {
  const asked = { sought: soughtBy(q), limit: limit + 1 }
  const { outs } = await gather(ctx, await parts(ctx, 'search'), asked, {})
  const byKind = Map.groupBy(outs.flat(), (one) => one.kind)
  return {
    groups: [...byKind].map(([kind, items]) => ({
      kind,
      items: items.slice(0, limit),
      more: items.length > limit,
    })),
  }
}
