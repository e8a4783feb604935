import { and, asc, desc, gte, lt, sql } from 'drizzle-orm'
import type { Placeholder } from 'drizzle-orm'
import { z } from 'zod'
import { look } from '../../core/batch.ts'
import type { Context } from '../../core/context.ts'
import { given } from '../../core/given.ts'
import { paged, readCursor } from '../../core/paging.ts'
import { query } from '../../core/query.ts'
import { soughtBy } from '../../core/sought.ts'
import { ALL, between, hit, HIT_ORDER, hits, huntAfter, placeOf } from '../find.ts'
import type { Hunt } from '../find.ts'
import { KINDS, ROW_OF } from '../found.ts'
import { incoming } from '../tables.ts'
import { INCOMING_STATES } from './states.ts'
import type { incomingList, incomingListQuery, incomingRow } from './schema.ts'

/** What a list shows of an incoming document. */
const listed = {
  rowid: incoming.rowid,
  id: incoming.id,
  arrivalNo: incoming.arrivalNo,
  arrivedOn: incoming.arrivedOn,
  arrivedAt: incoming.arrivedAt,
  senderHandle: incoming.senderHandle,
  senderName: incoming.senderName,
  notation: incoming.notation,
  typeName: incoming.typeName,
  issuedOn: incoming.issuedOn,
  subject: incoming.subject,
  urgency: incoming.urgency,
  receiver: incoming.receiver,
  state: incoming.state,
  deliveryId: incoming.deliveryId,
}
type Listed = Pick<typeof incoming.$inferSelect, keyof typeof listed>

/**
 * Incoming documents in the order of their arrival, the newest first unless asked otherwise; of a search what bears the
 * very number comes first.
 */
export async function listIncoming(
  ctx: Context,
  { q, state, from, to, order, cursor, limit }: z.output<typeof incomingListQuery>,
): Promise<z.infer<typeof incomingList>> {
  const narrowed = { state, ...between(from, to) }
  if (q !== undefined && q.trim() !== '') {
    const hunt = huntAfter(soughtBy(q), cursor)
    const cut = state === undefined ? undefined : ALL
    const { rows } = await look(ctx, {
      rows: found(ctx.tenant, { ...hunt, ...narrowed, cut, limit: limit + 1 }),
    })
    return paged(
      rows,
      limit,
      (row) => placeOf(row.hit),
      (row) => showIncoming(row.found),
    )
  }
  const after = readCursor(cursor, z.tuple([z.number(), z.number()]))
  const page = { at: after?.[0], rowid: after?.[1], oldest: order === 'oldest' ? (1 as const) : undefined }
  const { rows } = await look(ctx, { rows: inOrder(ctx.tenant, { ...narrowed, ...page, limit: limit + 1 }) })
  return paged(rows, limit, (row) => [row.arrivedAt, row.rowid], showIncoming)
}

type Narrowed = { state?: string | undefined; since?: number | undefined; until?: number | undefined }
type Page = { at?: number | undefined; rowid?: number | undefined; oldest?: 1 | undefined; limit: number }

const inOrder = query<Narrowed & Page>()((db, { state, since, until, at, rowid, oldest, limit }) => {
  const place = sql`(${incoming.arrivedAt}, ${incoming.rowid})`
  const way = oldest ? asc : desc
  return db
    .select(listed)
    .from(incoming)
    .where(
      and(
        since && gte(incoming.arrivedAt, since),
        until && lt(incoming.arrivedAt, until),
        at && (oldest ? sql`${place} > (${at}, ${rowid})` : sql`${place} < (${at}, ${rowid})`),
        inState(state),
      ),
    )
    .orderBy(way(incoming.arrivedAt), way(incoming.rowid))
    .limit(limit)
})

const found = query<Hunt & Pick<Narrowed, 'state'>>()((db, given) =>
  db
    .select({ found: listed, hit })
    .from(hits(given, sql`'"${sql.raw(KINDS.incoming)}"'`))
    .crossJoin(incoming)
    .where(and(sql`${incoming.rowid} = ${ROW_OF}`, inState(given.state)))
    .orderBy(HIT_ORDER)
    .limit(given.limit),
)

const inState = (state: Placeholder | undefined) => state && sql`${incoming.state} = ${state}`

/** An incoming document as lists show it. */
export const showIncoming = (row: Listed): z.infer<typeof incomingRow> => ({
  id: row.id,
  arrivalNo: row.arrivalNo,
  arrivedOn: row.arrivedOn,
  sender: { handle: row.senderHandle, name: row.senderName },
  notation: row.notation,
  typeName: row.typeName,
  issuedOn: row.issuedOn,
  subject: row.subject,
  urgency: row.urgency,
  receiver: row.receiver,
  state: row.state,
  stateName: INCOMING_STATES[row.state],
  ...given({ deliveryId: row.deliveryId }),
})
