import { and, eq, sql } from 'drizzle-orm'
import { expectOne } from '../core/batch.ts'
import type { Statement } from '../core/batch.ts'
import { replay } from '../processes/apply.ts'
import type { CaseEvent, State } from '../processes/case.ts'
import type { Span } from '../processes/history.ts'
import type { Template } from '../processes/template.ts'
import type { Database } from '../platform/database.ts'
import { attaching } from '../files/attached.ts'
import { addToTally, counted } from './tally.ts'
import type { Calendar } from '../calendar/compile.ts'
import { workingOn } from '../processes/deadlines.ts'
import { alerting } from './alerts.ts'
import { filesOf } from './files.ts'
import { readNew, standingOf, workOf } from './derive.ts'
import type { WorkRow } from './derive.ts'
import { caseEvent, caseParty, caseSpan, caseWork, processCase } from './tables.ts'

/** What is known of a case before a transition, and what is written with it. */
export type Kept = {
  id: string
  procedureId: string
  code: string
  title: string
  unitId: string
  ownerId: string
  template: Template
  /** The working time of the committee now. */
  calendar: Calendar
  /** The cases that its steps called, by the numbers of those steps. */
  called: Readonly<Record<string, string>>
  /** The case and the step that called it. */
  caller?: { id: string; no: number }
  /** None for a case that begins. */
  state?: State
  reading?: string
}

/** A case that runs. */
export type Running = Kept & { state: State; reading: string }

/** The state that events lead to. */
export function after(kept: Kept, events: readonly CaseEvent[]): State {
  const state = replay(events, kept.state)
  if (state === undefined) throw new Error(`case ${kept.id} has no events`)
  return state
}

export type More = {
  called?: Readonly<Record<string, string>>
  head?: { versionId: string; starterId: string }
  to?: { versionId: string; template: Template }
}

/** What storing a transition takes, and what the case is then. */
export type Stored = { statements: Statement[]; state: State; reading: string; wakeAt: number | null }

/**
 * Statements that store a transition: its events, the state they give, what waits for whom, and the runs of steps for
 * the figures. Two transitions of one state meet on the primary key of the events, and one of them is undone whole.
 * @param more of a case that begins its head; of one that moves to another version where to; the cases its steps called
 *   where these are others than before
 */
export function storing(
  db: Database,
  kept: Kept,
  events: readonly CaseEvent[],
  by: { commandId: string; name: string },
  { head, to, called = kept.called }: More = {},
): Stored {
  const state = after(kept, events)
  const { reading, changed } = readNew(kept.reading, events, kept.unitId)
  const template = to?.template ?? kept.template
  const derived = standingOf(template, state)
  const moved = to === undefined ? {} : { versionId: to.versionId }
  const row = {
    ...moved,
    status: state.status,
    seq: state.seq,
    state: JSON.stringify(state),
    reading,
    called,
    ...derived,
  }
  const { id, procedureId } = kept
  const written =
    head === undefined ? changedRow(db, kept, row) : [begunRow(db, kept, state, { ...head, ...row })]
  // A run that ended is read no more, so what changed and has an end has ended now.
  const ended = counted(changed, workingOn(kept.calendar))
  const work = changedWork(kept, template, state, called)
  const alerts = alerting(db, kept, { template, state })
  return {
    state,
    reading,
    wakeAt: earliest(derived.timeoutAt, alerts.next),
    statements: [
      insertEvents(db, id, kept.state?.seq ?? 0, events, by),
      ...written,
      ...(work.gone.length === 0 ? [] : [removeWork(db, id, work.gone)]),
      ...(work.come.length === 0 ? [] : [insertWork(db, kept, work.come), insertParties(db, id, work.come)]),
      ...alerts.statements,
      ...attaching(db, id, filesOf(template, events)),
      ...(changed.length === 0 ? [] : [putSpans(db, procedureId, changed)]),
      ...(ended.length === 0 ? [] : [addToTally(db, procedureId, ended)]),
    ],
  }
}

