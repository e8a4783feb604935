import { and, eq, sql } from 'drizzle-orm'
import type { SQL } from 'drizzle-orm'
import { look } from '../core/batch.ts'
import type { Context } from '../core/context.ts'
import { NotFound } from '../core/errors.ts'
import { given } from '../core/given.ts'
import { within } from '../core/within.ts'
import { workingOn } from '../processes/deadlines.ts'
import { monthOf, onTime, returns, workingHours } from '../processes/figures.ts'
import type { Period } from '../processes/figures.ts'
import type { Span } from '../processes/history.ts'
import { outline } from '../processes/outline.ts'
import type { Template } from '../processes/template.ts'
import { procedureVersion } from '../procedures/tables.ts'
import { belongs } from './reach.ts'
import type { FiguresAnswer, FiguresQuery } from './schema.ts'
import { caseSpan, processCase } from './tables.ts'
import { workingTime } from './working-time.ts'

/** A month as `2026-03` in Việt Nam. */
const period = (month: string): Period => monthOf(Number(month.slice(0, 4)), Number(month.slice(5)))

/** A run of a step as the core counts it. */
export const spanOf = (row: typeof caseSpan.$inferSelect): Span => ({
  case: row.caseId,
  unit: row.unit,
  template: row.versionId,
  step: row.step,
  no: row.no,
  attempt: row.attempt,
  begin: row.begin,
  pauses: row.pauses,
  redated: row.redated,
  ...(given({
    from: row.from,
    due: row.due,
    end: row.end,
    ending: row.ending,
    reason: row.reason,
    reasonCode: row.reasonCode,
  }) as Partial<Span>),
  ...(row.byId === null ? {} : { by: row.byId }),
})

type Row = Pick<
  typeof caseSpan.$inferSelect,
  | 'caseId'
  | 'no'
  | 'unit'
  | 'versionId'
  | 'step'
  | 'begin'
  | 'due'
  | 'end'
  | 'ending'
  | 'reason'
  | 'reasonCode'
> & {
  pauses: string
}

/** Query for runs of steps of a process, within reach; as plain rows, for there may be many thousands. */
function runsWhere(ctx: Context, procedure: string, condition: SQL) {
  const reach = within(ctx, belongs)
  const reached = reach && sql`and s.caseId in (select ${processCase.id} from ${processCase} where ${reach})`
  return ctx.tenant
    .all<Row>(sql`select s.caseId, s.no, s.unit, s.versionId, s.step, s."begin", s.due, s."end", s.ending,
      s.reason, s.reasonCode, s.pauses
    from ${caseSpan} s where s.procedureId = ${procedure} and ${condition} ${reached}`)
}

const counted = ({ pauses, ...row }: Row): Span =>
  spanOf({
    ...row,
    attempt: 1,
    from: null,
    byId: null,
    redated: [],
    procedureId: '',
    pauses: pauses === '[]' ? [] : (JSON.parse(pauses) as Span['pauses']),
  })

/**
 * How a process did in a month: on-time rates, hours and returns by step, the whole case first (process-model.md
 * §3.6), counted by the core itself. Read is what it can count: runs that ended in the month, those open at its end
 * and late by then, and whole cases where something was returned.
 */
export async function readFigures(ctx: Context, { procedure, month }: FiguresQuery): Promise<FiguresAnswer> {
  const [{ from, to }, now] = [period(month), ctx.clock()]
  const ended = sql`s."end" >= ${from} and s."end" < ${to}`
  const late = sql`s."begin" < ${to} and s.due < ${Math.min(to, now)}`
  const found = await look(ctx, {
    ended: runsWhere(ctx, procedure, ended),
    open: runsWhere(ctx, procedure, sql`s."end" is null and ${late}`),
    after: runsWhere(ctx, procedure, sql`s."end" >= ${to} and ${late}`),
    returned: runsWhere(
      ctx,
      procedure,
      sql`s.caseId in (select s.caseId from ${caseSpan} s where s.procedureId = ${procedure} and ${ended} and s.ending = 'return')`,
    ),
    versions: ctx.tenant
      .select({ content: procedureVersion.content })
      .from(procedureVersion)
      .where(and(eq(procedureVersion.procedureId, procedure), eq(procedureVersion.state, 'approved')))
      .orderBy(procedureVersion.number),
  })
  if (found.versions.length === 0) throw new NotFound()
  const names = namesOf(found.versions.map(({ content }) => JSON.parse(content) as Template))
  const steps = Map.groupBy([...found.ended, ...found.open, ...found.after].map(counted), ({ step }) => step)
  const [during, working] = [{ from, to }, workingOn(workingTime())]
  return {
    steps: [...names].flatMap(([step, name]) => {
      const of = steps.get(step)
      if (of === undefined) return []
      const { rate, ...sums } = onTime(of, during, now)
      const { p50, p80, p95 } = workingHours(of, during, working)
      return [{ step, name, ...sums, ...given({ rate }), hours: given({ p50, p80, p95 }) }]
    }),
    returns: returns(found.returned.map(counted), during, working, now).map((one) => ({
      ...one,
      name: names.get(one.step) ?? one.step,
    })),
  }
}

/** What steps are called, in the order of the last version; the whole case first. */
function namesOf(templates: readonly Template[]): Map<string, string> {
  const names = new Map([['', 'Cả hồ sơ']])
  for (const template of templates.toReversed())
    for (const { step } of outline(template).nodes) if (!names.has(step.id)) names.set(step.id, step.name)
  return names
}

/** The condition under which a case is behind a figure: a run of the step was judged in the month, in time or late. */
export function spanBehind(step: string, month: string, late: boolean | undefined, now: number): SQL {
  const { from, to } = period(month)
  const until = Math.min(to, now)
  const finished = sql`s."end" >= ${from} and s."end" < ${to} and s.ending not in ('cancelled', 'skipped')`
  const overdue = sql`(s."end" is null or s."end" >= ${to}) and s."begin" < ${to} and s.due < ${until}`
  const judged =
    late === undefined
      ? sql`((${finished}) or (${overdue}))`
      : late
        ? sql`((${finished} and (s."end" > s.due or s.ending = 'timeout')) or (${overdue}))`
        : sql`(${finished} and s."end" <= s.due and s.ending <> 'timeout')`
  return sql`exists (select 1 from ${caseSpan} s where s.caseId = ${processCase.id} and s.step = ${step} and ${judged})`
}
