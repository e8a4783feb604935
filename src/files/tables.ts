import { index, integer, sqliteTable, text } from 'drizzle-orm/sqlite-core'

/** Files that people of this committee brought in, by the SHA-256 of their bytes. */
export const file = sqliteTable(
  'file',
  {
    sha256: text().primaryKey(),
    name: text().notNull(),
    type: text().notNull(),
    size: integer().notNull(),
    uploadedBy: text().notNull(),
    uploadedAt: integer().notNull(),
    /** Set while the sweep takes the bytes away; such a file is no longer there for anybody. */
    removingAt: integer(),
  },
  (t) => [index('file_uploaded').on(t.uploadedAt)],
)
