import { index, integer, primaryKey, sqliteTable, text } from 'drizzle-orm/sqlite-core'

/** When each background job last began, so that hosts sharing a control database take turns; and how far it got. */
export const job = sqliteTable('job', {
  name: text().primaryKey(),
  ranAt: integer().notNull(),
  cursor: text().notNull().default(''),
})

/** When committees are to be woken (core/wake.ts); a committee may have many instants. */
export const wake = sqliteTable('wake', { committeeId: text().notNull(), at: integer().notNull() }, (t) => [
  primaryKey({ columns: [t.committeeId, t.at] }),
  index('wake_at').on(t.at),
])

/** A browser that asked to be told outside the page (Web Push), until its push service says it is gone. */
export const device = sqliteTable(
  'device',
  {
    id: text().primaryKey(),
    userId: text().notNull(),
    endpoint: text().notNull().unique(),
    p256dh: text().notNull(),
    auth: text().notNull(),
    /** What the person sees it as: browser and system. */
    name: text().notNull(),
    createdAt: integer().notNull(),
  },
  (t) => [index('device_user').on(t.userId)],
)

/**
 * What a committee's files came to when it was last woken, for the operator of the instance: figures, never names. `at`
 * in ms UTC, `bytes` stored; `lost` and `damaged` are files whose bytes are gone or others than were brought in.
 */
export const upkeep = sqliteTable('upkeep', {
  committeeId: text().primaryKey(),
  at: integer().notNull(),
  files: integer().notNull(),
  bytes: integer().notNull(),
  lost: integer().notNull(),
  damaged: integer().notNull(),
})
