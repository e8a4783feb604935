import { sql } from 'drizzle-orm'
import { index, integer, primaryKey, sqliteTable, text, uniqueIndex } from 'drizzle-orm/sqlite-core'

const time = () => integer({ mode: 'timestamp_ms' })
const flag = () => integer({ mode: 'boolean' })

/** People and their sessions, as better-auth keeps them. */
export const user = sqliteTable('user', {
  id: text().primaryKey(),
  name: text().notNull(),
  email: text().notNull().unique(),
  emailVerified: flag().notNull().default(false),
  image: text(),
  twoFactorEnabled: flag().default(false),
  createdAt: time().notNull(),
  updatedAt: time().notNull(),
})

export const session = sqliteTable(
  'session',
  {
    id: text().primaryKey(),
    token: text().notNull().unique(),
    userId: text().notNull(),
    expiresAt: time().notNull(),
    ipAddress: text(),
    userAgent: text(),
    createdAt: time().notNull(),
    updatedAt: time().notNull(),
  },
  (t) => [index('session_user').on(t.userId)],
)

/** What signing up left to do; see onboarding/provisioning.ts. */
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
    /** When the name, when the place last changed, so that an older change that settles late does not win. */
    editedAt: integer().notNull().default(0),
    placedAt: integer().notNull().default(0),
    /** What it is found by, folded: its name, its place, and all that does not change. */
    nameWords: text().notNull().default(''),
    placeWords: text().notNull().default(''),
    otherWords: text().notNull().default(''),
    /** The committee that took this one over in a merger: who sends to it is led there. */
    heirId: text(),
    /** What the name looks like at a glance (core/letters.ts): of two that look alike people are warned. */
    look: text().notNull().default(''),
    /** Counts changes of what others see of it or would see, so that nobody confirms what they did not see. */
    version: integer().notNull().default(1),
    /** Whether the directory knows its look and its issuers; of committees from before that it is told once. */
    told: integer({ mode: 'boolean' }).notNull().default(false),
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
    index('committee_look').on(t.look),
  ],
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

/** Who operates the instance: flagged from its command line, apart from every committee. */
export const operator = sqliteTable('operator', {
  userId: text().primaryKey(),
  since: integer().notNull(),
})

/**
 * How often a door was tried within the window that ends at `until` (ms UTC). The key is a keyed hash: neither
 * addresses nor accounts can be read from it. Rows past their window are removed as others are written.
 */
export const attempt = sqliteTable(
  'attempt',
  { key: text().primaryKey(), count: integer().notNull(), until: integer().notNull() },
  (t) => [index('attempt_until').on(t.until)],
)
