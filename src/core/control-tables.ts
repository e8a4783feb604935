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
