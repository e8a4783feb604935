import { and, asc, eq, inArray, sql } from 'drizzle-orm'
import { commit, look } from '../core/batch.ts'
import type { Context } from '../core/context.ts'
import { cross } from '../core/crossing.ts'
import type { CrossingKind } from '../core/crossing.ts'
import { dayAt } from '../core/dates.ts'
import { Conflict, NotFound } from '../core/errors.ts'
import { someNames } from '../core/text.ts'
import { issuedAs } from '../documents/outgoing/parts.ts'
import { deliveryActs } from './acts.ts'
import { REMINDED, sooner } from './codes.ts'
import { consignment, delivery, deliveryEvent, notice } from './exchange-tables.ts'

/** The recipients of a consignment whom the sender asks to take it. */
type Reminder = { consignmentId: string; recipientIds: string[]; byName: string }

type Waiting = Pick<
  typeof delivery.$inferSelect,
  'consignmentId' | 'recipientId' | 'recipientHandle' | 'recipientName' | 'remindedAt'
>

/** Marks deliveries that still wait as asked for; who answered in the meantime is left in peace. */
export const reminding: CrossingKind<Reminder> = {
  kind: 'remind',
  exchange: (db, { consignmentId, recipientIds, byName }, at, id) => {
    const waiting = and(
      eq(delivery.consignmentId, consignmentId),
      eq(delivery.status, '01'),
      sql`${delivery.recipientId} in (select value from json_each(${JSON.stringify(recipientIds)}))`,
    )
    return [
      db
        .update(delivery)
        .set({ remindedAt: at, turn: sooner(delivery.turn) })
        .where(waiting),
      db.run(
        sql`insert or ignore into ${deliveryEvent} (consignmentId, recipientId, id, status, at, byName)
          select ${delivery.consignmentId}, ${delivery.recipientId}, ${id}, ${REMINDED}, ${at}, ${byName}
          from ${delivery} where ${waiting}`,
      ),
      db.run(
        sql`insert or ignore into ${notice} (id, committeeId, kind, fromName, urgency, subjectId, at)
          select ${id}, ${delivery.recipientId}, 'reminder', ${consignment.senderName}, ${consignment.urgency}, ${consignment.id}, ${at}
          from ${delivery} inner join ${consignment} on ${consignment.id} = ${delivery.consignmentId}
          where ${waiting} and ${delivery.apart} = 0`,
      ),
    ]
  },
}

/**
 * Reminds recipients that have not taken a document: it presses on their desk. Each place at most once a day, so
 * that a reminder keeps its weight.
 * @param handles of recipients; without them all that have not taken it
 * @returns how many places were reminded
 * @throws NotFound when the document was not sent from here; Conflict when nobody is left to remind, or all were
 *   reminded today
 */
export async function remindRecipients(
  ctx: Context,
  documentId: string,
  handles?: string[],
): Promise<{ reminded: number }> {
  const { me, documents } = await look(ctx, {
    documents: issuedAs(ctx, documentId),
  })
  const [sent] = documents
  if (sent === undefined) throw new NotFound()
  return cross(
    ctx,
    reminding,
    (announced, { waiting }) => {
      const places = toRemind(waiting, dayAt(ctx.clock()), handles)
      const effect = {
        consignmentId: places[0]?.consignmentId ?? '',
        recipientIds: places.map((one) => one.recipientId),
        byName: me.name,
      }
      const names = places.map((one) => one.recipientName)
      const act = deliveryActs.remind(
        { id: documentId, name: `${sent.notation} ${sent.subject}` },
        { after: { recipients: someNames(names, NAMED) } },
      )
      return commit(ctx, me, act, [announced.row(effect)], { reminded: places.length })
    },
    { waiting: waitingOf(ctx, documentId) },
  )
}

/** Up to here the audit names places one by one. */
const NAMED = 20

/** Deliveries of our document that nobody has answered. */
const waitingOf = (ctx: Context, documentId: string) =>
  ctx.exchange
    .select({
      consignmentId: delivery.consignmentId,
      recipientId: delivery.recipientId,
      recipientHandle: delivery.recipientHandle,
      recipientName: delivery.recipientName,
      remindedAt: delivery.remindedAt,
    })
    .from(delivery)
    .where(
      and(
        inArray(
          delivery.consignmentId,
          ctx.exchange
            .select({ id: consignment.id })
            .from(consignment)
            .where(and(eq(consignment.senderId, ctx.committee.id), eq(consignment.documentId, documentId))),
        ),
        eq(delivery.status, '01'),
      ),
    )
    .orderBy(asc(delivery.position))

function toRemind(waiting: Waiting[], today: string, handles: string[] | undefined): Waiting[] {
  const asked = new Set(handles ?? waiting.map((one) => one.recipientHandle))
  const meant = waiting.filter((one) => asked.has(one.recipientHandle))
  if (meant.length === 0)
    throw new Conflict('Không còn nơi nào như vậy chưa tiếp nhận. Đề nghị tải lại để xem tình hình.')
  const left = meant.filter((one) => one.remindedAt === null || dayAt(one.remindedAt) !== today)
  if (left.length === 0)
    throw new Conflict(
      meant.length === 1
        ? `${meant[0]?.recipientName} đã được đôn đốc trong ngày.`
        : 'Các nơi chưa tiếp nhận đều đã được đôn đốc trong ngày.',
    )
  return left
}
