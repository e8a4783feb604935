import { sql } from 'drizzle-orm'
import { index, integer, primaryKey, sqliteTable, text, uniqueIndex } from 'drizzle-orm/sqlite-core'
import type { CaseEvent, Status } from '../processes/case.ts'
import type { Every } from './schedules/rules.ts'
import type { Ending, Pause } from '../processes/history.ts'

/** What stands for the state of a case that is locked. */
export const TAKEN = ''

/**
 * A case of a process, on one version for life. `state` and `reading` are what its events give (src/processes), kept
 * so that a transition reads one row; `standing`, `due` and `timeoutAt` follow from the state for the board and the
 * timers. Instants are ms UTC.
 */
export const processCase = sqliteTable(
  'process_case',
  {
    id: text().primaryKey(),
    procedureId: text().notNull(),
    versionId: text().notNull(),
    code: text().notNull(),
    title: text().notNull(),
    unitId: text().notNull().default(''),
    starterId: text().notNull(),
    status: text().$type<Status>().notNull(),
    seq: integer().notNull(),
    state: text().notNull(),
    reading: text().notNull(),
    /** 0: a step of it nobody holds; 1: all are held. The order of the board. */
    standing: integer().notNull(),
    /** The next deadline that runs out, of a step or of the whole; far away where all stand still. */
    due: integer().notNull(),
    /** The case and the step that called it, if one did; and the cases that its own steps called, by their numbers. */
    callerId: text(),
    callerNo: integer(),
    called: text({ mode: 'json' }).$type<Record<string, string>>().notNull().default({}),
    /** When a step of it is left by itself for lack of time. */
    timeoutAt: integer(),
    startedAt: integer().notNull(),
    endedAt: integer(),
  },
  (t) => [
    index('process_case_board').on(t.procedureId, t.status, t.standing, t.due, t.id),
    index('process_case_running').on(t.status, t.standing, t.due, t.id),
    index('process_case_begun').on(t.procedureId, t.startedAt, t.id),
    index('process_case_by_begin').on(t.startedAt, t.id),
    index('process_case_ended')
      .on(t.procedureId, t.endedAt, t.id)
      .where(sql`endedAt is not null`),
    index('process_case_by_end')
      .on(t.endedAt, t.id)
      .where(sql`endedAt is not null`),
    index('process_case_unit').on(t.unitId, t.status),
    index('process_case_starter').on(t.starterId, t.status),
    index('process_case_timeout')
      .on(t.timeoutAt)
      .where(sql`timeoutAt is not null`),
  ],
)

/**
 * What a committee adds to the national calendar: its own days off and days of duty, its hours. Versions are never
 * edited; the last stands. `layer` is the interchange form of src/calendar/layer.ts.
 */
export const calendarLayer = sqliteTable('calendar_layer', {
  number: integer().primaryKey(),
  layer: text().notNull(),
  note: text().notNull(),
  byName: text().notNull(),
  at: integer().notNull(),
})

/**
 * By which cases of a process are opened by themselves (schedules/rules.ts): `nextOn` is the next day of the rule,
 * `nextAt` when the office opens then or on the working day it lands on. Stopped, it stays for the record.
 */
export const caseSchedule = sqliteTable(
  'case_schedule',
  {
    id: text().primaryKey(),
    procedureId: text().notNull(),
    title: text().notNull(),
    every: text().$type<Every>().notNull(),
    month: integer().notNull(),
    day: integer().notNull(),
    land: text().$type<'next' | 'previous'>().notNull(),
    until: text(),
    starterId: text().notNull(),
    nextOn: text().notNull(),
    nextAt: integer().notNull(),
    opened: integer().notNull().default(0),
    problem: text(),
    byName: text().notNull(),
    createdAt: integer().notNull(),
    stoppedAt: integer(),
  },
  (t) => [
    index('case_schedule_due')
      .on(t.nextAt)
      .where(sql`stoppedAt is null`),
    index('case_schedule_of')
      .on(t.procedureId)
      .where(sql`stoppedAt is null`),
    index('case_schedule_wrong')
      .on(t.procedureId)
      .where(sql`problem is not null`),
  ],
)

/** What happened, never edited; `n` counts the events of one command, so that each command is there once. */
export const caseEvent = sqliteTable(
  'case_event',
  {
    caseId: text().notNull(),
    seq: integer().notNull(),
    n: integer().notNull(),
    commandId: text().notNull(),
    at: integer().notNull(),
    byName: text().notNull(),
    event: text({ mode: 'json' }).$type<CaseEvent>().notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.caseId, t.seq] }),
    uniqueIndex('case_event_command')
      .on(t.caseId, t.commandId)
      .where(sql`n = 0`),
  ],
)

