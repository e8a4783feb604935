import { and, asc, eq } from 'drizzle-orm'
import type { Context } from '../core/context.ts'
import { query } from '../core/query.ts'
import { ask, askText } from './exchange-tables.ts'
import { TAKEN } from './states.ts'

const cameWith = query<{ me: string; consignmentId: string }>()((db, { me, consignmentId }) =>
  db
    .select({
      id: ask.id,
      title: askText.title,
      from: ask.fromName,
      taken: ask.taken,
      dueOn: ask.dueOn,
    })
    .from(ask)
    .innerJoin(askText, eq(askText.sendingId, ask.sendingId))
    .where(and(eq(ask.consignmentId, consignmentId), eq(ask.toId, me)))
    .orderBy(asc(ask.dueOn)),
)

/** What was asked of us together with a paper, by the sending that brought the paper; nothing where none did. */
export async function asksWith(ctx: Context, consignmentId: string | null) {
  if (consignmentId === null) return []
  const rows = await cameWith(ctx.exchange, { me: ctx.committee.id, consignmentId })
  return rows.map(({ taken, ...row }) => ({ ...row, takenName: TAKEN[taken] }))
}
