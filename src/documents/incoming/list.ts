import { and, desc, eq, lt } from 'drizzle-orm'
import { z } from 'zod'
import { look } from '../../core/batch.ts'
import type { Context } from '../../core/context.ts'
import { paged, readCursor } from '../../core/paging.ts'
import { foundBy } from '../find.ts'
import { incoming } from '../tables.ts'
import { INCOMING_STATES } from './states.ts'
import type { incomingList, incomingListQuery, incomingRow } from './schema.ts'

/** Incoming documents, newest arrival first; searched without accents. */
export async function listIncoming(
  ctx: Context,
  query: z.output<typeof incomingListQuery>,
): Promise<z.infer<typeof incomingList>> {
  const after = readCursor(query.cursor, z.tuple([z.number()]))
  const { rows } = await look(ctx, {
    rows: ctx.tenant
      .select()
      .from(incoming)
      .where(
        and(
          foundBy('incoming', query.q),
          query.state === undefined ? undefined : eq(incoming.state, query.state),
          after === undefined ? undefined : lt(incoming.rowid, after[0]),
        ),
      )
      .orderBy(desc(incoming.rowid))
      .limit(query.limit + 1),
  })
  return paged(rows, query.limit, (row) => [row.rowid], showIncoming)
}

/** An incoming document as lists show it. */
export const showIncoming = (row: typeof incoming.$inferSelect): z.infer<typeof incomingRow> => ({
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
})