/** What waits for whom, kept in the batch of the transition: a step, or for the owner one that nobody holds. */
export const caseWork = sqliteTable(
  'case_work',
  {
    memberId: text().notNull(),
    due: integer().notNull(),
    caseId: text().notNull(),
    no: integer().notNull(),
    kind: text().$type<'step' | 'orphan'>().notNull(),
    code: text().notNull(),
    title: text().notNull(),
    step: text().notNull(),
    since: integer().notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.caseId, t.no, t.memberId] }),
    index('case_work_mine').on(t.memberId, t.due, t.caseId, t.no),
    index('case_work_due').on(t.due),
  ],
)

/**
 * When somebody is to be told of the time of a step (`alerts` of the template, the `i`th of it), kept in the batch of
 * the transition; it goes when it was told.
 */
export const caseAlert = sqliteTable(
  'case_alert',
  {
    caseId: text().notNull(),
    no: integer().notNull(),
    i: integer().notNull(),
    at: integer().notNull(),
  },
  (t) => [primaryKey({ columns: [t.caseId, t.no, t.i] }), index('case_alert_at').on(t.at)],
)

/** Who has or had work in a case, and so may see it. */
export const caseParty = sqliteTable(
  'case_party',
  { memberId: text().notNull(), caseId: text().notNull() },
  (t) => [primaryKey({ columns: [t.memberId, t.caseId] })],
)

/**
 * A case and a document or another case that belong together: what it began from, or what a step made or goes by.
 * `name` is what the thing was called then; `step` the step it was linked from, if any.
 */
export const caseLink = sqliteTable(
  'case_link',
  {
    id: text().primaryKey(),
    caseId: text().notNull(),
    kind: text().$type<'incoming' | 'document' | 'case'>().notNull(),
    targetId: text().notNull(),
    name: text().notNull(),
    step: text().notNull(),
    byName: text().notNull(),
    at: integer().notNull(),
  },
  (t) => [
    uniqueIndex('case_link_once').on(t.caseId, t.targetId),
    index('case_link_target').on(t.kind, t.targetId),
  ],
)

/** One run of a step, or of the whole case (`no` 0), as the events tell it (processes/history.ts): what figures count. */
export const caseSpan = sqliteTable(
  'case_span',
  {
    caseId: text().notNull(),
    no: integer().notNull(),
    procedureId: text().notNull(),
    unit: text().notNull(),
    versionId: text().notNull(),
    step: text().notNull(),
    attempt: integer().notNull(),
    begin: integer().notNull(),
    from: integer(),
    due: integer(),
    end: integer(),
    ending: text().$type<Ending>(),
    byId: text(),
    reason: text(),
    reasonCode: text(),
    pauses: text({ mode: 'json' }).$type<Pause[]>().notNull(),
    redated: text({ mode: 'json' }).$type<{ at: number; reason: string }[]>().notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.caseId, t.no] }),
    index('case_span_open')
      .on(t.procedureId, t.due)
      .where(sql`"end" is null`),
    index('case_span_late')
      .on(t.procedureId, t.end)
      .where(sql`"end" > due`),
    index('case_span_returned')
      .on(t.procedureId, t.end)
      .where(sql`ending = 'return'`),
  ],
)

/**
 * The figures of processes as they come about: so many runs of a step that ended in a month (`2026-03`, in Việt Nam), of
 * one unit and version, that took so many working minutes, in time (0), late (1) or without a deadline (2).
 */
export const caseTally = sqliteTable(
  'case_tally',
  {
    procedureId: text().notNull(),
    month: text().notNull(),
    step: text().notNull(),
    unit: text().notNull(),
    versionId: text().notNull(),
    minutes: integer().notNull(),
    late: integer().$type<0 | 1 | 2>().notNull(),
    n: integer().notNull(),
  },
  (t) => [primaryKey({ columns: [t.procedureId, t.month, t.step, t.unit, t.versionId, t.minutes, t.late] })],
)

/** Runs of steps that ended before figures were counted as they come about: counted when the committee is next woken. */
export const caseUncounted = sqliteTable(
  'case_uncounted',
  { caseId: text().notNull(), no: integer().notNull() },
  (t) => [primaryKey({ columns: [t.caseId, t.no] })],
)
