import { look } from '../core/batch.ts'
import type { Context } from '../core/context.ts'
import { iso } from '../core/dates.ts'
import { NotFound } from '../core/errors.ts'
import { given } from '../core/given.ts'
import type { Calendar } from '../calendar/compile.ts'
import { dayOf, formatDay, formatTime, MINUTES_PER_DAY, minuteOf } from '../calendar/time.ts'
import { explain } from '../calendar/worktime.ts'
import { fieldAt } from '../processes/case.ts'
import type { Clock, Open, State } from '../processes/case.ts'
import { holds } from '../processes/condition.ts'
import { workingOn } from '../processes/deadlines.ts'
import { isLate, returns, workedMinutes } from '../processes/figures.ts'
import type { Span } from '../processes/history.ts'
import { nodeOf, planOf } from '../processes/plan.ts'
import type { Plan } from '../processes/plan.ts'
import type { Limit, Step, Template } from '../processes/template.ts'
import { personsOf } from '../procedures/people.ts'
import type { People } from '../procedures/people.ts'
import { NEVER, waitsFor } from './derive.ts'
import { spanOf } from './figures.ts'
import { asked } from './asked.ts'
import { coverOf } from './cover.ts'
import type { Cover } from './cover.ts'
import { showLink } from './links.ts'
import { keptOf } from './load.ts'
import type { CaseAnswer, DeadlineAnswer } from './page-schema.ts'
import { filledIn, rowName, storyOf } from './story.ts'
import { told } from './told.ts'
import { workingTimeOf } from './working-time.ts'
import type { OwnLayer } from './working-time.ts'

type Names = ReadonlyMap<string, string>
const who = (names: Names, ids: readonly string[]) => ids.map((id) => ({ id, name: names.get(id) ?? '' }))

/** A case whole: where it is, who has it, since and until when, why until then, and everything that happened. */
export async function readCase(ctx: Context, id: string): Promise<CaseAnswer> {
  const read = await look(ctx, asked(ctx, id))
  const { me, found, events, members, units, covers, links, held, heads, own, callers } = read
  const one = found[0]
  if (one === undefined) throw new NotFound()
  const { template, state, calendar } = keptOf(one, own)
  const spans = read.spans.map(spanOf)
  const { row } = one
  const [now, names] = [ctx.clock(), new Map(members.map((each) => [each.id, each.name]))]
  const plan = planOf(template)
  const known = new Map([...names, ...units.map((each) => [each.id, each.name] as const)])
  const seen: Seen = {
    template,
    state,
    names,
    known,
    now,
    covers,
    spans,
    me: me.id,
    people: { held, heads },
    unitId: row.unitId,
    ever: own,
    called: row.called,
    titles: new Map(links.map(({ targetId, name }) => [targetId, name])),
  }
  const open = state.status === 'running' ? state.open.map((each) => showOpen(seen, each)) : []
  return {
    id,
    code: row.code,
    title: row.title,
    status: row.status,
    stuck: state.status === 'running' && row.standing === 0,
    late: state.status === 'running' && row.due < now,
    ...(row.due === NEVER ? {} : { due: iso(row.due) }),
    startedAt: iso(row.startedAt),
    ...(row.endedAt === null ? {} : { endedAt: iso(row.endedAt) }),
    now: open
      .filter(({ kind }) => kind !== 'parallel' && kind !== 'each')
      .map((each) => ({ no: each.no, name: each.name, holders: each.holders.map(({ name }) => name) })),
    procedure: { id: row.procedureId, code: row.code, name: one.procedureName },
    versionNumber: one.number,
    ...given({ versionHash: one.hash }),
    starter: { id: row.starterId, name: names.get(row.starterId) ?? '' },
    ...given({ caller: callers[0] }),
    deadline: deadlineOf(seen, state.clock, template.limit, 0),
    template,
    open,
    fields: filledIn(template, state.fields, known),
    links: links.map(showLink),
    runs: spans
      .filter(({ no }) => no > 0)
      .map((each) => showRun(each, plan.byId.get(each.step)?.step, { names, now, calendar })),
    returns: costs(spans, plan, now, calendar),
    history: storyOf(plan, events, known),
  }
}

/** What was sent back, why, and the working hours that cost. */
const costs = (spans: Span[], plan: Plan, now: number, calendar: Calendar): CaseAnswer['returns'] =>
  returns(spans, { from: 0, to: now + 1 }, workingOn(calendar), now).map((each) => ({
    ...each,
    name: plan.byId.get(each.step)?.step.name ?? each.step,
    hours: Math.round(each.hours * 10) / 10,
  }))

type Seen = {
  template: Template
  state: State
  names: Names
  /** Members and units. */
  known: Names
  now: number
  me: string
  people: People
  unitId: string
  covers: readonly Cover[]
  spans: readonly Span[]
  ever: readonly OwnLayer[]
  called: Readonly<Record<string, string>>
  /** What the case is linked with is called. */
  titles: ReadonlyMap<string, string>
}

