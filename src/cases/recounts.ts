import { and, eq, ne, sql } from 'drizzle-orm'
import type { CalendarLayer } from '../calendar/layer.ts'
import { formatDate, parseDay } from '../calendar/time.ts'
import { commit, look, takenMeanwhile } from '../core/batch.ts'
import type { Context } from '../core/context.ts'
import { dayAt, iso } from '../core/dates.ts'
import { Conflict, NotFound } from '../core/errors.ts'
import { newId } from '../core/ids.ts'
import { paged } from '../core/paging.ts'
import { query } from '../core/query.ts'
import { wakeHere } from '../core/wake.ts'
import { replay } from '../processes/apply.ts'
import type { CaseEvent, Clock } from '../processes/case.ts'
import { BY_HAND, deadlinesOn } from '../processes/deadlines.ts'
import { decide } from '../processes/engine.ts'
import { nodeOf, planOf } from '../processes/plan.ts'
import type { Limit } from '../processes/template.ts'
import { procedureVersion } from '../procedures/tables.ts'
import { caseActs } from './acts.ts'
import { boardAfter, boardOrder, boardPlace, onBoard } from './board.ts'
import type { After } from './board.ts'
import type { RecountInput, RecountList, RecountsQuery } from './calendar-schema.ts'
import { takeReading } from './derive.ts'
import { around, envelopeOf, findReached, keptOf } from './load.ts'
import { refusal, whoWasFirst } from './refusals.ts'
import type { MovedAnswer } from './schema.ts'
import { storing } from './store.ts'
import type { Running } from './store.ts'
import { processCase, TAKEN } from './tables.ts'
import { layersEver, versionOf } from './working-time.ts'
import type { OwnLayer } from './working-time.ts'

type Recount = { no: number; step: string; clock: Clock; due: number; provisional: boolean }

/**
 * The deadlines of a running case that are others by the working time as it is now: counted again from where they
 * began, with their pauses. One that somebody fixed stays, and so does one that has run out (what was judged is not
 * judged again) or would now have. One that stands still runs out no more than it had when it was stopped.
 * @param now ms UTC
 */
function recountsOf({ template, calendar, state, reading }: Running, now: number): Recount[] {
  const [deadlines, { spans }] = [deadlinesOn(calendar), takeReading(reading)]
  const again = (no: number, step: string, clock: Clock | undefined, limit: Limit | undefined): Recount[] => {
    if (clock === undefined || limit === undefined) return []
    const until = clock.pausedAt ?? now
    if (clock.version === BY_HAND || clock.version === calendar.version || clock.due <= until) return []
    let deadline = deadlines.due(clock.from, limit)
    for (const { from, to } of spans.get(no)?.pauses ?? [])
      if (to !== undefined) deadline = deadlines.extend(deadline, limit, from, to)
    const { due, provisional } = deadline
    return due === clock.due || due <= until ? [] : [{ no, step, clock, due, provisional }]
  }
  const steps = state.open.flatMap((open) => {
    const { step } = nodeOf(planOf(template), open.step)
    return again(open.no, step.name, open.clock, step.limit)
  })
  return [...again(0, '', state.clock, template.limit), ...steps]
}

/** What the calendar changed between the one a deadline was counted by and the one in force, over its days. */
function whyOf(recounts: readonly Recount[], ever: readonly OwnLayer[]): string {
  const read = (own?: OwnLayer): CalendarLayer =>
    own === undefined ? { name: '' } : (JSON.parse(own.layer) as CalendarLayer)
  const now = read(ever[0])
  const from = dayAt(Math.min(...recounts.map(({ clock }) => clock.from)))
  const to = dayAt(Math.max(...recounts.flatMap(({ clock, due }) => [clock.due, due])))
  const versions = new Set(recounts.map(({ clock }) => clock.version))
  const before = [...versions].map((version) => read(ever.find((own) => versionOf(own) === version)))
  const key = (one: object): string => JSON.stringify(one)
  const had = new Set(before.flatMap(({ exceptions = [] }) => exceptions.map(key)))
  const has = new Set((now.exceptions ?? []).map(key))
  type Day = NonNullable<CalendarLayer['exceptions']>[number]
  const over = ({ date, to: last = date }: Day): boolean => date <= to && last >= from
  const say = (sign: string) => (one: Day) =>
    `${sign} ngày ${formatDate(parseDay(one.date) ?? 0)}${one.day === 'off' ? ' nghỉ' : ' làm việc'} (${one.reason})`
  const come = (now.exceptions ?? []).filter((one) => over(one) && !had.has(key(one))).map(say('thêm'))
  const gone = before
    .flatMap(({ exceptions = [] }) => exceptions)
    .filter((one) => over(one) && !has.has(key(one)))
    .map(say('bỏ'))
  const weeks = before.some(({ weeks: were = [] }) => key(were) !== key(now.weeks ?? []))
  const said = [...come, ...new Set(gone), ...(weeks ? ['giờ làm việc trong tuần thay đổi'] : [])]
  return `Lịch làm việc thay đổi: ${said.join('; ') || 'lịch quốc gia có phiên bản mới'}`
}

