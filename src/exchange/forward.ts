import { and, eq } from 'drizzle-orm'
import { commit, look } from '../core/batch.ts'
import type { Context } from '../core/context.ts'
import { cross } from '../core/crossing.ts'
import { Conflict, Invalid, NotFound } from '../core/errors.ts'
import { query } from '../core/query.ts'
import { placesNamed } from '../directory/places.ts'
import { isVouchedFor } from '../directory/standing.ts'
import { documentActs } from '../documents/acts.ts'
import { gone } from '../documents/issued/relations.ts'
import { namesOf, namingMore } from '../documents/issued/forward.ts'
import type { Addressee } from '../documents/outgoing/reach.ts'
import { document, isIssued } from '../documents/tables.ts'
import { placesFor } from './apart.ts'
import { blocksOf, refuseBlocked } from './blocks.ts'
import { consignment, delivery } from './exchange-tables.ts'
import { forwarding } from './forwarding.ts'
import { mailboxesOf, refuseClosed } from './issue.ts'

/**
 * Sends an issued document to more places than it was issued to; those that have it already are left in peace.
 * @param handles of committees
 * @throws NotFound when it was not issued here; Conflict when it is no longer in force, or never left the house; Invalid
 *   for a place that is not there or takes nothing
 */
export async function forwardDocument(
  ctx: Context,
  id: string,
  handles: string[],
): Promise<{ id: string; recipients: number }> {
  const [{ me, documents }, named, confirmed] = await Promise.all([
    look(ctx, {
      documents: ctx.tenant
        .select()
        .from(document)
        .where(and(eq(document.id, id), isIssued)),
    }),
    placesNamed(ctx, handles),
    isVouchedFor(ctx),
  ])
  const found = documents[0]
  if (found === undefined) throw new NotFound()
  if (found.endedOn !== null) throw new Conflict(gone(found.notation, found.endedHow))
  const to = addressees(ctx, handles, named)
  return cross(
    ctx,
    forwarding,
    async (announced, { sent, boxes, blocks }) => {
      const { first, fresh } = lacking(to, sent)
      refuseClosed(fresh, boxes)
      await refuseBlocked(ctx, fresh, blocks)
      const places = await placesFor(ctx, fresh, confirmed)
      const act = documentActs.forward(
        { id, name: `${found.notation ?? ''} ${found.subject}` },
        { after: { recipients: namesOf(fresh) } },
      )
      const statements = [
        ...namingMore(ctx, id, fresh),
        announced.row({
          consignmentId: first.id,
          senderName: ctx.committee.name,
          urgency: found.urgency,
          to: places,
        }),
      ]
      return commit(ctx, me, act, statements, { id, recipients: fresh.length })
    },
    {
      sent: sentOf(ctx.exchange, { senderId: ctx.committee.id, documentId: id }),
      boxes: mailboxesOf(ctx, to),
      blocks: blocksOf(ctx, to),
    },
  )
}

/**
 * The sending and those places that lack it.
 * @throws Conflict when it never left the house, or all have it
 */
function lacking(to: Addressee[], sent: { id: string; recipientId: string }[]) {
  const first = sent[0]
  if (first === undefined)
    throw new Conflict('Văn bản này chỉ gửi trong nội bộ cơ quan. Muốn gửi ra ngoài, làm bản sao y.')
  const has = new Set(sent.map(({ recipientId }) => recipientId))
  const fresh = to.filter((one) => !has.has(one.id))
  if (fresh.length === 0) throw new Conflict('Các nơi này đều đã có văn bản.')
  return { first, fresh }
}

/** The sending of a document and who has it. */
const sentOf = query<{ senderId: string; documentId: string }>()((db, { senderId, documentId }) =>
  db
    .select({ id: consignment.id, recipientId: delivery.recipientId })
    .from(consignment)
    .innerJoin(delivery, eq(delivery.consignmentId, consignment.id))
    .where(and(eq(consignment.senderId, senderId), eq(consignment.documentId, documentId))),
)

/** @throws Invalid naming what is no place to send to */
function addressees(
  ctx: Context,
  handles: string[],
  named: { id: string; handle: string; name: string; heir: string | null }[],
): Addressee[] {
  const problems = handles.flatMap((handle, i) => {
    const found = named.find((one) => one.handle === handle)
    if (found !== undefined && found.heir === null && found.id !== ctx.committee.id) return []
    const message =
      found?.heir == null
        ? 'Không có cơ quan nào như vậy để gửi đến.'
        : `${found.name} đã hợp nhất vào ${found.heir}. Gửi đến cơ quan mới.`
    return [{ field: `recipients.${i}`, message }]
  })
  if (problems.length > 0) throw new Invalid(problems)
  return named.map(({ id, handle, name }) => ({ id, handle, name }))
}
