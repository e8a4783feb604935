import { integer, primaryKey, sqliteTable, text } from 'drizzle-orm/sqlite-core'

/**
 * How many papers were issued, by year, term, type and deciding body, and to how many places outside: counted by
 * triggers on the documents themselves (migrations), so that statistics of a million papers read a few hundred rows.
 */
export const documentTally = sqliteTable(
  'document_tally',
  {
    year: text().notNull(),
    termId: text().notNull(),
    typeId: text().notNull(),
    typeName: text().notNull(),
    decidingBody: text().notNull(),
    papers: integer().notNull(),
    places: integer().notNull(),
  },
  (t) => [primaryKey({ columns: [t.year, t.termId, t.typeId, t.decidingBody] })],
)

/** Every run of numbers as the night found it: what its counter says, what stands in the register, what is missing. */
export const numberProof = sqliteTable(
  'number_proof',
  {
    issuerId: text().notNull(),
    termId: text().notNull(),
    series: text().notNull(),
    at: integer().notNull(),
    counter: integer().notNull(),
    first: integer(),
    last: integer(),
    lines: integer().notNull(),
    voided: integer().notNull(),
    /** Numbers between the first and the last that no line has, as `[from, to]` pairs in JSON. */
    gaps: text().notNull(),
  },
  (t) => [primaryKey({ columns: [t.issuerId, t.termId, t.series] })],
)
