import { integer, primaryKey, sqliteTable, text } from 'drizzle-orm/sqlite-core'

/** Saved groups of recipients, e.g. "Các đảng ủy xã vùng cao". */
export const recipientGroup = sqliteTable('recipient_group', {
  id: text().primaryKey(),
  name: text().notNull(),
  version: integer().notNull().default(1),
})

export const recipientGroupMember = sqliteTable(
  'recipient_group_member',
  {
    groupId: text().notNull(),
    committeeId: text().notNull(),
    handle: text().notNull(),
    name: text().notNull(),
  },
  (t) => [primaryKey({ columns: [t.groupId, t.committeeId] })],
)
