import type { z } from 'zod'
import type { Context } from '../core/context.ts'
import { gather } from '../core/part.ts'
import { searchQuery as wordsOf } from '../core/text.ts'
import { parts } from './parts.ts'
import type { searchAnswer, searchQuery } from './schema.ts'

/** What is found in every domain by these words, by kind; `more` where a kind has more than is shown. */
export async function search(
  ctx: Context,
  { q, limit }: z.output<typeof searchQuery>,
): Promise<z.infer<typeof searchAnswer>> {
  const words = wordsOf(q)
  if (words === undefined) return { groups: [] }
  const { outs } = await gather(ctx, await parts(ctx, 'search'), { words, limit: limit + 1 }, {})
  const byKind = Map.groupBy(outs.flat(), (one) => one.kind)
  return {
    groups: [...byKind].map(([kind, items]) => ({
      kind,
      items: items.slice(0, limit),
      more: items.length > limit,
    })),
  }
}