function showOpen(seen: Seen, open: Open): CaseAnswer['open'][number] {
  const { template, state, names, me } = seen
  const { step } = nodeOf(planOf(template), open.step)
  const lookup = (field: string) => fieldAt(state, open, field)
  const called = seen.called[open.no]
  const people = called === undefined ? waitsFor(state, open) : []
  const block = open.kind === 'parallel' || open.kind === 'each'
  const around = state.open.find(({ no }) => no === open.in)
  const branch = around?.kind === 'each' ? around.branches?.find(({ key }) => key === open.key) : undefined
  const row = rowName(branch?.row, seen.known)
  const cover = coverOf(template, open, me, seen.covers)
  return {
    no: open.no,
    step: step.id,
    name: step.name,
    kind: open.kind,
    ...given({ row, guide: step.guide }),
    holders: who(names, people),
    ...(called === undefined ? {} : { called: { id: called, name: seen.titles.get(called) ?? '' } }),
    since: iso(open.since),
    ...(open.clock === undefined || step.limit === undefined
      ? {}
      : { deadline: deadlineOf(seen, open.clock, step.limit, open.no) }),
    mine: people.includes(me) || cover !== undefined,
    ...(cover && { cover: { for: { id: cover.id, name: cover.name }, capacity: cover.capacity } }),
    outcomes: block
      ? []
      : step.out
          .filter((one) => one.kind !== 'timeout' && holds(one.when, lookup))
          .map(({ id, label, kind = 'forward', needs = [] }) => ({ id, label, kind, needs })),
    form: (step.form ?? []).flatMap(({ f, mode = 'rw' }) => {
      const field = template.fields[f]
      const value = lookup(f)
      const shown = value === undefined ? {} : { value, text: told(field, value, seen.known) }
      return field === undefined ? [] : [{ f, mode, field, ...shown }]
    }),
    picks: block ? [] : picksOf(seen, step),
  }
}

/** The roles to be picked that a way from this step may come to next, unless they were. */
function picksOf(
  { template, state, people, names, unitId }: Seen,
  step: Step,
): CaseAnswer['open'][number]['picks'] {
  const plan = planOf(template)
  const next = nodeOf(plan, step.id).to.flatMap((to) => ('node' in to ? [to.node] : []))
  // A block that follows begins with its branches.
  for (const node of next)
    for (const scope of node.inner) if (scope.start !== undefined) next.push(scope.start)
  const roles = new Set(next.flatMap((node) => node.step.role ?? []))
  return [...roles].flatMap((role) => {
    const is = template.roles[role]
    if (is?.by !== 'pick' || state.picks[role] !== undefined) return []
    const given = personsOf(template, people, role, undefined, unitId)
    return [{ role, name: is.name, from: who(names, given.length > 0 ? given : [...names.keys()]) }]
  })
}

/** A deadline and how it came to be: counted on the calendar, then moved by pauses or by people. */
function deadlineOf({ spans, ever, now }: Seen, clock: Clock, limit: Limit, no: number): DeadlineAnswer {
  const counted = explain(workingTimeOf(clock.version, ever), clock.from, limit)
  const redated = spans.find((one) => one.no === no)?.redated ?? []
  const moved =
    counted.due === clock.due ? [] : [`Đã dời đến ${formatEnd(clock.due)} do tạm dừng hoặc được đổi hạn.`]
  const lines = [
    ...counted.lines.map(({ text }) => text),
    ...moved,
    ...redated.map(({ reason }) => `Đổi hạn: ${reason}`),
  ]
  return {
    due: iso(clock.due),
    provisional: clock.provisional,
    ...(clock.pausedAt === undefined ? {} : { pausedSince: iso(clock.pausedAt) }),
    late: (clock.pausedAt ?? now) > clock.due,
    lines,
  }
}

/** An instant as a deadline is said: `17 giờ 00, thứ Hai, ngày 07/12/2026`. */
function formatEnd(due: number): string {
  const minute = minuteOf(due)
  return `${formatTime(minute % MINUTES_PER_DAY)}, ${formatDay(dayOf(minute))}`
}

function showRun(
  span: Span,
  step: Step | undefined,
  { names, now, calendar }: { names: Names; now: number; calendar: Calendar },
): CaseAnswer['runs'][number] {
  const { no, attempt, begin, due, end, ending, by } = span
  return {
    no,
    step: span.step,
    name: step?.name ?? span.step,
    attempt,
    begin: iso(begin),
    ...(due === undefined ? {} : { due: iso(due) }),
    ...(end === undefined ? {} : { end: iso(end) }),
    ...given({ ending }),
    ...(by === undefined ? {} : { by: names.get(by) ?? 'Hệ thống' }),
    late: isLate(span, now),
    hours: Math.round((workedMinutes(span, workingOn(calendar), now) / 60) * 10) / 10,
  }
}
