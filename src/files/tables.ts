import { index, integer, primaryKey, sqliteTable, text } from 'drizzle-orm/sqlite-core'
import type { Trouble } from './blocks.ts'
import type { Remarks } from './remarks.ts'

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
    /** The SHA-256 of each block (blocks.ts). */
    blocks: text(),
    /** What was seen in it; null of files brought in before anybody looked. */
    remarks: text({ mode: 'json' }).$type<Remarks>(),
    /** When its bytes were last read and found right, or wrong. */
    checkedAt: integer().notNull().default(0),
    trouble: text().$type<Trouble>(),
  },
  (t) => [
    index('file_uploaded').on(t.uploadedAt),
    index('file_checked').on(t.checkedAt),
    // What a committee stores is summed up along these alone.
    index('file_stored').on(t.trouble, t.size),
  ],
)

/** What all files of a committee come to: one row that triggers keep, so that no upload has to add up all others. */
export const fileTotal = sqliteTable('file_total', {
  id: integer().primaryKey(),
  files: integer().notNull(),
  bytes: integer().notNull(),
})

/**
 * Files that something other than a paper has by it, such as a case what was attached at its steps: by the id of that.
 * What is named here stays for as long.
 */
export const attachedFile = sqliteTable(
  'attached_file',
  {
    ofId: text().notNull(),
    sha256: text().notNull(),
    name: text().notNull(),
    type: text().notNull(),
    size: integer().notNull(),
  },
  (t) => [primaryKey({ columns: [t.ofId, t.sha256] }), index('attached_file_sha').on(t.sha256)],
)
