import { index, integer, sqliteTable, text } from 'drizzle-orm/sqlite-core'

/** In the exchange: something was announced and may have been decided; deleted when settled or voided. */
export const intent = sqliteTable(
  'intent',
  { id: text().primaryKey(), committeeId: text().notNull(), kind: text().notNull(), at: integer().notNull() },
  (t) => [index('intent_at').on(t.at)],
)
