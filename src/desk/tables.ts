import { integer, sqliteTable, text } from 'drizzle-orm/sqlite-core'

/** When a member last looked at the desk, and when the visit before that ended. */
export const deskVisit = sqliteTable('desk_visit', {
  memberId: text().primaryKey(),
  at: integer().notNull(),
  /** The last look of the visit before; 0 on the first. */
  before: integer().notNull(),
})
