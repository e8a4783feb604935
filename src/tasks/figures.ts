import { sql } from 'drizzle-orm'
import type { z } from 'zod'
import type { Context } from '../core/context.ts'
import { dayAt } from '../core/dates.ts'
import { query } from '../core/query.ts'
import { unit } from '../organisation/tables.ts'
import type { figuresAnswer, figuresQuery } from './schema.ts'
import { OPEN, task, taskEvent } from './tables.ts'
import { asItStands } from './decided.ts'
import { dueNow, dueWithin, verdictBy } from './verdicts.ts'
import type { Verdict } from './verdicts.ts'

type Period = { from: string; to: string; today: string; news?: string | undefined }
type Line = {
  unitId: string | null
  unit: string | null
  personId: string | null
  person: string | null
  verdict: Verdict
  first: Verdict
  extended: number
  n: number
}

const lines = query<Period>()((db, { from, to, today, news }) =>
  db.all<Line>(sql`select ${task.unitId} as unitId, (select name from ${unit} where id = ${task.unitId}) as unit,
      ${task.personId} as personId, max(${task.personName}) as person, ${verdictBy('due', today, news)} as verdict,
      ${verdictBy('first', today, news)} as first, ${task.firstDueOn} <> ${dueNow(news)} as extended, count(*) as n
    from ${task} where ${dueWithin(from, to, news)} group by 1, 3, 5, 6, 7`),
)

/** Whom open tasks wait for: who is to do them, or who is to judge them. */
const waiting = query()((db) =>
  db.all<{ ask: string; n: number }>(sql`select case when wantedDueOn is not null then 'extend'
      when state = 'assigned' then 'accept' when state in ('doing', 'returned') then 'do'
      when state = 'reported' then 'judge' when state = 'declined' then 'reassign' else 'resume' end as ask,
      count(*) as n from ${task}
    where ${OPEN} group by 1`),
)

/** How long (ms) tasks of the period lay before somebody took them up. */
const transit = query<Omit<Period, 'today'>>()((db, { from, to, news }) =>
  db.all<{
    mean: number | null
    n: number
  }>(sql`select avg(taken.at - ${task.createdAt}) as mean, count(taken.at) as n
    from ${task} cross join (select 1) left join ${taskEvent} as taken on taken.taskId = ${task.id}
      and taken.no = (select min(no) from ${taskEvent} where taskId = ${task.id} and what = 'accept')
    where ${dueWithin(from, to, news)}`),
)

/**
 * How tasks whose day lies in a period went, by unit and by person: on time by the day they have now and by the first
 * one, late, overdue and still open; how often a day was moved; whom all that is open waits for; how long a task lay
 * before it was taken up (hours). From the index of days, and as whoever asked from outside decided.
 */
export async function taskFigures(
  ctx: Context,
  { from, to }: z.output<typeof figuresQuery>,
): Promise<z.infer<typeof figuresAnswer>> {
  const today = dayAt(ctx.clock())
  const { rows, open, lay } = await asItStands(ctx, (news) => ({
    rows: lines(ctx.tenant, { from, to, today, news }),
    open: waiting(ctx.tenant, {}),
    lay: transit(ctx.tenant, { from, to, news }),
  }))
  const mean = lay[0]?.mean ?? undefined
  return {
    from,
    to,
    total: sumOf(rows),
    units: grouped(rows, ({ unitId, unit: name }) => [unitId, name]),
    persons: grouped(rows, ({ personId, person }) => [personId, person]),
    waiting: Object.fromEntries(open.map(({ ask, n }) => [ask, n])),
    ...(mean === undefined ? {} : { transitHours: mean / 3_600_000 }),
  }
}

type Sum = z.infer<typeof figuresAnswer>['total']

function sumOf(rows: readonly Line[]): Sum {
  const count = (which: (row: Line) => boolean): number =>
    rows.filter(which).reduce((sum, { n }) => sum + n, 0)
  const by = (verdict: Verdict): number => count((row) => row.verdict === verdict)
  return {
    all: count(() => true),
    onTime: by('onTime'),
    late: by('late'),
    overdue: by('overdue'),
    open: by('open'),
    firstOnTime: count(({ first }) => first === 'onTime'),
    extended: count(({ extended }) => extended === 1),
  }
}

function grouped(rows: readonly Line[], of: (row: Line) => [string | null, string | null]) {
  const named = Map.groupBy(rows, (row) => of(row)[0] ?? '')
  named.delete('')
  return [...named]
    .map(([id, own]) => ({
      id,
      name: own.map((row) => of(row)[1]).find((one) => one !== null) ?? '',
      ...sumOf(own),
    }))
    .toSorted(
      (a, b) =>
        b.overdue + b.late - (a.overdue + a.late) || b.all - a.all || a.name.localeCompare(b.name, 'vi'),
    )
}
