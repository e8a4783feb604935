import { and, eq, sql } from 'drizzle-orm'
import type { SQL } from 'drizzle-orm'
import { look } from '../core/batch.ts'
import type { Context } from '../core/context.ts'
import { NotFound } from '../core/errors.ts'
import { given } from '../core/given.ts'
import { query } from '../core/query.ts'
import type { Given } from '../core/query.ts'
import { workingOn } from '../processes/deadlines.ts'
import { onTime, returns } from '../processes/figures.ts'
import type { Span } from '../processes/history.ts'
import { outline } from '../processes/outline.ts'
import type { Template } from '../processes/template.ts'
import { unit } from '../organisation/tables.ts'
import { procedureVersion } from '../procedures/tables.ts'
import { period } from './behind.ts'
import type { FiguresAnswer, FiguresQuery } from './schema.ts'
import { caseSpan, caseTally } from './tables.ts'
import { summed } from './tally.ts'
import type { Bar } from './tally.ts'
import { layerInForce, workingTime } from './working-time.ts'

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

type Row = Omit<
  typeof caseSpan.$inferSelect,
  'procedureId' | 'attempt' | 'from' | 'byId' | 'redated' | 'pauses'
> & {
  pauses: string
}

/** What figures are asked of: a process in a month, of all, one unit or one version. */
type Of = {
  procedure: string
  month: string
  from: number
  to: number
  until: number
  unit?: string | undefined
  version?: string | undefined
}
const those = ({ procedure, unit: unitId, version }: Given<Of>): SQL => sql`s.procedureId = ${procedure}
  ${unitId === undefined ? sql`` : sql`and s.unit = ${unitId}`}
  ${version === undefined ? sql`` : sql`and s.versionId = ${version}`}`

/** Queries for runs of steps of a process; as plain rows, for there may be many thousands. */
const runsWhere = (condition: (given: Given<Of>) => SQL) =>
  query<Of>()((db, given) =>
    db.all<Row>(sql`select s.caseId, s.no, s.unit, s.versionId, s.step, s."begin", s.due, s."end", s.ending,
        s.reason, s.reasonCode, s.pauses
      from ${caseSpan} s where ${those(given)} and ${condition(given)}`),
  )
const stillOpen = runsWhere(
  ({ to, until }) => sql`s."end" is null and s."begin" < ${to} and s.due < ${until}`,
)
const endedAfter = runsWhere(
  ({ to, until }) => sql`s."end" > s.due and s."end" >= ${to} and s."begin" < ${to} and s.due < ${until}`,
)
const ofReturned = runsWhere(
  ({ procedure, from, to }) => sql`s.caseId in (select s.caseId from ${caseSpan} s
    where s.procedureId = ${procedure} and s."end" >= ${from} and s."end" < ${to} and s.ending = 'return')`,
)
const barsOf = query<Of>()((db, given) =>
  db.all<Bar & { step: string }>(sql`select s.step, s.minutes, s.late, sum(s.n) as n
    from ${caseTally} s where ${those(given)} and s.month = ${given.month} group by s.step, s.minutes, s.late`),
)
const partsOf = query<Of>()((db, given) =>
  db.all<Bar & { unit: string; versionId: string }>(sql`select s.unit, s.versionId, s.late,
      0 as minutes, sum(s.n) as n
    from ${caseTally} s where ${those(given)} and s.month = ${given.month} and s.step = ''
    group by s.unit, s.versionId, s.late`),
)
const unitNames = query()((db) => db.select({ id: unit.id, name: unit.name }).from(unit))

const asSpan = ({ pauses, ...row }: Row): Span =>
  spanOf({
    ...row,
    attempt: 1,
    from: null,
    byId: null,
    redated: [],
    procedureId: '',
    pauses: pauses === '[]' ? [] : (JSON.parse(pauses) as Span['pauses']),
  })

