import { index, integer, primaryKey, sqliteTable, text } from 'drizzle-orm/sqlite-core'

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
