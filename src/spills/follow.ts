import { and, eq, lte, sql } from 'drizzle-orm'
import { taken } from '../asks/tables.ts'
import { auditRow } from '../core/batch.ts'
import type { Statement } from '../core/batch.ts'
import { intent } from '../core/exchange-tables.ts'
import { sha256 } from '../core/hash.ts'
import type { House } from '../core/house.ts'
import { papersToLock, tellLocked } from '../documents/sealing.ts'
import type { Locked } from '../documents/sealing.ts'
import { receipt } from '../exchange/tables.ts'
import type { Database } from '../platform/database.ts'
import type { Platform } from '../platform/platform.ts'
import { spillActs } from './acts.ts'
import { decideEverywhere, lockEverywhere } from './exchange.ts'
import { spillPlace } from './exchange-tables.ts'
import { recordOf } from './lock.ts'
import { spill } from './tables.ts'
import {
  heldBy,
  lockHere,
  oneSpill,
  papersOfSpill,
  purgeHere,
  releaseHere,
  sendingsOf,
  subjectsOf,
} from './tenant.ts'

export type Office = { id: string; name: string; tenant: Database }
export type Machine = { platform: Platform; exchange: Database; house: House; now: number }
type Place = typeof spillPlace.$inferSelect

const SYSTEM = { id: 'system', name: 'Hệ thống' }
/** Clocks of two machines are no further apart (ms). */
const APART = 5_000

/**
 * What one place does about a paper it was sent, or an ask that came of it; the spill there is named after the order,
 * what brought it and the place. What it was deciding when the order came, it finishes first: it may have read the words.
 */
export async function follow(machine: Machine, office: Office, place: Place): Promise<void> {
  const { exchange } = machine
  const [busy] = await exchange
    .select({ id: intent.id })
    .from(intent)
    .where(and(eq(intent.committeeId, place.recipientId), lte(intent.at, place.at + APART)))
    .limit(1)
  if (busy !== undefined) return
  const id = sha256(`${place.orderId}.${place.consignmentId}.${place.recipientId}`)
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

/** Locks at a place what it has of it, and orders the same of whoever it passed it on to. */
async function lockAt(
  { exchange, house, now }: Machine,
  office: Office,
  place: Place,
  id: string,
): Promise<Statement[]> {
  const { tenant } = office
  const [known] = await oneSpill(tenant, { id })
  if (known !== undefined) return lockEverywhere(exchange, orderedBy(office, known), known.at)
  const has = await whatIsAt(tenant, place)
  if (has === undefined) return []
  const { record, papers } = has
  const row = {
    ...record,
    id,
    sendings: sendingsOf(house, heldBy(record, papers)),
    state: 'locked' as const,
    origin: 'sender' as const,
    found: 'told' as const,
    at: now,
    byId: SYSTEM.id,
    byName: place.recipientName,
  }
  const act = spillActs.lock({ id, name: record.notation }, { after: { found: row.found } })
  await tenant.batch([
    tenant.insert(spill).values(row),
    auditRow(tenant, SYSTEM, act, now),
    ...lockHere(tenant, house, id, heldBy(record, papers)),
  ])
  const [locked] = await oneSpill(tenant, { id })
  return locked === undefined ? [] : lockEverywhere(exchange, orderedBy(office, locked), now)
}

type Record = Pick<
  typeof spill.$inferSelect,
  'side' | 'subjectId' | 'notation' | 'typeName' | 'documentIds' | 'deliveryId'
>
type Has = { record: Record; papers: Locked[] }

/** What a place has in its own database of what was sent to it; nothing where it only waited. */
async function whatIsAt(tenant: Database, { side, consignmentId: thing }: Place): Promise<Has | undefined> {
  const bare = { subjectId: thing, notation: '', typeName: '', documentIds: '[]' }
  if (side === 'ask') {
    const [row] = await tenant.select({ id: taken.askId }).from(taken).where(eq(taken.askId, thing))
    return row && { record: { ...bare, side, deliveryId: null }, papers: [] }
  }
  const [incomings, answers] = await tenant.batch([
    papersToLock(tenant, thing).incomings,
    tenant.select({ id: receipt.deliveryId }).from(receipt).where(eq(receipt.deliveryId, thing)),
  ] as const)
  const [incoming] = incomings
  if (incoming === undefined)
    return answers[0] && { record: { ...bare, side, deliveryId: thing }, papers: [] }
  const queries = papersToLock(tenant, incoming.id)
  const [documents, same] = await tenant.batch([queries.documents, queries.incomings] as const)
  const papers = tellLocked({ documents, incomings: same })
  const [paper] = papers
  return paper && { record: recordOf(paper, papers), papers }
}

/** Purges or gives back at a place what it has locked for the sender, and orders the same of where it was passed on. */
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
    const held = heldBy(row, tellLocked({ documents, incomings }))
    const state = how === 'purge' ? ('purged' as const) : ('released' as const)
    const name = { id, name: row.notation }
    const act = how === 'purge' ? spillActs.purge(name) : spillActs.release(name, { after: { reason: '' } })
    const about = new Map(subjects.map((one) => [one.id, one.subject]))
    await tenant.batch([
      tenant.update(spill).set({ state, decidedAt: now, decidedBy: SYSTEM.name }).where(eq(spill.id, id)),
      auditRow(tenant, SYSTEM, act, now),
      ...(how === 'purge'
        ? purgeHere(tenant, house, id, held, now)
        : releaseHere(tenant, house, id, held, about)),
    ])
  }
  return decideEverywhere(exchange, orderedBy(office, row), how)
}

type Recorded = Pick<typeof spill.$inferSelect, 'id' | 'documentIds' | 'deliveryId' | 'sendings'>

/** The order that a committee passes on for what it sent and asked. */
const orderedBy = ({ id, name }: Office, row: Recorded) => ({
  orderId: row.id,
  committeeId: id,
  committeeName: name,
  documentIds: JSON.parse(row.documentIds) as string[],
  deliveryId: row.deliveryId,
  sendings: row.sendings,
  tellSender: false,
})