/** Running cases in the order of the board; whoever manages cases manages all. */
const running = query<Partial<After> & { limit: number }>()((db, { limit, ...after }) =>
  db
    .select({
      row: processCase,
      ownerId: sql<string>`''`,
      procedureName: sql<string>`''`,
      number: procedureVersion.number,
      hash: procedureVersion.hash,
      content: procedureVersion.content,
    })
    .from(processCase)
    .innerJoin(procedureVersion, eq(procedureVersion.id, processCase.versionId))
    .where(
      and(eq(processCase.status, 'running'), ne(processCase.state, sql.raw(`'${TAKEN}'`)), onBoard(after)),
    )
    .orderBy(...boardOrder)
    .limit(limit),
)

/** The running cases whose deadlines would move by the calendar as it is now; nothing moves until it is approved. */
export async function listRecounts(ctx: Context, asked: RecountsQuery): Promise<RecountList> {
  const { rows, ever } = await look(ctx, {
    rows: running(ctx.tenant, { ...boardAfter(asked.cursor), limit: asked.limit + 1 }),
    ever: layersEver(ctx.tenant, {}),
  })
  const now = ctx.clock()
  const page = paged(
    rows,
    asked.limit,
    ({ row }) => boardPlace(row),
    (one) => {
      const kept = keptOf(one, ever)
      return { kept, recounts: recountsOf(kept, now) }
    },
  )
  const items = page.items.flatMap(({ kept, recounts }) =>
    recounts.length === 0 ? [] : [shown(kept, recounts, whyOf(recounts, ever))],
  )
  return { ...page, items }
}

const shown = (kept: Running, recounts: readonly Recount[], why: string): RecountList['items'][number] => ({
  id: kept.id,
  code: kept.code,
  title: kept.title,
  seq: kept.state.seq,
  why,
  deadlines: recounts.map(({ no, step, clock, due }) => ({ no, step, from: iso(clock.due), to: iso(due) })),
})

/**
 * Moves the deadlines of a case as they were listed, each by an event that says why.
 * @throws Conflict when somebody changed the case since `seq`, or nothing is left to move
 */
export async function recountCase(ctx: Context, id: string, { seq }: RecountInput): Promise<MovedAnswer> {
  const { me, found, ever, ...people } = await look(ctx, {
    found: findReached(ctx, id),
    ever: layersEver(ctx.tenant, {}),
    ...around(ctx.tenant, { caseId: id }),
  })
  const [one] = found
  if (one === undefined) throw new NotFound()
  const kept = keptOf(one, ever)
  if (kept.state.seq !== seq) throw await takenMeanwhile()
  const recounts = kept.state.status === 'running' ? recountsOf(kept, ctx.clock()) : []
  if (recounts.length === 0) throw new Conflict('Hạn của hồ sơ đã theo lịch làm việc hiện hành.')
  const [reason, commandId] = [whyOf(recounts, ever), `${me.id}/${ctx.once?.key ?? newId()}`]
  const envelope = envelopeOf(kept, people, { commandId, at: ctx.clock(), by: me.id })
  const events: CaseEvent[] = []
  for (const { no, due, provisional } of recounts) {
    const deadline = { due, provisional, version: kept.calendar.version }
    const state = replay(events, kept.state) ?? kept.state
    const decision = decide(kept.template, state, { ...envelope, type: 'redate', no, deadline, reason })
    if ('rejected' in decision) throw await refusal(ctx, id, no, decision)
    events.push(...decision.events)
  }
  const { statements, state, wakeAt } = storing(ctx.tenant, kept, events, { commandId, name: me.name })
  if (wakeAt !== null) await wakeHere(ctx, wakeAt)
  const act = caseActs.recount(
    { id, name: kept.title },
    { after: { reason, due: recounts.map(({ due }) => iso(due).slice(0, 10)) } },
  )
  const answer = { id, status: state.status, seq: state.seq }
  return commit(ctx, me, act, statements, answer, () => whoWasFirst(ctx, id, undefined))
}
