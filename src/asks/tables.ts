import { index, integer, sqliteTable, text, uniqueIndex } from 'drizzle-orm/sqlite-core'
import type { AskKind, AskState, Taken, Verdict } from './states.ts'

/** One act of asking, of any number of committees: what it says. The task itself is whose it was asked of. */
export const sending = sqliteTable(
  'sending',
  {
    id: text().primaryKey(),
    kind: text().$type<AskKind>().notNull().default('task'),
    title: text().notNull(),
    product: text().notNull(),
    target: text().notNull(),
    note: text().notNull(),
    startOn: text().notNull(),
    firstDueOn: text().notNull(),
    /** What it was made for: a plan of ours, a task that we were asked. */
    planId: text(),
    taskId: text(),
    /** The paper of ours that goes with it. */
    documentId: text(),
    asked: integer().notNull(),
    byId: text().notNull(),
    byName: text().notNull(),
    at: integer().notNull(),
  },
  (t) => [
    index('sending_list').on(t.at, t.id),
    index('sending_plan').on(t.planId, t.at, t.id),
    index('sending_document').on(t.documentId, t.at, t.id),
    index('sending_task').on(t.taskId),
  ],
)

/** Our side of an ask of ours: the whole of it crosses under `seq`, which is counted here alone. */
export const asked = sqliteTable(
  'asked',
  {
    id: text().primaryKey(),
    sendingId: text().notNull(),
    toId: text().notNull(),
    toName: text().notNull(),
    state: text().$type<AskState>().notNull(),
    dueOn: text().notNull(),
    seq: integer().notNull(),
    wishAnswered: integer().notNull().default(0),
    verdict: text().$type<Verdict>(),
    verdictOn: text(),
    verdictAt: integer(),
    reason: text(),
  },
  (t) => [index('asked_sending').on(t.sendingId)],
)

/** Our side of what was asked of us: the whole of it crosses under `seq`, which is counted here alone. */
export const taken = sqliteTable(
  'taken',
  {
    askId: text().primaryKey(),
    /** The task it became here; none where it was given back. */
    taskId: text(),
    fromName: text().notNull(),
    seq: integer().notNull(),
    /** The sequence of the origin's side that we last acted on. */
    seen: integer().notNull(),
    status: text().$type<Taken>().notNull(),
    takenAt: integer().notNull(),
    wishNo: integer().notNull().default(0),
    wishOn: text(),
    wishReason: text(),
    filing: text(),
    filedAt: integer(),
    text: text(),
    paper: text(),
    byName: text().notNull(),
  },
  (t) => [uniqueIndex('taken_task').on(t.taskId)],
)
