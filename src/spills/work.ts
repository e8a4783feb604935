import { eq, inArray, sql } from 'drizzle-orm'
import { auditRow } from '../core/batch.ts'
import type { Statement } from '../core/batch.ts'
import type { Turn } from '../core/domain.ts'
import type { House } from '../core/house.ts'
import { papersToLock, tellLocked } from '../documents/sealing.ts'
import { committee } from '../entrance/control-tables.ts'
import { openTenant } from '../entrance/enter.ts'
import { connect, noTrips } from '../platform/database.ts'
import type { Database } from '../platform/database.ts'
import { factsOf } from '../platform/database-failure.ts'
import type { Platform } from '../platform/platform.ts'
import { spillActs } from './acts.ts'
import { moveBytes } from './bytes.ts'
import { decideEverywhere, lockEverywhere } from './exchange.ts'
import { spillOrder, spillPlace } from './exchange-tables.ts'
import { recordOf } from './lock.ts'
import { sealed, spill } from './tables.ts'
import { hashesOf, lockHere, oneSpill, papersOfSpill, purgeHere, releaseHere, subjectsOf } from './tenant.ts'

/** Orders and places a turn; the rest comes in the next. */
const MOST = 100
const SYSTEM = { id: 'system', name: 'Hệ thống' }

type Office = { id: string; name: string; tenant: Database }
type Machine = { platform: Platform; exchange: Database; house: House; now: number }
type Place = typeof spillPlace.$inferSelect

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
    (office, one) => followBytes(machine, office, one),
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

/** What one place does about a paper it was sent; the spill there bears the name of the order and the sending. */
async function follow(machine: Machine, office: Office, place: Place): Promise<void> {
  const { exchange } = machine
  const id = `${place.orderId}.${place.consignmentId}`
  const locks = place.asked === 'release' ? [] : await lockAt(machine, office, place, id)
  const decides = place.asked === 'lock' ? [] : await decideAt(machine, office, place.asked, id)
  const answered = exchange
    .update(spillPlace)
    .set({ done: place.asked })
    .where(
      sql`orderId = ${place.orderId} and consignmentId = ${place.consignmentId}
        and recipientId = ${place.recipientId} and asked = ${place.asked}`,
    )
  await exchange.batch([answered, ...locks, ...decides])
}

/** Locks at a place what it has taken, and orders the same of whoever it sent copies to. */
async function lockAt(
  { exchange, house, now }: Machine,
  office: Office,
  place: Place,
  id: string,
): Promise<Statement[]> {
  const { tenant } = office
  const [known, taken] = await tenant.batch([
    oneSpill(tenant, { id }),
    papersToLock(tenant, place.consignmentId).incomings,
  ] as const)
  if (known[0] !== undefined) return lockEverywhere(exchange, orderedBy(office, known[0]), known[0].at)
  const incoming = taken[0]
  if (incoming === undefined) return []
  const queries = papersToLock(tenant, incoming.id)
  const [documents, incomings] = await tenant.batch([queries.documents, queries.incomings] as const)
  const papers = tellLocked({ documents, incomings })
  const [paper] = papers
  if (paper === undefined) return []
  const row = {
    ...recordOf(paper, papers, id),
    origin: 'sender' as const,
    found: 'told' as const,
    at: now,
    byId: SYSTEM.id,
    byName: place.recipientName,
  }
  const act = spillActs.lock({ id, name: row.notation }, { after: { found: row.found } })
  await tenant.batch([
    tenant.insert(spill).values(row),
    auditRow(tenant, SYSTEM, act, now),
    ...lockHere(tenant, house, id, papers),
  ])
  return lockEverywhere(exchange, orderedBy(office, row), now)
}

/** Purges or gives back at a place what it has locked for the sender, and orders the same of where copies went. */
async function decideAt(
  { exchange, house, now }: Machine,
  office: Office,
  how: 'purge' | 'release',
  id: string,
): Promise<Statement[]> {
  const { tenant } = office
  const found = papersOfSpill(tenant, { id })
  const [rows, subjects, documents, incomings] = await tenant.batch([
    oneSpill(tenant, { id }),
    subjectsOf(tenant, { spillId: id }),
    found.documents,
    found.incomings,
  ] as const)
  const [row] = rows
  if (row === undefined) return []
  if (row.state === 'locked') {
    const papers = tellLocked({ documents, incomings })
    const state = how === 'purge' ? ('purged' as const) : ('released' as const)
    const name = { id, name: row.notation }
    const act = how === 'purge' ? spillActs.purge(name) : spillActs.release(name, { after: { reason: '' } })
    const about = new Map(subjects.map((one) => [one.id, one.subject]))
    await tenant.batch([
      tenant.update(spill).set({ state, decidedAt: now, decidedBy: SYSTEM.name }).where(eq(spill.id, id)),
      auditRow(tenant, SYSTEM, act, now),
      ...(how === 'purge' ? purgeHere(tenant, id, papers) : releaseHere(tenant, house, id, papers, about)),
    ])
  }
  return decideEverywhere(exchange, orderedBy(office, row), how)
}

type Recorded = Pick<typeof spill.$inferSelect, 'id' | 'documentIds' | 'deliveryId'>

/** The order that a committee passes on for the copies it sent. */
const orderedBy = ({ id, name }: Office, row: Recorded) => ({
  orderId: row.id,
  committeeId: id,
  committeeName: name,
  documentIds: JSON.parse(row.documentIds) as string[],
  deliveryId: row.deliveryId,
  tellSender: false,
})

/** Brings stored bytes after an order; what was kept for giving them back goes once it is decided. */
async function followBytes(
  { platform, exchange }: Machine,
  { id, tenant }: Office,
  order: typeof spillOrder.$inferSelect,
): Promise<void> {
  const hashes = await hashesOf(tenant, { spillId: order.id })
  await moveBytes(platform.files, id, hashes, order.asked)
  if (order.asked !== 'lock') await tenant.delete(sealed).where(eq(sealed.spillId, order.id))
  await exchange
    .update(spillOrder)
    .set({ done: order.asked })
    .where(sql`id = ${order.id} and asked = ${order.asked}`)
}
