import { and, desc, eq, sql } from 'drizzle-orm'
import { z as zod } from 'zod'
import type { z } from 'zod'
import { look } from '../core/batch.ts'
import type { Context } from '../core/context.ts'
import { iso } from '../core/dates.ts'
import { NotFound } from '../core/errors.ts'
import { given } from '../core/given.ts'
import { paged, readCursor } from '../core/paging.ts'
import { query } from '../core/query.ts'
import { seesSpill } from './reach.ts'
import { spillOrder, spillPlace } from './exchange-tables.ts'
import type { spillAnswer, spillList, spillQuery, spillWhole } from './schema.ts'
import { FOUND, SPILL_STATES } from './states.ts'
import type { SpillState } from './states.ts'
import { spill } from './tables.ts'

/** Records of spills in reach, the newest first; of one paper, or in one state alone where that is named. */
export async function listSpills(
  ctx: Context,
  { cursor, limit, paper, state }: z.output<typeof spillQuery>,
): Promise<z.infer<typeof spillList>> {
  const after = readCursor(cursor, zod.tuple([zod.number(), zod.string()]))
  const { rows } = await look(ctx, {
    rows: newest(ctx.tenant, {
      me: ctx.person.id,
      paper,
      state,
      at: after?.[0],
      id: after?.[1],
      limit: limit + 1,
    }),
  })
  return paged(rows, limit, (row) => [row.at, row.id], tell)
}

type Page = {
  me: string
  paper?: string | undefined
  state?: SpillState | undefined
  at?: number | undefined
  id?: string | undefined
  limit: number
}
const newest = query<Page>()((db, { me, paper, state, at, id, limit }) =>
  db
    .select()
    .from(spill)
    .where(
      and(
        seesSpill({ person: { id: me } }),
        paper && eq(spill.subjectId, paper),
        state && eq(spill.state, state),
        at && sql`(${spill.at}, ${spill.id}) < (${at}, ${id})`,
      ),
    )
    .orderBy(desc(spill.at), desc(spill.id))
    .limit(limit),
)

const seenOne = query<{ id: string; me: string }>()((db, { id, me }) =>
  db
    .select()
    .from(spill)
    .where(and(eq(spill.id, id), seesSpill({ person: { id: me } }))),
)

/** One spill, and how far the places that have the paper are. @throws NotFound when it is not, or out of reach */
export async function readSpill(ctx: Context, id: string): Promise<z.infer<typeof spillWhole>> {
  const [{ rows }, [orders, places]] = await Promise.all([
    look(ctx, { rows: seenOne(ctx.tenant, { id, me: ctx.person.id }) }),
    ctx.exchange.batch([orderOf(ctx.exchange, { id }), placesOf(ctx.exchange, { id })]),
  ])
  const row = rows[0]
  if (row === undefined) throw new NotFound()
  return {
    ...tell(row),
    bytesDone: orders.every(({ asked, done }) => asked === done),
    places: places.map(({ name, asked, done }) => ({ name, done: asked === done })),
  }
}

const orderOf = query<{ id: string }>()((db, { id }) =>
  db.select({ asked: spillOrder.asked, done: spillOrder.done }).from(spillOrder).where(eq(spillOrder.id, id)),
)
const placesOf = query<{ id: string }>()((db, { id }) =>
  db
    .select({ name: spillPlace.recipientName, asked: spillPlace.asked, done: spillPlace.done })
    .from(spillPlace)
    .where(eq(spillPlace.orderId, id))
    .orderBy(spillPlace.recipientName)
    .limit(1000),
)

const tell = (row: typeof spill.$inferSelect): z.infer<typeof spillAnswer> => ({
  id: row.id,
  side: row.side,
  paperId: row.subjectId,
  notation: row.notation,
  typeName: row.typeName,
  origin: row.origin,
  foundName: FOUND[row.found],
  state: row.state,
  stateName: SPILL_STATES[row.state],
  at: iso(row.at),
  by: row.byName,
  ...given({
    decidedAt: row.decidedAt === null ? null : iso(row.decidedAt),
    decidedBy: row.decidedBy,
    reason: row.reason,
  }),
})
