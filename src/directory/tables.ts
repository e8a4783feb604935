import { sql } from 'drizzle-orm'
import { index, integer, primaryKey, sqliteTable, text, uniqueIndex } from 'drizzle-orm/sqlite-core'

/** What signing up left to do; see provisioning.ts. */
export type Setup = {
  done: number
  memberId: string
  issuerId: string
  term: { id: string; name: string; opensOn: string }
}

/** The directory of committees, in the control database. `rowid` ties it to `committee_search`. */
export const committee = sqliteTable(
  'committee',
  {
    rowid: integer().primaryKey(),
    id: text().notNull(),
    handle: text().notNull(),
    name: text().notNull(),
    kind: text().notNull(),
    suffix: text().notNull(),
    place: text().notNull(),
    sortKey: text().notNull(),
    state: text().$type<'provisioning' | 'ready' | 'suspended'>().notNull(),
    /** Sign-up: the steps done and what the seeding needs, until ready. */
    setup: text({ mode: 'json' }).$type<Setup>(),
    superiorId: text(),
    superiorState: text().$type<'pending' | 'accepted'>(),
    superiorAskedAt: integer(),
    location: text(),
    schemaVersion: integer().notNull().default(0),
    createdBy: text().notNull(),
    createdAt: integer().notNull(),
    /** When name or place last changed, so that an older change that settles late does not win. */
    editedAt: integer().notNull().default(0),
  },
  (t) => [
    uniqueIndex('committee_id').on(t.id),
    uniqueIndex('committee_handle').on(t.handle),
    index('committee_superior').on(t.superiorId, t.superiorState, t.sortKey, t.id),
    index('committee_order')
      .on(t.sortKey, t.id)
      .where(sql`state <> 'provisioning'`),
    index('committee_kind')
      .on(t.kind, t.sortKey, t.id)
      .where(sql`state <> 'provisioning'`),
    index('committee_unfinished')
      .on(t.createdAt)
      .where(sql`state = 'provisioning'`),
    index('committee_schema').on(t.schemaVersion, t.id),
  ],
)

/** Identifier codes of a committee (QĐ 20/2020/QĐ-TTg style or the Party's own), each with days of validity. */
export const committeeCode = sqliteTable(
  'committee_code',
  {
    committeeId: text().notNull(),
    code: text().notNull(),
    validFrom: text().notNull(),
    validTo: text(),
  },
  (t) => [primaryKey({ columns: [t.committeeId, t.code] }), index('committee_code_code').on(t.code)],
)

/**
 * Which people belong to which committees, for the switcher; what they may do there is the tenant's to say.
 * Who left stays as inactive, so that of a leaving and a return that settle out of order the later one stands.
 */
export const membership = sqliteTable(
  'membership',
  {
    userId: text().notNull(),
    committeeId: text().notNull(),
    createdAt: integer().notNull(),
    active: integer({ mode: 'boolean' }).notNull().default(true),
    changedAt: integer().notNull().default(0),
  },
  (t) => [primaryKey({ columns: [t.userId, t.committeeId] })],
)

/** What happened to a committee in the directory: the audit of changes that are not in a tenant's database. */
export const committeeEvent = sqliteTable(
  'committee_event',
  {
    id: text().primaryKey(),
    committeeId: text().notNull(),
    at: integer().notNull(),
    actorId: text().notNull(),
    actor: text().notNull(),
    action: text().notNull(),
    before: text(),
    after: text(),
  },
  (t) => [index('committee_event_of').on(t.committeeId, t.id)],
)
