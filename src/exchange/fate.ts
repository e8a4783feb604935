import { and, asc, eq, isNotNull, sql } from 'drizzle-orm'
import type { Placeholder, SQL } from 'drizzle-orm'
import type { z } from 'zod'
import { look } from '../core/batch.ts'
import type { Context } from '../core/context.ts'
import { iso } from '../core/dates.ts'
import { NotFound } from '../core/errors.ts'
import { given } from '../core/given.ts'
import { listed, query } from '../core/query.ts'
import { RELATIONS } from '../documents/issued/relations.ts'
import type { Relation } from '../documents/issued/relations.ts'
import { STATUS } from './codes.ts'
import { consignment, consignmentLink, delivery } from './exchange-tables.ts'
import type { fateAnswer, markList } from './schema.ts'

/** Where the recall of a delivery has come, in words. */
export const tellRecall = ({
  recall,
  recallReason,
  recalledAt,
}: Pick<typeof delivery.$inferSelect, 'recall' | 'recallReason' | 'recalledAt'>) =>
  recall === null
    ? undefined
    : { code: recall, name: STATUS[recall], reason: recallReason ?? '', at: iso(recalledAt ?? 0) }

type Here = { id: string; me: string }
/** The paper that what came is a copy of. */
const original = (id: Placeholder): SQL => sql`(select c.copyOfId from ${consignment} c where c.id = ${id})`
const recalled = query<Here>()((db, { id, me }) =>
  db
    .select({
      recall: delivery.recall,
      recallReason: delivery.recallReason,
      recalledAt: delivery.recalledAt,
    })
    .from(delivery)
    .where(and(eq(delivery.consignmentId, id), eq(delivery.recipientId, me))),
)
const laterOnes = query<Here>()((db, { id, me }) =>
  db
    .select({
      kind: consignmentLink.kind,
      notation: consignment.notation,
      typeName: consignment.typeName,
      subject: consignment.subject,
      issuedOn: consignment.issuedOn,
      deliveryId: sql<string | null>`(select d.consignmentId from ${delivery} d
        where d.consignmentId = ${consignment.id} and d.recipientId = ${me})`,
    })
    .from(consignmentLink)
    .innerJoin(consignment, eq(consignment.id, consignmentLink.consignmentId))
    .where(sql`${consignmentLink.aboutId} in (${id}, ${original(id)})`)
    .orderBy(asc(consignment.at))
    .limit(50),
)
const originalTaken = query<{ id: string }>()((db, { id }) =>
  db
    .select({ reason: delivery.recallReason })
    .from(delivery)
    .where(and(sql`${delivery.consignmentId} = ${original(id)}`, isNotNull(delivery.recallId)))
    .limit(1),
)

/**
 * What became of a paper after it came here: whether its sender asks for it back, and what later papers of its sender
 * replace, amend, correct or repeal it. Of one that was not sent here only what finds it: type, number and day. A copy shares the fate of the paper it is of.
 * @throws NotFound when it was not delivered here
 */
export async function readFate(ctx: Context, id: string): Promise<z.infer<typeof fateAnswer>> {
  const [, [rows, later, taken]] = await Promise.all([
    look(ctx, {}),
    ctx.exchange.batch([
      recalled(ctx.exchange, { id, me: ctx.committee.id }),
      laterOnes(ctx.exchange, { id, me: ctx.committee.id }),
      originalTaken(ctx.exchange, { id }),
    ]),
  ])
  const found = rows[0]
  if (found === undefined) throw new NotFound()
  return {
    ...given({ recall: tellRecall(found), originalRecalled: taken[0]?.reason }),
    later: later.map(({ kind, deliveryId, subject, ...paper }) => ({
      ...paper,
      kind,
      name: RELATIONS[kind].passive,
      ...(deliveryId === null ? {} : { deliveryId, subject }),
    })),
  }
}

/** In a list, in two or three words: what became of a paper since it came. */
const MARKS: Record<Relation, string> = {
  replaces: 'Đã bị thay thế',
  repeals: 'Đã bị bãi bỏ',
  amends: 'Đã được sửa đổi, bổ sung',
  corrects: 'Đã được đính chính',
}

/** What became of papers that came here, for a list: of those that nothing became of there is nothing. */
export async function listMarks(ctx: Context, ids: string): Promise<z.infer<typeof markList>> {
  const [, rows] = await Promise.all([
    look(ctx, {}),
    marks(ctx.exchange, { ids: JSON.stringify(ids.split(',')), here: ctx.committee.id }),
  ])
  return {
    items: rows.flatMap(({ id, recall, kind }) => {
      const text =
        recall === '15'
          ? 'Đã thu hồi'
          : recall === '13'
            ? 'Nơi gửi yêu cầu lấy lại'
            : kind === null
              ? undefined
              : MARKS[kind]
      return text === undefined
        ? []
        : [{ id, text, ended: recall !== null || RELATIONS[kind as Relation].ends }]
    }),
  }
}

/** The gravest of what later papers do to one, of a copy to the paper it is of. */
const marks = query<{ ids: string; here: string }>()((db, { ids, here }) =>
  db
    .select({
      id: delivery.consignmentId,
      recall: delivery.recall,
      kind: sql<Relation | null>`(select l.kind from ${consignmentLink} l
        where l.aboutId in (${consignment.id}, ${consignment.copyOfId})
        order by l.kind in ('replaces', 'repeals') desc, l.kind limit 1)`,
    })
    .from(delivery)
    .innerJoin(consignment, eq(consignment.id, delivery.consignmentId))
    .where(and(sql`${delivery.consignmentId} in ${listed(ids)}`, eq(delivery.recipientId, here))),
)
