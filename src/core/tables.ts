import { index, integer, primaryKey, sqliteTable, text, uniqueIndex } from 'drizzle-orm/sqlite-core'
import type { Role } from './access.ts'

/** People of this committee. `userId` points to the person in the control database. */
export const member = sqliteTable(
  'member',
  {
    id: text().primaryKey(),
    userId: text().notNull(),
    name: text().notNull(),
    email: text().notNull(),
    sortKey: text().notNull(),
    rank: integer().notNull().default(1000),
    unitId: text(),
    positionId: text(),
    leftAt: integer(),
    version: integer().notNull().default(1),
    createdAt: integer().notNull(),
  },
  (t) => [
    uniqueIndex('member_user').on(t.userId),
    index('member_order').on(t.rank, t.sortKey, t.id),
    index('member_email').on(t.email),
    index('member_name').on(t.sortKey),
    index('member_unit').on(t.unitId),
    index('member_position').on(t.positionId),
  ],
)

/** Roles a member holds now; who gave them is in the audit. */
export const memberRole = sqliteTable(
  'member_role',
  { memberId: text().notNull(), role: text().$type<Role>().notNull() },
  (t) => [primaryKey({ columns: [t.memberId, t.role] }), index('member_role_role').on(t.role)],
)

/** One row a change: who, when, what, before and after, written in the batch of the change. Never edited. */
export const audit = sqliteTable(
  'audit',
  {
    id: text().primaryKey(),
    at: integer().notNull(),
    actorId: text().notNull(),
    actor: text().notNull(),
    action: text().notNull(),
    subjectKind: text().notNull(),
    subjectId: text().notNull(),
    subject: text().notNull(),
    before: text(),
    after: text(),
  },
  (t) => [
    index('audit_subject').on(t.subjectKind, t.subjectId, t.id),
    index('audit_action').on(t.action, t.id),
    index('audit_actor').on(t.actorId, t.id),
  ],
)

/**
 * Proof that this committee decided something that has to be applied in another database (core/crossing.ts).
 * A row of kind `void` was written by the recovery job, so that a late decision fails.
 */
export const crossing = sqliteTable('crossing', {
  id: text().primaryKey(),
  kind: text().notNull(),
  effect: text().notNull(),
  at: integer().notNull(),
})
