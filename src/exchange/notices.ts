import { and, asc, eq, lt, sql } from 'drizzle-orm'
import type { Statement } from '../core/batch.ts'
import type { Database } from '../platform/database.ts'
import { notice } from './exchange-tables.ts'

export type Notice = typeof notice.$inferSelect
/** Where a reader of notices has got to; `at` in ms UTC. */
export type Place = { at: number; rowid: number }
export const FIRST: Place = { at: -1, rowid: 0 }

/** Notices that nobody was told of yet, the oldest first, after a place. */
export const noticesAfter = (exchange: Database, { at, rowid }: Place, limit: number) =>
  exchange
    .select({ rowid: sql<number>`rowid`, notice })
    .from(notice)
    .where(sql`(${notice.at}, rowid) > (${at}, ${rowid})`)
    .orderBy(asc(notice.at), sql`rowid`)
    .limit(limit)

/** Forgets notices whose people have their letters. */
export async function forgetNotices(exchange: Database, told: readonly Notice[]): Promise<void> {
  const gone = told.map(({ committeeId, id }): Statement =>
    exchange.delete(notice).where(and(eq(notice.committeeId, committeeId), eq(notice.id, id))),
  )
  if (gone.length > 0) await exchange.batch(gone as [Statement, ...Statement[]])
}

/** Forgets notices that are no news any more, whoever could not be told of them. */
export const forgetOldNotices = (exchange: Database, before: number) =>
  exchange.delete(notice).where(lt(notice.at, before))
