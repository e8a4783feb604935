import { index, primaryKey, sqliteTable, integer, text } from 'drizzle-orm/sqlite-core'

/** Answers already given, by the key a client chose, so that a repeated request is done once. */
export const replay = sqliteTable(
  'replay',
  {
    personId: text().notNull(),
    key: text().notNull(),
    hash: text().notNull(),
    answer: text().notNull(),
    at: integer().notNull(),
  },
  (t) => [primaryKey({ columns: [t.personId, t.key] }), index('replay_at').on(t.at)],
)
