import { and, desc, eq } from 'drizzle-orm'
import { can } from '../core/access.ts'
import { searchPart } from '../core/part.ts'
import { query } from '../core/query.ts'
import { isFoundIn } from '../core/text.ts'
import { consignment, delivery } from './exchange-tables.ts'
import { deliveries } from './permissions.ts'

/** As many of those that wait are looked through: a committee with more at its door has them in its list. */
const MOST = 500

/**
 * Papers that wait at the door, for who may see them. They stand in no index of this committee's, for they are not its
 * own yet; they are few, so the newest of them are looked through.
 */
export const search = searchPart({
  exchange: ({ exchange, committee }) => ({
    door: waiting(exchange, { committeeId: committee.id, limit: MOST }),
  }),
  show: (me, { door }, _, { sought, limit }) =>
    can(me.roles, deliveries.read)
      ? door
          .filter((one) =>
            isFoundIn(
              `${one.subject} ${one.senderName} ${one.typeName} ${one.notation} ${one.number}`,
              sought,
            ),
          )
          .slice(0, limit)
          .map((one) => ({
            kind: 'arrival',
            id: one.id,
            title: `${one.typeName} ${one.subject}`.trim(),
            sub: one.senderName,
            notation: one.notation,
            on: one.issuedOn,
          }))
      : [],
})

const waiting = query<{ committeeId: string; limit: number }>()((db, { committeeId, limit }) =>
  db
    .select({
      id: consignment.id,
      subject: consignment.subject,
      senderName: consignment.senderName,
      typeName: consignment.typeName,
      notation: consignment.notation,
      number: consignment.number,
      issuedOn: consignment.issuedOn,
    })
    .from(delivery)
    .innerJoin(consignment, eq(consignment.id, delivery.consignmentId))
    .where(
      and(
        eq(delivery.recipientId, committeeId),
        eq(delivery.status, '01'),
        // What lies apart is looked for in its own list.
        eq(delivery.apart, false),
      ),
    )
    .orderBy(desc(delivery.arrivedAt), desc(delivery.consignmentId))
    .limit(limit),
)
