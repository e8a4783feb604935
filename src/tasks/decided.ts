import { look } from '../core/batch.ts'
import type { Rows, Statement } from '../core/batch.ts'
import type { Context } from '../core/context.ts'
import { readNews } from '../core/part.ts'
import type { News } from '../core/part.ts'
import { newsJson } from './verdicts.ts'

/**
 * Reads what counts or orders tasks by their days as they were decided (verdicts.ts): first what was decided outside
 * and not noted here, then, by that, the tenant.
 * @param queries what is asked, by the news as queries take them
 */
export async function asItStands<Q extends Record<string, Statement>>(
  ctx: Context,
  queries: (news: string | undefined) => Q,
): Promise<Rows<Q> & { news: News[] }> {
  const news = await readNews(ctx)
  const { me: _, ...rows } = await look(ctx, queries(newsJson(news)))
  return { ...(rows as unknown as Rows<Q>), news }
}
