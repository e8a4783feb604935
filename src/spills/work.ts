import { inArray, sql } from 'drizzle-orm'
import type { Turn } from '../core/domain.ts'
import type { House } from '../core/house.ts'
import { committee } from '../entrance/control-tables.ts'
import { openTenant } from '../entrance/enter.ts'
import { connect, noTrips } from '../platform/database.ts'
import type { Database } from '../platform/database.ts'
import { factsOf } from '../platform/database-failure.ts'
import type { Platform } from '../platform/platform.ts'
import { spillOrder, spillPlace } from './exchange-tables.ts'
import { follow } from './follow.ts'
import type { Office } from './follow.ts'
import { followOrder } from './forget.ts'

/** Orders and places a turn; the rest comes in the next. */
const MOST = 100

/**
 * Carries out what was ordered about papers that hold state secrets: locks, purges or gives back at every place that
 * has one, and brings stored bytes after. Everything it does may be done again; an order that was not carried out stays
 * open, and one place that does not answer holds up no other.
 */
export async function workSpills(platform: Platform, control: Database, house: House): Promise<Turn> {
  const exchange = connect(platform.exchange, 'exchange', noTrips())
  const machine = { platform, exchange, house, now: platform.clock() }
  const [places, orders] = await exchange.batch([
    exchange
      .select()
      .from(spillPlace)
      .where(sql`done is not asked`)
      .orderBy(spillPlace.at)
      .limit(MOST),
    exchange
      .select()
      .from(spillOrder)
      .where(sql`done is not asked`)
      .orderBy(spillOrder.at)
      .limit(MOST),
  ])
  if (places.length + orders.length === 0) return { done: 0 }
  const ids = [...places.map((one) => one.recipientId), ...orders.map((one) => one.committeeId)]
  const offices = await openAll(platform, control, [...new Set(ids)])
  let done = 0
  const each = async <T>(
    items: readonly T[],
    of: (item: T) => string,
    work: (office: Office, item: T) => Promise<void>,
  ) => {
    for (const item of items) {
      const office = offices.get(of(item))
      if (office === undefined) continue
      await work(office, item).then(
        () => (done += 1),
        (error: unknown) => platform.log('spill.failed', { committee: office.id, ...factsOf(error) }),
      )
    }
  }
  await each(
    places,
    (one) => one.recipientId,
    (office, one) => follow(machine, office, one),
  )
  await each(
    orders,
    (one) => one.committeeId,
    (office, one) => followOrder(machine, office, one),
  )
  return { done }
}

async function openAll(platform: Platform, control: Database, ids: string[]): Promise<Map<string, Office>> {
  const found = await control.select().from(committee).where(inArray(committee.id, ids))
  const offices = new Map<string, Office>()
  for (const one of found) {
    try {
      const tenant = connect(await openTenant(platform, one), 'tenant', noTrips())
      offices.set(one.id, { id: one.id, name: one.name, tenant })
    } catch (error) {
      platform.log('spill.failed', { committee: one.id, ...factsOf(error) })
    }
  }
  return offices
}
