import { sql } from 'drizzle-orm'
import { index, integer, primaryKey, sqliteTable, text, uniqueIndex } from 'drizzle-orm/sqlite-core'
import type { State } from './states.ts'

/** What a task was made for: an incoming paper, a paper of ours that went to a unit, a plan, what another committee asks, or itself. Later also a meeting, a matter, a case. */
export type Source = 'incoming' | 'document' | 'plan' | 'ask' | 'own'

/** States in which a task still asks something of somebody; written out, as an index cannot take parameters. */
export const OPEN = sql`state in ('assigned', 'doing', 'reported', 'returned', 'declined', 'suspended')`
/** States in which it asks something of whoever does it. */
export const TO_DO = sql`state in ('assigned', 'doing', 'returned')`

/**
 * A task: one owner, who answers for one product until one day. The owner is a unit or a person; a unit names a person,
 * and stays the unit of the task. `giverId` is who handed it on last and judges its result. `firstDueOn` never changes;
 * `dueOn` by an approved extension only, which `wantedDueOn` asks for. `pressesOn` is the day by which lists order.
 */
export const task = sqliteTable(
  'task',
  {
    rowid: integer().primaryKey(),
    id: text().notNull(),
    source: text().$type<Source>().notNull(),
    sourceId: text(),
    /** What the source is called, so that a list needs no other table: số ký hiệu or nothing. */
    sourceName: text().notNull().default(''),
    title: text().notNull(),
    product: text().notNull().default(''),
    /** What it is measured by, in words, until measures come. */
    target: text().notNull().default(''),
    urgency: integer().notNull().default(0),
    ownerKind: text().$type<'unit' | 'person'>().notNull(),
    ownerName: text().notNull(),
    unitId: text(),
    personId: text(),
    personName: text(),
    giverId: text().notNull(),
    giverName: text().notNull(),
    startOn: text().notNull(),
    firstDueOn: text(),
    dueOn: text(),
    pressesOn: text().notNull(),
    wantedDueOn: text(),
    wantedReason: text(),
    state: text().$type<State>().notNull(),
    /** The state to come back to after a suspension. */
    resumesAs: text().$type<State>(),
    resultText: text(),
    resultDocumentId: text(),
    reportedById: text(),
    reportedAt: integer(),
    doneAt: integer(),
    approvedBy: text(),
    createdAt: integer().notNull(),
    movedAt: integer().notNull(),
    version: integer().notNull().default(1),
  },
  (t) => [
    uniqueIndex('task_id').on(t.id),
    index('task_board').on(t.pressesOn, t.id).where(OPEN),
    index('task_board_made').on(t.createdAt, t.id).where(OPEN),
    index('task_unit_made').on(t.unitId, t.createdAt, t.id).where(OPEN),
    index('task_given_made').on(t.giverId, t.createdAt, t.id).where(OPEN),
    index('task_unit').on(t.unitId, t.pressesOn, t.id).where(OPEN),
    index('task_given').on(t.giverId, t.pressesOn, t.id).where(OPEN),
    index('task_person').on(t.personId, t.pressesOn, t.id).where(TO_DO),
    index('task_unnamed')
      .on(t.unitId, t.pressesOn, t.id)
      .where(sql`personId is null and ${TO_DO}`),
    index('task_judged')
      .on(t.giverId, t.pressesOn, t.id)
      .where(sql`state in ('reported', 'declined') or wantedDueOn is not null`),
    index('task_ended')
      .on(t.movedAt, t.id)
      .where(sql`state in ('done', 'cancelled')`),
    index('task_due')
      .on(t.dueOn, t.id)
      .where(sql`dueOn is not null`),
    index('task_made').on(t.createdAt, t.id),
    index('task_source').on(t.source, t.sourceId),
  ],
)

/** Who works on a task beside its owner, each with a part, and who is to know of it; as they were called then. */
export const taskParty = sqliteTable(
  'task_party',
  {
    taskId: text().notNull(),
    kind: text().$type<'unit' | 'person'>().notNull(),
    subjectId: text().notNull(),
    name: text().notNull(),
    role: text().$type<'cooperate' | 'inform'>().notNull(),
    at: integer().notNull(),
    /** Their part is done, or they have taken note. */
    doneAt: integer(),
    doneBy: text(),
    note: text(),
  },
  (t) => [
    primaryKey({ columns: [t.taskId, t.kind, t.subjectId] }),
    index('task_party_waits')
      .on(t.kind, t.subjectId, t.at)
      .where(sql`doneAt is null`),
  ],
)

/** What happened to a task: one row a step, who, when and why, never edited. `no` counts from 1. */
export const taskEvent = sqliteTable(
  'task_event',
  {
    taskId: text().notNull(),
    no: integer().notNull(),
    what: text().notNull(),
    to: text().$type<State>().notNull(),
    reason: text(),
    before: text(),
    after: text(),
    byId: text().notNull(),
    byName: text().notNull(),
    /** Whose work it was, where somebody stood in for them. */
    forName: text(),
    at: integer().notNull(),
  },
  (t) => [primaryKey({ columns: [t.taskId, t.no] })],
)
