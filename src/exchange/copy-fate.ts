import { and, asc, eq, isNotNull, or, sql } from 'drizzle-orm'
import type { Context } from '../core/context.ts'
import { query } from '../core/query.ts'
import type { Original } from '../documents/copies/original.ts'
import { RELATIONS } from '../documents/issued/relations.ts'
import type { Relation } from '../documents/issued/relations.ts'
import { consignment, consignmentLink, delivery } from './exchange-tables.ts'

/** What became of a paper since, as whoever copies it must know. */
export type Fate = {
  /** The first sending of it: of a copy that of the paper it is of. */
  root: string | null
  refused: string | undefined
  /** What replaced or repealed it, in words; what amended or corrected it. */
  ended: string | undefined
  remarks: string[]
}

/** Queries for what the exchange knows of a paper that is to be copied; of one that came by hand, nothing. */
export function fateOf(ctx: Context, { deliveryId, id, side }: Original) {
  const given = {
    here: ctx.committee.id,
    deliveryId: deliveryId ?? '',
    documentId: side === 'document' ? id : '',
  }
  return {
    sent: sending(ctx.exchange, given),
    recalls: recalled(ctx.exchange, given),
    later: laterThan(ctx.exchange, given),
  }
}

/** What became of a paper, in words. */
export function tellFate({
  sent,
  recalls,
  later,
}: {
  sent: { root: string | null }[]
  recalls: unknown[]
  later: { kind: Relation; notation: string }[]
}): Fate {
  const told = later.map(({ kind, notation }) => ({ kind, text: `${RELATIONS[kind].passive} ${notation}` }))
  const ended = told.find(({ kind }) => RELATIONS[kind].ends)
  return {
    root: sent[0]?.root ?? null,
    refused:
      recalls.length === 0 ? undefined : 'Nơi ban hành đã thu hồi văn bản này, không sao gửi tiếp được nữa.',
    ended: ended?.text,
    remarks: told.filter(({ kind }) => !RELATIONS[kind].ends).map(({ text }) => text),
  }
}

/** What ended a paper, from whichever side it is known. */
export const tellEnded = ({ ended }: Original, fate: Fate): string | undefined => ended ?? fate.ended

type Here = { here: string; deliveryId: string; documentId: string }

/** The sending of a paper, ours or one to us. */
const thisOne = ({ here, deliveryId, documentId }: { [Name in keyof Here]: unknown }) =>
  sql`(select c.id from ${consignment} c where (c.id = ${deliveryId}
    or (c.senderId = ${here} and c.documentId = ${documentId})) limit 1)`

const root = (given: { [Name in keyof Here]: unknown }) =>
  sql`(select coalesce(c.copyOfId, c.id) from ${consignment} c where c.id = ${thisOne(given)})`

const sending = query<Here>()((db, given) =>
  db.select({ root: sql<string | null>`${root(given)}` }).from(sql`(select 1)`),
)

/** Whether it, or the paper it is a copy of, was recalled: from us, or from everybody. */
const recalled = query<Here>()((db, given) =>
  db
    .select({ id: delivery.consignmentId })
    .from(delivery)
    .where(
      and(
        isNotNull(delivery.recallId),
        or(
          sql`${delivery.consignmentId} = ${root(given)}`,
          and(
            sql`${delivery.consignmentId} = ${thisOne(given)}`,
            sql`${delivery.recipientId} = ${given.here}`,
          ),
        ),
      ),
    )
    .limit(1),
)

const laterThan = query<Here>()((db, given) =>
  db
    .select({ kind: consignmentLink.kind, notation: consignment.notation })
    .from(consignmentLink)
    .innerJoin(consignment, eq(consignment.id, consignmentLink.consignmentId))
    .where(sql`${consignmentLink.aboutId} in (${thisOne(given)}, ${root(given)})`)
    .orderBy(asc(consignment.at))
    .limit(20),
)
