import { sql } from 'drizzle-orm'
import { index, integer, primaryKey, sqliteTable, text } from 'drizzle-orm/sqlite-core'
import { kept } from './tables.ts'
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

/** One place that has the paper, or was asked something because of it: what it is to do, and what it has done. */
export const spillPlace = sqliteTable(
  'spill_place',
  {
    orderId: text().notNull(),
    /** The sending that brought the paper, or the ask. */
    consignmentId: text().notNull(),
    side: text().$type<'delivery' | 'ask'>().notNull().default('delivery'),
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

/** What was taken out of what the exchange holds of answers and asks, by the order that took it. */
export const sealedThere = sqliteTable('spill_sealed', kept, (t) => [
  primaryKey({ columns: [t.spillId, t.place, t.row] }),
  index('spill_sealed_row').on(t.place, t.row),
])
