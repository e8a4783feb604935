import { sql } from 'drizzle-orm'
import { index, integer, primaryKey, sqliteTable, text } from 'drizzle-orm/sqlite-core'
import type { Order } from './states.ts'

/** What a committee ordered about a paper of its own; `done` is what its stored bytes have followed. */
export const spillOrder = sqliteTable(
  'spill_order',
  {
    id: text().primaryKey(),
    committeeId: text().notNull(),
    asked: text().$type<Order>().notNull(),
    done: text().$type<Order>(),
    at: integer().notNull(),
  },
  (t) => [
    index('spill_order_open')
      .on(t.at)
      .where(sql`done is not asked`),
  ],
)

/** One place that has the paper: what is asked of it, and what it answered to have done. */
export const spillPlace = sqliteTable(
  'spill_place',
  {
    orderId: text().notNull(),
    consignmentId: text().notNull(),
    recipientId: text().notNull(),
    recipientName: text().notNull(),
    asked: text().$type<Order>().notNull(),
    done: text().$type<Order>(),
    at: integer().notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.orderId, t.consignmentId, t.recipientId] }),
    index('spill_place_open')
      .on(t.at)
      .where(sql`done is not asked`),
  ],
)
