import { and, eq, sql } from 'drizzle-orm'
import type { z } from 'zod'
import { commit, look } from '../core/batch.ts'
import type { Context } from '../core/context.ts'
import { cross } from '../core/crossing.ts'
import type { CrossingKind } from '../core/crossing.ts'
import { Conflict, NotFound } from '../core/errors.ts'
import { listed, query } from '../core/query.ts'
import { someNames } from '../core/text.ts'
import { issuedAs } from '../documents/outgoing/parts.ts'
import { deliveryActs } from './acts.ts'
import { REOPENED, SETTLED, SETTLEMENTS } from './codes.ts'
import type { Settlement } from './codes.ts'
import { consignment, delivery, deliveryEvent } from './exchange-tables.ts'
import type { settleInput } from './schema.ts'

/** How the sender deals with places that refused or never answered; none takes that back. */
type Settling = {
  consignmentId: string
  recipientIds: string[]
  how: Settlement | null
  note: string
  byName: string
}

/** Marks deliveries that were refused or not taken as settled, or as open again; the sender's last word stands. */
export const settling: CrossingKind<Settling> = {
  kind: 'settleDelivery',
  exchange: (db, { recipientIds, ...said }, at, id) => {
    const given = { ...said, recipients: JSON.stringify(recipientIds), at, id }
    return [mark(db, given), note(db, given)]
  },
}

type Given = Omit<Settling, 'recipientIds'> & { recipients: string; at: number; id: string }

const mark = query<Given>()((db, { consignmentId, recipients, how, id }) =>
  db.run(sql`update ${delivery} set settledHow = ${how}, settledId = ${id}
    where consignmentId = ${consignmentId} and recipientId in (select value from json_each(${recipients}))
      and status in ('01', '02') and coalesce(settledId, '') < ${id}`),
)

const note = query<Given>()((db, { consignmentId, recipients, how, note: words, byName, at, id }) =>
  db.run(sql`insert or ignore into ${deliveryEvent} (consignmentId, recipientId, id, status, at, byName, reason, reasonText)
    select ${consignmentId}, value, ${id}, iif(${how} is null, ${sql.raw(`'${REOPENED}'`)}, ${sql.raw(`'${SETTLED}'`)}),
      ${at}, ${byName}, ${how}, ${words} from json_each(${recipients})`),
)

/**
 * Whatever a paper of the sender was refused is settled by the paper that replaces it, where that goes too.
 * @param recipients the places the new paper goes to, as JSON of rows with an `id`
 */
export const settledByReplacing = query<{
  consignmentId: string
  senderId: string
  about: string
  recipients: string
  id: string
}>()((db, { senderId, about, recipients, id }) =>
  db.run(sql`update ${delivery} set settledHow = 'replaced', settledId = ${id}
    where status = '02' and settledHow is null and recipientId in (select value ->> '$.id' from json_each(${recipients}))
      and consignmentId in (select c.id from json_each(${about}) cross join ${consignment} c
        on c.senderId = ${senderId} and c.documentId = value ->> '$.documentId' where value ->> '$.kind' = 'replaces')`),
)

/** Papers (ids as JSON) that are recalled are asked of nobody any more: where it was refused that is settled. */
export const settledByRecall = query<{ senderId: string; ids: string; id: string }>()(
  (db, { senderId, ids, id }) =>
    db.run(sql`update ${delivery} set settledHow = 'recalled', settledId = ${id}
      where status = '02' and settledHow is null and consignmentId in
        (select c.id from ${consignment} c where c.senderId = ${senderId} and c.documentId in ${listed(ids)})`),
)

/**
 * Says how places that refused a document, or never answered, were dealt with: it waits on no desk any more; without
 * `how` it waits again.
 * @throws NotFound when it was not issued here; Conflict when none of these places refused it or is silent
 */
export async function settleDeliveries(
  ctx: Context,
  documentId: string,
  { recipients, how, note: words }: z.output<typeof settleInput>,
): Promise<{ settled: number }> {
  const { me, documents } = await look(ctx, {
    documents: issuedAs(ctx, documentId),
  })
  const [sent] = documents
  if (sent === undefined) throw new NotFound()
  return cross(
    ctx,
    settling,
    (announced, { open }) => {
      const meant = open.filter((one) => recipients.includes(one.handle) && one.settled !== (how ?? null))
      if (meant.length === 0)
        throw new Conflict(
          'Các nơi này không từ chối, không còn chờ tiếp nhận. Đề nghị tải lại để xem tình hình.',
        )
      const effect = {
        consignmentId: meant[0]?.consignmentId ?? '',
        recipientIds: meant.map(({ id }) => id),
        how: how ?? null,
        note: words,
        byName: me.name,
      }
      const act = deliveryActs.settle(
        { id: documentId, name: `${sent.notation} ${sent.subject}` },
        {
          after: {
            recipients: someNames(
              meant.map(({ name }) => name),
              NAMED,
            ),
            how: how === undefined ? 'Chờ giải quyết lại' : SETTLEMENTS[how],
            note: words,
          },
        },
      )
      return commit(ctx, me, act, [announced.row(effect)], { settled: meant.length })
    },
    { open: openOf(ctx.exchange, { senderId: ctx.committee.id, documentId }) },
  )
}

/** Up to here the audit names places one by one. */
const NAMED = 20

/** Places that refused a document of ours or have not answered. */
const openOf = query<{ senderId: string; documentId: string }>()((db, { senderId, documentId }) =>
  db
    .select({
      consignmentId: delivery.consignmentId,
      id: delivery.recipientId,
      handle: delivery.recipientHandle,
      name: delivery.recipientName,
      settled: delivery.settledHow,
    })
    .from(consignment)
    .innerJoin(delivery, eq(delivery.consignmentId, consignment.id))
    .where(
      and(
        eq(consignment.senderId, senderId),
        eq(consignment.documentId, documentId),
        sql`${delivery.status} in ('01', '02')`,
      ),
    ),
)
