import { index, integer, primaryKey, sqliteTable, text } from 'drizzle-orm/sqlite-core'

/**
 * In the exchange: a version of a process that a committee hands down for those below to adapt. What crosses is the
 * version itself, its hash and its issuer; it is never changed. `closedOn` says from when on the process is withdrawn.
 */
export const procedureBase = sqliteTable(
  'procedure_base',
  {
    versionId: text().primaryKey(),
    procedureId: text().notNull(),
    committeeId: text().notNull(),
    issuerName: text().notNull(),
    code: text().notNull(),
    name: text().notNull(),
    number: integer().notNull(),
    note: text().notNull(),
    hash: text().notNull(),
    content: text().notNull(),
    effectiveFrom: text().notNull(),
    at: integer().notNull(),
    closedOn: text(),
  },
  (t) => [index('procedure_base_newest').on(t.procedureId, t.number)],
)

/** In the exchange: whom the versions of a process are handed down to. */
export const procedureRecipient = sqliteTable(
  'procedure_recipient',
  {
    procedureId: text().notNull(),
    recipientId: text().notNull(),
    handle: text().notNull(),
    name: text().notNull(),
    at: integer().notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.recipientId, t.procedureId] }),
    index('procedure_recipient_of').on(t.procedureId),
  ],
)