/** The case as it was read and now is; whoever was second changes nothing. */
const changedRow = (db: Database, { id, state }: Kept, row: Partial<Row>): Statement[] => [
  db
    .update(processCase)
    .set(row)
    .where(and(eq(processCase.id, id), eq(processCase.seq, state?.seq ?? 0))),
  expectOne(db),
]

type Row = typeof processCase.$inferInsert
type Rest = Omit<Row, 'id' | 'procedureId' | 'code' | 'title' | 'unitId' | 'startedAt'>

const begunRow = (
  db: Database,
  { id, procedureId, code, title, unitId, caller }: Kept,
  { since }: State,
  row: Rest,
): Statement =>
  db.insert(processCase).values({
    id,
    procedureId,
    code,
    title,
    unitId,
    startedAt: since,
    ...(caller && { callerId: caller.id, callerNo: caller.no }),
    ...row,
  })

// One statement for any number of rows: what SQLite binds is one text of JSON.

const insertEvents = (
  db: Database,
  id: string,
  seq: number,
  events: readonly CaseEvent[],
  { commandId, name }: { commandId: string; name: string },
): Statement =>
  db.run(sql`insert into ${caseEvent} (caseId, seq, n, commandId, at, byName, event)
    select ${id}, ${seq} + 1 + key, key, ${commandId}, ${events[0]?.at ?? 0}, ${name}, value
    from json_each(${JSON.stringify(events)})`)

function changedWork(
  kept: Kept,
  template: Template,
  state: State,
  called: Kept['called'],
): { gone: WorkRow[]; come: WorkRow[] } {
  const key = (row: WorkRow) => JSON.stringify(row)
  const before = kept.state === undefined ? [] : workOf(kept.template, kept.state, kept.ownerId, kept.called)
  const now = workOf(template, state, kept.ownerId, called)
  const [had, has] = [new Set(before.map(key)), new Set(now.map(key))]
  const gone = before.filter((row) => !has.has(key(row)))
  const anew = new Set(gone.map(({ no }) => no))
  return { gone, come: now.filter((row) => anew.has(row.no) || !had.has(key(row))) }
}

/** All that waited at steps that changed; what still does is written anew. */
const removeWork = (db: Database, id: string, rows: WorkRow[]): Statement =>
  db.run(sql`delete from ${caseWork} where caseId = ${id} and no in
    (select value from json_each(${JSON.stringify([...new Set(rows.map(({ no }) => no))])}))`)

const insertWork = (db: Database, { id, code, title }: Kept, rows: WorkRow[]): Statement =>
  db.run(sql`insert into ${caseWork} (memberId, due, caseId, no, kind, code, title, step, since)
    select value ->> 'memberId', value ->> 'due', ${id}, value ->> 'no', value ->> 'kind', ${code}, ${title},
      value ->> 'step', value ->> 'since'
    from json_each(${JSON.stringify(rows)})`)

const insertParties = (db: Database, id: string, rows: WorkRow[]): Statement =>
  db.run(sql`insert or ignore into ${caseParty} (memberId, caseId)
    select value, ${id} from json_each(${JSON.stringify([...new Set(rows.map(({ memberId }) => memberId))])})
    where value <> ''`)

const earliest = (...instants: (number | null)[]): number | null => {
  const some = instants.filter((one) => one !== null)
  return some.length === 0 ? null : Math.min(...some)
}

const putSpans = (db: Database, procedureId: string, spans: readonly Span[]): Statement =>
  db.run(sql`insert or replace into ${caseSpan} (caseId, no, procedureId, unit, versionId, step, attempt, "begin", "from",
      due, "end", ending, byId, reason, reasonCode, pauses, redated)
    select value ->> 'case', value ->> 'no', ${procedureId}, value ->> 'unit', value ->> 'template', value ->> 'step',
      value ->> 'attempt', value ->> 'begin', value ->> 'from', value ->> 'due', value ->> 'end', value ->> 'ending',
      value ->> 'by', value ->> 'reason', value ->> 'reasonCode', value -> 'pauses', value -> 'redated'
    from json_each(${JSON.stringify(spans)})`)
