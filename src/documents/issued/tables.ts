import { index, primaryKey, sqliteTable, text } from 'drizzle-orm/sqlite-core'
import type { Relation } from './relations.ts'

/** What a paper of ours does to another of ours: replaces, amends, corrects or repeals it. Written with the draft. */
export const documentLink = sqliteTable(
  'document_link',
  {
    documentId: text().notNull(),
    kind: text().$type<Relation>().notNull(),
    targetId: text().notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.documentId, t.kind, t.targetId] }),
    index('document_link_target').on(t.targetId),
  ],
)
