import { sql } from 'drizzle-orm'
import { index, integer, primaryKey, sqliteTable, text, uniqueIndex } from 'drizzle-orm/sqlite-core'
import type { Spilled } from '../core/seal.ts'
import type { Found, SpillState } from './states.ts'

/**
 * A paper that turned out to hold a state secret: locked, then purged or released. A record without content. `origin`: found here, or told by who sent the paper, who then decides.
 */
export const spill = sqliteTable(
  'spill',
  {
    id: text().primaryKey(),
    side: text().$type<Spilled['side']>().notNull(),
    subjectId: text().notNull(),
    notation: text().notNull(),
    typeName: text().notNull(),
    /** Documents that went out with it or as copies of it, as JSON; the delivery it came by. */
    documentIds: text().notNull(),
    deliveryId: text(),
    /** What was asked of others because of it, as JSON: ids of sendings of asks. */
    sendings: text().notNull().default('[]'),
    origin: text().$type<'here' | 'sender'>().notNull(),
    found: text().$type<Found>().notNull(),
    state: text().$type<SpillState>().notNull(),
    at: integer().notNull(),
    byId: text().notNull(),
    byName: text().notNull(),
    decidedAt: integer(),
    decidedBy: text(),
    reason: text(),
  },
  (t) => [
    uniqueIndex('spill_open')
      .on(t.subjectId)
      .where(sql`state = 'locked'`),
    index('spill_subject').on(t.subjectId, t.at),
    index('spill_list').on(t.at, t.id),
    index('spill_state').on(t.state, t.at, t.id),
  ],
)

/** One row that was taken from: which table and row, and what was in it. */
export const kept = {
  spillId: text().notNull(),
  place: text().notNull(),
  row: integer().notNull(),
  content: text().notNull(),
}

/** What was taken out of the rows of a locked paper: kept until it is released, gone once it is purged. */
export const sealed = sqliteTable('sealed', kept, (t) => [
  primaryKey({ columns: [t.spillId, t.place, t.row] }),
  index('sealed_row').on(t.place, t.row),
])
