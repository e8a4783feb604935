import { sql } from 'drizzle-orm'
import { audited, blanked } from '../core/seal.ts'
import type { Sealing, Seals } from '../core/seal.ts'

/** What a committee answered to a paper that came: the words of a refusal may be those of the paper. */
export const seals: Seals = ({ side, id }) =>
  side === 'delivery'
    ? [audited('delivery', sql`(${id})`), blanked('receipt', sql`deliveryId = ${id}`, { reasonText: null })]
    : []

/** What the exchange holds of answers to these documents of a sender, and of why they were recalled; `ids` as JSON. */
export const sealsAnswered = (senderId: string, ids: string): Sealing[] => {
  const these = sql`consignmentId in (select c.id from consignment c where c.senderId = ${senderId}
    and c.documentId in (select value from json_each(${ids})))`
  return [
    blanked('delivery', these, { reasonText: null, recallReason: null }),
    blanked('delivery_event', these, { reasonText: null }),
  ]
}