/** Query for the approved versions of a process, the oldest first. */
const approvedOf = query<{ procedure: string }>()((db, { procedure }) =>
  db
    .select({
      id: procedureVersion.id,
      number: procedureVersion.number,
      content: procedureVersion.content,
    })
    .from(procedureVersion)
    .where(and(eq(procedureVersion.procedureId, procedure), eq(procedureVersion.state, 'approved')))
    .orderBy(procedureVersion.number),
)

/** How so many runs did, with those that are open and late. */
function ratedOf(some: readonly Bar[], overdue: number) {
  const { p50, p80, p95, ...sums } = summed(some)
  const judged = sums.finished + overdue
  const rate = judged === 0 ? undefined : sums.inTime / judged
  return { ...sums, overdue, ...given({ rate }), hours: given({ p50, p80, p95 }) }
}

/**
 * How a process did in a month: on-time rates, hours and returns by step, the whole case first, of all, of one unit or of one version. What ended was counted as it happened (tally.ts); what was open and
 * late at the end of the month, and the cost of returns, the core counts from the runs themselves.
 */
export async function readFigures(ctx: Context, asked: FiguresQuery): Promise<FiguresAnswer> {
  const { procedure, month } = asked
  const [{ from, to }, now] = [period(month), ctx.clock()]
  const { unit: unitId, version } = asked
  const of: Of = { procedure, month, from, to, until: Math.min(to, now), unit: unitId, version }
  const found = await look(ctx, {
    bars: barsOf(ctx.tenant, of),
    parts: partsOf(ctx.tenant, of),
    open: stillOpen(ctx.tenant, of),
    after: endedAfter(ctx.tenant, of),
    returned: ofReturned(ctx.tenant, of),
    versions: approvedOf(ctx.tenant, { procedure }),
    own: layerInForce(ctx.tenant, {}),
    units: unitNames(ctx.tenant, {}),
  })
  if (found.versions.length === 0) throw new NotFound()
  const names = namesOf(found.versions.map(({ content }) => JSON.parse(content) as Template))
  const during = { from, to }
  const open = [...found.open, ...found.after].map(asSpan)
  const bars = Map.groupBy(found.bars, ({ step }) => step)
  const opened = Map.groupBy(open, ({ step }) => step)
  const rated = (some: readonly Bar[], still: readonly Span[]) =>
    ratedOf(some, onTime(still, during, now).overdue)
  const whole = opened.get('') ?? []
  const group = (key: 'unit' | 'versionId', spanKey: 'unit' | 'template', nameOf: (id: string) => string) =>
    [...new Set([...found.parts.map((one) => one[key]), ...whole.map((one) => one[spanKey])])].map((id) => {
      const some = found.parts.filter((one) => one[key] === id)
      const { finished, inTime, overdue, rate } = rated(
        some,
        whole.filter((one) => one[spanKey] === id),
      )
      return { id, name: nameOf(id), finished, inTime, overdue, ...given({ rate }) }
    })
  return {
    steps: [...names].flatMap(([step, name]) => {
      const [some = [], still = []] = [bars.get(step), opened.get(step)]
      return some.length + still.length === 0 ? [] : [{ step, name, ...rated(some, still) }]
    }),
    units: group('unit', 'unit', (id) => found.units.find((one) => one.id === id)?.name ?? ''),
    versions: group('versionId', 'template', (id) =>
      String(found.versions.find((one) => one.id === id)?.number ?? ''),
    ),
    returns: returns(found.returned.map(asSpan), during, workingOn(workingTime(found.own[0])), now).map(
      (one) => ({
        ...one,
        name: names.get(one.step) ?? one.step,
      }),
    ),
  }
}

/** What steps are called, in the order of the last version; the whole case first. */
function namesOf(templates: readonly Template[]): Map<string, string> {
  const names = new Map([['', 'Cả hồ sơ']])
  for (const template of templates.toReversed())
    for (const { step } of outline(template).nodes) if (!names.has(step.id)) names.set(step.id, step.name)
  return names
}
