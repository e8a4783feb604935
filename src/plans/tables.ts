import { index, integer, primaryKey, sqliteTable, text } from 'drizzle-orm/sqlite-core'
import type { BasisKind, Priority, State } from './states.ts'

/**
 * A programme or plan: what is to be done for the papers it stands on. Its lines are written while it is a draft;
 * issuing makes a task of each. Names are kept as they were.
 */
export const plan = sqliteTable(
  'plan',
  {
    id: text().primaryKey(),
    kindId: text().notNull(),
    kindName: text().notNull(),
    name: text().notNull(),
    goal: text().notNull(),
    period: text().notNull(),
    /** The paper of ours that promulgates it, and how that is called. */
    documentId: text(),
    documentName: text(),
    unitId: text(),
    authorId: text().notNull(),
    authorName: text().notNull(),
    state: text().$type<State>().notNull(),
    issuedAt: integer(),
    issuedBy: text(),
    closedAt: integer(),
    createdAt: integer().notNull(),
    movedAt: integer().notNull(),
    version: integer().notNull().default(1),
  },
  (t) => [index('plan_list').on(t.state, t.movedAt, t.id), index('plan_document').on(t.documentId)],
)

/** What a plan stands on: many papers and plans, each of which many plans may stand on. */
export const planBasis = sqliteTable(
  'plan_basis',
  {
    planId: text().notNull(),
    kind: text().$type<BasisKind>().notNull(),
    refId: text().notNull(),
    name: text().notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.planId, t.kind, t.refId] }),
    index('plan_basis_of').on(t.kind, t.refId, t.planId),
  ],
)

/** One thing a plan wants done: with what product, measured how, by when. `words` are its title and product, folded. */
export const planLine = sqliteTable(
  'plan_line',
  {
    planId: text().notNull(),
    id: text().notNull(),
    position: integer().notNull(),
    title: text().notNull(),
    product: text().notNull(),
    measure: text().notNull(),
    target: text().notNull(),
    priority: integer().$type<Priority>().notNull(),
    startOn: text(),
    dueOn: text(),
    words: text().notNull(),
    /** What it became: a task of ours, or a sending of asks where committees below answer for it. */
    taskId: text(),
    sendingId: text(),
  },
  (t) => [primaryKey({ columns: [t.planId, t.id] }), index('plan_line_order').on(t.planId, t.position)],
)

/** Who may be to do a line: a unit or person here, a committee below by its handle, or all that are directly below. */
export type OwnerKind = 'unit' | 'person' | 'committee' | 'below'

/** Who is to do a line: one unit or person here, a committee below, or each of them. */
export const planOwner = sqliteTable(
  'plan_owner',
  {
    planId: text().notNull(),
    lineId: text().notNull(),
    kind: text().$type<OwnerKind>().notNull(),
    subjectId: text().notNull(),
    name: text().notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.planId, t.lineId, t.kind, t.subjectId] }),
    index('plan_owner_of').on(t.kind, t.subjectId, t.planId),
  ],
)
