import { sql } from 'drizzle-orm'
import { commit, look } from '../core/batch.ts'
import type { Statement } from '../core/batch.ts'
import type { Context } from '../core/context.ts'
import { cross } from '../core/crossing.ts'
import type { CrossingKind } from '../core/crossing.ts'
import { dayAt, iso } from '../core/dates.ts'
import { intent } from '../core/exchange-tables.ts'
import { listed, query } from '../core/query.ts'
import type { Given } from '../core/query.ts'
import { documentActs } from '../documents/acts.ts'
import { copiesBack, recallable, recalling } from '../documents/issued/recall.ts'
import { consign } from './consign.ts'
import { consignment, delivery, deliveryEvent, notice } from './exchange-tables.ts'
import { forwarding } from './forwarding.ts'
import type { Database } from '../platform/database.ts'
import { receive } from './receive.ts'
import { settledByRecall } from './settle.ts'

/** A paper that its sender takes back from every place it went to. */
export type Recall = {
  senderId: string
  documentId: string
  /** Copies of it that go back with it; none in what was announced before there were any. */
  copies?: string[]
  reason: string
  byName: string
}

/**
 * Takes a paper back: where nobody has taken it and nobody is about to, by itself (15); elsewhere it is asked for (13)
 * and the clerk there answers. An acceptance that is under way stands announced (`intent`), so of the two exactly one
 * wins: either it was announced before this settled, and is asked, or it finds the paper gone. What was refused is back
 * already. Repeating it changes nothing: a delivery is asked for once.
 */
export const recall: CrossingKind<Recall> = {
  kind: 'recall',
  after: () => [consign.kind, forwarding.kind],
  exchange: (db, { senderId, documentId, copies = [], reason, byName }, at, id) =>
    takingBack(db, { senderId, ids: JSON.stringify([documentId, ...copies]), reason, byName, at, id }),
}

type Sent = { senderId: string; /** Of documents, as JSON. */ ids: string }
type Asking = Sent & { reason: string; byName: string; at: number; id: string }

/** The statements that take papers of a sender back from wherever they went, or ask for them. */
export const takingBack = (db: Database, { byName, ...given }: Asking): Statement[] => [
  ask(db, given),
  tell(db, { ...given, byName }),
  settledByRecall(db, { senderId: given.senderId, ids: given.ids, id: given.id }),
  notify(db, { ids: given.ids, senderId: given.senderId, at: given.at, id: given.id }),
]

const ask = query<Sent & { reason: string; at: number; id: string }>()((
  db,
  { senderId, ids, reason, at, id },
) => {
  const free = sql`(${delivery.status} = '01' and not exists (select 1 from ${intent} i
      where i.committeeId = ${delivery.recipientId} and i.kind = ${sql.raw(`'${receive.kind}'`)}))`
  return db.run(
    sql`update ${delivery} set recall = iif(${free}, '15', '13'), status = iif(${free}, '15', status),
        at = iif(${free}, ${at}, at), recallId = ${id}, recalledAt = ${at}, recallReason = ${reason}
        where ${delivery.consignmentId} in (select c.id from ${consignment} c
          where c.senderId = ${senderId} and c.documentId in ${listed(ids)})
        and ${delivery.recall} is null and ${delivery.status} <> '02'`,
  )
})

const asked = ({ senderId, ids, id }: Given<Sent & { id: string }>) =>
  sql`d.consignmentId in (select c.id from ${consignment} c
    where c.senderId = ${senderId} and c.documentId in ${listed(ids)}) and d.recallId = ${id}`

const tell = query<Asking>()((db, given) =>
  db.run(
    sql`insert or ignore into ${deliveryEvent} (consignmentId, recipientId, id, status, at, byName, reasonText)
      select d.consignmentId, d.recipientId, ${given.id}, d.recall, ${given.at}, ${given.byName}, ${given.reason}
      from ${delivery} d where ${asked(given)}`,
  ),
)

/** Those who have taken it are told at once that it is asked for; where it went back by itself nobody has it. */
const notify = query<Sent & { at: number; id: string }>()((db, given) =>
  db.run(
    sql`insert or ignore into ${notice} (id, committeeId, kind, fromName, urgency, subjectId, at)
      select ${given.id} || '.' || d.consignmentId, d.recipientId, 'recall', c.senderName, 1, d.consignmentId, ${given.at}
      from ${delivery} d join ${consignment} c on c.id = d.consignmentId
      where ${asked(given)} and d.recall = '13' and d.apart = 0`,
  ),
)

/**
 * Recalls an issued document from every place it went to, its copies with it, with a reason. The line of the register and the audit stay;
 * its files are put away from ordinary readers here too.
 * @throws NotFound when it was not issued here; Conflict when it was recalled, replaced or repealed before, or is meanwhile
 */
export async function recallDocument(
  ctx: Context,
  id: string,
  reason: string,
): Promise<{ id: string; recalledAt: string }> {
  const { me, documents, copies } = await look(ctx, {
    documents: recallable(ctx, id),
    copies: copiesBack(ctx, id),
  })
  const at = ctx.clock()
  const { found, statements, lost } = recalling(ctx, documents, copies, {
    id,
    reason,
    by: me.name,
    at,
    day: dayAt(at),
  })
  const act = documentActs.recall(
    { id, name: `${found.notation ?? ''} ${found.subject}` },
    { after: { reason } },
  )
  return cross(ctx, recall, (announced) => {
    const effect = {
      senderId: ctx.committee.id,
      documentId: id,
      copies: copies.map((one) => one.id),
      reason,
      byName: me.name,
    }
    return commit(ctx, me, act, [...statements, announced.row(effect)], { id, recalledAt: iso(at) }, lost)
  })
}
