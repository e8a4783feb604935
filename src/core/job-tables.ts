import { integer, sqliteTable, text } from 'drizzle-orm/sqlite-core'

/** When each background job last began, so that hosts sharing a control database take turns; and how far it got. */
export const job = sqliteTable('job', {
  name: text().primaryKey(),
  ranAt: integer().notNull(),
  cursor: text().notNull().default(''),
})
