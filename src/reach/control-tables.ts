import { sql } from 'drizzle-orm'
import { index, integer, sqliteTable, text } from 'drizzle-orm/sqlite-core'
import type { Topic } from './topics.ts'

/** What a person wants to be told, and how. Who has said nothing is told what presses (topics.ts). */
export const wish = sqliteTable(
  'wish',
  {
    userId: text().primaryKey(),
    mail: text({ mode: 'json' }).$type<Topic[]>().notNull(),
    push: text({ mode: 'json' }).$type<Topic[]>().notNull(),
    /** When the next daily letter is due (ms UTC); none for who wants none. */
    digestAt: integer(),
  },
  (t) => [
    index('wish_digest')
      .on(t.digestAt)
      .where(sql`"digestAt" is not null`),
  ],
)
