import { eq, sql } from 'drizzle-orm'
import type { SQL } from 'drizzle-orm'
import { intent } from '../core/exchange-tables.ts'
import type { Database } from '../platform/database.ts'
import { moveBytes } from './bytes.ts'
import { spillOrder } from './exchange-tables.ts'
import type { Machine, Office } from './follow.ts'
import { sealed, spill } from './tables.ts'
import { hashesOf } from './tenant.ts'

/** Pages of an index that are merged at a time: a few milliseconds, so that nobody's write waits. */
const PAGES = 500
/** The full-text indexes that hold words of papers and tasks. */
const INDEXES = ['found', 'task_search']

/**
 * Brings after an order what a batch cannot: stored bytes; and once it is purged, what was announced to the exchange and
 * the words that an index still holds of rows it no longer gives. What was kept for giving back goes once it is decided.
 */
export async function followOrder(
  { platform, exchange }: Machine,
  { id, tenant }: Office,
  order: typeof spillOrder.$inferSelect,
): Promise<void> {
  const hashes = await hashesOf(tenant, { spillId: order.id })
  await moveBytes(platform.files, id, hashes, order.asked)
  if (order.asked === 'purge') {
    if (!(await forgetAnnounced(tenant, exchange, id, order.id))) return
    for (const index of INDEXES) await mergeWhole(tenant, index)
  }
  if (order.asked !== 'lock') await tenant.delete(sealed).where(eq(sealed.spillId, order.id))
  await exchange
    .update(spillOrder)
    .set({ done: order.asked })
    .where(sql`id = ${order.id} and asked = ${order.asked}`)
}

/**
 * What was announced to the exchange is kept a week as proof (core/crossing.ts): without what it said, once it has taken
 * effect.
 * @returns whether nothing is left that is still to take effect
 */
async function forgetAnnounced(
  tenant: Database,
  exchange: Database,
  committeeId: string,
  spillId: string,
): Promise<boolean> {
  const open = await exchange
    .select({ id: intent.id })
    .from(intent)
    .where(eq(intent.committeeId, committeeId))
  const [row] = await tenant.select().from(spill).where(eq(spill.id, spillId))
  if (row === undefined) return true
  const ids = sql`(select ${row.subjectId} as id union select ${row.deliveryId} where ${row.deliveryId} is not null
    union select value from json_each(${row.documentIds})
    union select value from json_each(${row.sendings})
    union select a.id from asked a where a.sendingId in (select value from json_each(${row.sendings})))`
  const about: SQL = sql`exists (select 1 from ${ids} t where instr(crossing.effect, t.id) > 0)`
  const still = JSON.stringify(open.map((one) => one.id))
  await tenant.run(
    sql`update crossing set effect = '{}' where ${about} and id not in (select value from json_each(${still}))`,
  )
  const left = await tenant.all(sql`select 1 from crossing where ${about} limit 1`)
  return left.length === 0
}

/** An index holds the words of a deleted row until its parts are merged: merges all of them, some pages at a time. */
async function mergeWhole(tenant: Database, index: string): Promise<void> {
  const name = sql.raw(index)
  const changes = () => tenant.all<{ n: number }>(sql`select total_changes() as n`)
  for (let pages = -PAGES; ; pages = PAGES) {
    const merge = tenant.run(sql`insert into ${name} (${name}, rank) values ('merge', ${pages})`)
    const [before, , after] = await tenant.batch([changes(), merge, changes()])
    // Fewer than two changes: there was nothing to merge (sqlite.org/fts5.html, "The 'merge' Command").
    if ((after[0]?.n ?? 0) - (before[0]?.n ?? 0) < 2) return
  }
}
