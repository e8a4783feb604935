import { integer, sqliteTable, text } from 'drizzle-orm/sqlite-core'

/** What this committee answered to an arrival: once and only once, by whom. */
export const receipt = sqliteTable('receipt', {
  deliveryId: text().primaryKey(),
  outcome: text().$type<'accepted' | 'refused' | 'recalled'>().notNull(),
  reason: text(),
  reasonText: text(),
  at: integer().notNull(),
  byId: text().notNull(),
  byName: text().notNull(),
  incomingId: text(),
})
