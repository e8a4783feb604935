import { sql } from 'drizzle-orm'
import { index, integer, sqliteTable, text } from 'drizzle-orm/sqlite-core'

/**
 * What is to be told outside, written in the batch of the fact it tells of: in a committee's database, or in control
 * where the fact is about an account. It holds what the words are made of, never a link that lets somebody in: that is
 * made of the instance's secret when it is sent. `id` stays the same however often it is tried.
 */
export const outbox = sqliteTable(
  'outbox',
  {
    id: text().primaryKey(),
    kind: text().notNull(),
    by: text().$type<'mail' | 'push'>().notNull(),
    /** An address, or the id of a device. */
    to: text().notNull(),
    facts: text({ mode: 'json' }).$type<object>().notNull(),
    at: integer().notNull(),
    /** After this it says nothing new, and is not sent any more. */
    until: integer().notNull(),
    /** When it is tried next; none when it is done. */
    nextAt: integer(),
    tries: integer().notNull().default(0),
    state: text().$type<'waiting' | 'accepted' | 'refused' | 'gone'>().notNull().default('waiting'),
    doneAt: integer(),
    /** What the service said last, for the administrator. */
    reason: text(),
  },
  (t) => [
    index('outbox_next')
      .on(t.nextAt)
      .where(sql`"nextAt" is not null`),
    // Of one state in the order they were written: an index ends with the rowid.
    index('outbox_state').on(t.state),
    index('outbox_done')
      .on(t.doneAt)
      .where(sql`"doneAt" is not null`),
  ],
)
