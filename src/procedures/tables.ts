import { sql } from 'drizzle-orm'
import { index, integer, primaryKey, sqliteTable, text, uniqueIndex } from 'drizzle-orm/sqlite-core'
import type { Op } from '../processes/overlay.ts'

/**
 * A process of the committee under its code, of one unit or of all (`unitId` empty). The owner answers for it: what
 * nobody holds comes to their desk. From `closedOn` (`YYYY-MM-DD`) on no case of it begins.
 */
export const procedure = sqliteTable(
  'procedure',
  {
    id: text().primaryKey(),
    code: text().notNull(),
    name: text().notNull(),
    unitId: text().notNull().default(''),
    ownerId: text().notNull(),
    closedOn: text(),
    closedWhy: text(),
    /** When it is to be looked through again, `YYYY-MM-DD`. */
    reviewOn: text(),
    /** The process it adapts, of this committee or handed down by another, whose name is then `baseIssuer`. */
    baseId: text(),
    baseIssuer: text(),
    /** When a version of it was handed down to others. */
    handedAt: integer(),
    createdAt: integer().notNull(),
  },
  (t) => [
    uniqueIndex('procedure_code').on(t.unitId, t.code),
    index('procedure_base_of')
      .on(t.baseId)
      .where(sql`baseId is not null`),
  ],
)

/**
 * One version of a process: being written, being reviewed, or approved and frozen. Which approved one is in force on
 * a day follows from `effectiveFrom` alone (rules.ts), so there is one at most and no timer is needed for it.
 */
export const procedureVersion = sqliteTable(
  'procedure_version',
  {
    id: text().primaryKey(),
    procedureId: text().notNull(),
    number: integer().notNull(),
    state: text().$type<'draft' | 'reviewing' | 'approved'>().notNull(),
    /** The template (src/processes/schema.ts) as JSON; of a draft whatever was typed so far. */
    content: text().notNull(),
    /** Where it adapts a base: that version, its hash and content, and the operations (processes/overlay.ts) on it. */
    baseVersionId: text(),
    baseNumber: integer(),
    baseHash: text(),
    baseFrom: text(),
    base: text(),
    ops: text({ mode: 'json' }).$type<Op[]>(),
    /** SHA-256 of the canonical content, set at approval. */
    hash: text(),
    note: text().notNull().default(''),
    effectiveFrom: text(),
    /** Members who wrote in it: none of them may approve it. */
    editors: text({ mode: 'json' }).$type<string[]>().notNull(),
    authorName: text().notNull(),
    reviewerId: text(),
    reviewerName: text(),
    approverName: text(),
    approvedAt: integer(),
    updatedAt: integer().notNull(),
    version: integer().notNull().default(1),
  },
  (t) => [
    uniqueIndex('procedure_version_number').on(t.procedureId, t.number),
    uniqueIndex('procedure_version_open')
      .on(t.procedureId)
      .where(sql`state <> 'approved'`),
    uniqueIndex('procedure_version_day')
      .on(t.procedureId, t.effectiveFrom)
      .where(sql`state = 'approved'`),
  ],
)

/** Who fills a role of a process: one member, whoever has a position or a role, whoever sits in a unit. */
export const procedureHolder = sqliteTable(
  'procedure_holder',
  {
    procedureId: text().notNull(),
    role: text().notNull(),
    kind: text().$type<'member' | 'position' | 'unit' | 'role'>().notNull(),
    targetId: text().notNull(),
  },
  (t) => [primaryKey({ columns: [t.procedureId, t.role, t.kind, t.targetId] })],
)

/** Who read a version and said so. */
export const procedureReceipt = sqliteTable(
  'procedure_receipt',
  {
    versionId: text().notNull(),
    memberId: text().notNull(),
    name: text().notNull(),
    at: integer().notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.versionId, t.memberId] }),
    index('procedure_receipt_at').on(t.versionId, t.at),
  ],
)
