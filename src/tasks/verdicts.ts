import { and, between, eq, inArray, or, sql } from 'drizzle-orm'
import type { Placeholder, SQL } from 'drizzle-orm'
import { dayAt, dayIn } from '../core/dates.ts'
import type { News } from '../core/part.ts'
import type { State } from './states.ts'
import { task } from './tables.ts'

/** What became of a task by its day: brought in time or late; past its day, or still before it. */
export const VERDICTS = ['onTime', 'late', 'overdue', 'open'] as const
export type Verdict = (typeof VERDICTS)[number]

type Row = Pick<typeof task.$inferSelect, 'source' | 'sourceId' | 'dueOn' | 'state' | 'reportedAt'>
type Day = string | Placeholder
/** {@link newsJson} in a query; left out where there are none, so that the common query is the short one. */
type NewsPlace = Placeholder | string | undefined

/**
 * The one rule by which tasks are judged, wherever they are shown, counted, listed or recalled. A task that another
 * committee asked for is due when that committee said last, by its own calendar, whether or not that was noted here;
 * nothing is late that it wants no more, nor what is suspended. Of what was brought the day of the report counts, not
 * that of its approval. It stands here twice, over a row and in SQL, and a test holds the two together.
 */
export function verdictOf(row: Row, today: string, news: readonly News[] = []): Verdict {
  const { dueOn, state, reportedAt } = asDecided(row, news)
  if (state === 'done' || state === 'reported')
    return dueOn === null || dayAt(reportedAt ?? 0) <= dueOn ? 'onTime' : 'late'
  return dueOn !== null && dueOn < today && !STILL.includes(state) ? 'overdue' : 'open'
}

/** Past its day and open, or brought after it. */
export const isLate = (row: Row, today: string, news: readonly News[] = []): boolean =>
  ['late', 'overdue'].includes(verdictOf(row, today, news))

/** States in which nobody is to do anything: a day that passes is nobody's. */
const STILL: readonly State[] = ['suspended', 'cancelled']

/** A task as whoever asked for it has decided: by its day now, and suspended where they want it no more. */
export function asDecided<R extends Row>(row: R, news: readonly News[]): R {
  const decided = decidedOf(row, news)
  if (decided === undefined) return row
  const over = decided.over && row.state !== 'done' && row.state !== 'cancelled'
  return { ...row, dueOn: decided.dueOn, ...(over ? { state: 'suspended' } : {}) }
}

/** What was decided of a task outside and not noted here: that it is over before all else. */
export function decidedOf({ source, sourceId }: Row, news: readonly News[]): News | undefined {
  if (source !== 'ask') return undefined
  const own = news.filter(({ origin }) => origin === sourceId)
  return own.find(({ over }) => over) ?? own[0]
}

/** News as queries take them: by origin, {@link decidedOf}'s day and whether it is over; undefined where there are none. */
export const newsJson = (news: readonly News[]): string | undefined =>
  news.length === 0
    ? undefined
    : JSON.stringify(
        Object.fromEntries(
          [...news]
            .toReversed()
            .toSorted((a, b) => Number(a.over) - Number(b.over))
            .map(({ origin, dueOn, over }) => [origin, { dueOn, over: Number(over) }]),
        ),
      )

/** The day of a task as it was decided last. */
export const dueNow = (news: NewsPlace, own: typeof task.dueOn | typeof task.pressesOn = task.dueOn): SQL =>
  news === undefined
    ? sql`${own}`
    : sql`coalesce(iif(${task.source} = 'ask', ${news} -> ${task.sourceId} ->> 'dueOn', null), ${own})`

/** The condition that who asked for a task wants it no more. */
export const overNow = (news: NewsPlace): SQL =>
  news === undefined
    ? sql`0`
    : sql`coalesce(${task.source} = 'ask' and ${news} -> ${task.sourceId} ->> 'over', 0)`

/** {@link verdictOf} in SQL, by the day as decided or by the first one, which nothing moves. */
export const verdictBy = (which: 'due' | 'first', today: Day, news: NewsPlace): SQL<Verdict> => {
  const due = which === 'due' ? dueNow(news) : sql`${task.firstDueOn}`
  return sql<Verdict>`case when ${task.state} = 'done' or (${task.state} = 'reported' and not ${overNow(news)})
    then case when ${dayIn(task.reportedAt)} > ${due} then 'late' else 'onTime' end
    when ${due} < ${today} and ${task.state} not in ('suspended', 'cancelled') and not ${overNow(news)} then 'overdue'
    else 'open' end`
}

/** The condition that one of a task's own days meets, or that something was decided of it: along their indexes. */
const ownOr = (own: SQL, news: NewsPlace): SQL | undefined =>
  news === undefined
    ? undefined
    : or(
        own,
        inArray(
          task.rowid,
          sql`(select t.rowid from json_each(${news}) n cross join task t on t.source = 'ask' and t.sourceId = n.key)`,
        ),
      )

/** Tasks whose day lies in a period and that were not given up. */
export const dueWithin = (from: Day, to: Day, news: NewsPlace): SQL => {
  const own = sql`${task.dueOn} is not null and ${between(task.dueOn, from, to)}`
  const meant = news === undefined ? own : and(ownOr(own, news), between(dueNow(news), from, to))
  return and(meant, sql`${task.state} <> 'cancelled'`) ?? own
}

/** Tasks that press on one of some days (`YYYY-MM-DD`) as it was decided, and that are wanted still. */
export const pressingOn = (days: readonly string[], news: string | undefined): SQL | undefined => {
  const own = inArray(task.pressesOn, [...days])
  if (news === undefined) return own
  return and(ownOr(own, news), inArray(dueNow(news, task.pressesOn), [...days]), eq(overNow(news), 0))
}
