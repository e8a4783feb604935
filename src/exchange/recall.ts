import { sql } from 'drizzle-orm'
import { commit, look } from '../core/batch.ts'
import type { Context } from '../core/context.ts'
import { cross } from '../core/crossing.ts'
import type { CrossingKind } from '../core/crossing.ts'
import { dayAt, iso } from '../core/dates.ts'
import { intent } from '../core/exchange-tables.ts'
import { query } from '../core/query.ts'
import { documentActs } from '../documents/acts.ts'
import { recallable, recalling } from '../documents/issued/recall.ts'
import { consignment, delivery, deliveryEvent } from './exchange-tables.ts'
import { receive } from './receive.ts'
import { settledByRecall } from './settle.ts'

/** A paper that its sender takes back from every place it went to. */
export type Recall = { senderId: string; documentId: string; reason: string; byName: string }

/**
 * Takes a paper back: where nobody has taken it and nobody is about to, by itself (15); elsewhere it is asked for (13)
 * and the clerk there answers. An acceptance that is under way stands announced (`intent`), so of the two exactly one
 * wins: either it was announced before this settled, and is asked, or it finds the paper gone. What was refused is back
 * already. Repeating it changes nothing: a delivery is asked for once.
 */
export const recall: CrossingKind<Recall> = {
  kind: 'recall',
  exchange: (db, { senderId, documentId, reason, byName }, at, id) => [
    ask(db, { senderId, documentId, reason, at, id }),
    tell(db, { senderId, documentId, reason, byName, at, id }),
    settledByRecall(db, { senderId, documentId, id }),
  ],
}

type Sent = { senderId: string; documentId: string }

const ask = query<Sent & { reason: string; at: number; id: string }>()((
  db,
  { senderId, documentId, reason, at, id },
) => {
  const free = sql`(${delivery.status} = '01' and not exists (select 1 from ${intent} i
      where i.committeeId = ${delivery.recipientId} and i.kind = ${sql.raw(`'${receive.kind}'`)}))`
  return db.run(
    sql`update ${delivery} set recall = iif(${free}, '15', '13'), status = iif(${free}, '15', status),
        at = iif(${free}, ${at}, at), recallId = ${id}, recalledAt = ${at}, recallReason = ${reason}
        where ${delivery.consignmentId} in (select c.id from ${consignment} c
          where c.senderId = ${senderId} and c.documentId = ${documentId})
        and ${delivery.recall} is null and ${delivery.status} <> '02'`,
  )
})

const asked = ({ senderId, documentId, id }: Record<'senderId' | 'documentId' | 'id', unknown>) =>
  sql`d.consignmentId in (select c.id from ${consignment} c
    where c.senderId = ${senderId} and c.documentId = ${documentId}) and d.recallId = ${id}`

const tell = query<Recall & { at: number; id: string }>()((db, given) =>
  db.run(
    sql`insert or ignore into ${deliveryEvent} (consignmentId, recipientId, id, status, at, byName, reasonText)
      select d.consignmentId, d.recipientId, ${given.id}, d.recall, ${given.at}, ${given.byName}, ${given.reason}
      from ${delivery} d where ${asked(given)}`,
  ),
)

/**
 * Recalls an issued document from every place it went to, with a reason. The line of the register and the audit stay;
 * its files are put away from ordinary readers here too.
 * @throws NotFound when it was not issued here; Conflict when it was recalled, replaced or repealed before, or is meanwhile
 */
export async function recallDocument(
  ctx: Context,
  id: string,
  reason: string,
): Promise<{ id: string; recalledAt: string }> {
  const { me, documents } = await look(ctx, { documents: recallable(ctx, id) })
  const at = ctx.clock()
  const { found, statements, lost } = recalling(ctx, documents, {
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
    const effect = { senderId: ctx.committee.id, documentId: id, reason, byName: me.name }
    return commit(ctx, me, act, [...statements, announced.row(effect)], { id, recalledAt: iso(at) }, lost)
  })
}
