import { and, desc, eq, getTableColumns, sql } from 'drizzle-orm'
import { z } from 'zod'
import { countsBelow } from '../asks/below.ts'
import { look } from '../core/batch.ts'
import type { Context } from '../core/context.ts'
import { dayAt } from '../core/dates.ts'
import { paged, readCursor } from '../core/paging.ts'
import { query } from '../core/query.ts'
import { readsPlan } from './reach.ts'
import type { planList, planQuery } from './schema.ts'
import { sendingsColumn, showPlan, tallyColumn } from './show.ts'
import { plan } from './tables.ts'

type Plan = typeof plan.$inferSelect

type Page = {
  person: string
  today: string
  state: Plan['state']
  at: number | undefined
  id: string | undefined
  limit: number
}
const listed = query<Page>()((db, { person, today, state, at, id, limit }) =>
  db
    .select({ plan: getTableColumns(plan), counted: tallyColumn(today), asked: sendingsColumn })
    .from(plan)
    .where(
      and(
        eq(plan.state, state),
        readsPlan({ person: { id: person } }),
        at && sql`(${plan.movedAt}, ${plan.id}) < (${at}, ${id})`,
      ),
    )
    .orderBy(desc(plan.movedAt), desc(plan.id))
    .limit(limit),
)

/** Plans in a state, what moved last first; drafts as far as they are in reach. */
export async function listPlans(
  ctx: Context,
  { state, cursor, limit }: z.output<typeof planQuery>,
): Promise<z.infer<typeof planList>> {
  const after = readCursor(cursor, z.tuple([z.number(), z.string()]))
  const { rows } = await look(ctx, {
    rows: listed(ctx.tenant, {
      person: ctx.person.id,
      today: dayAt(ctx.clock()),
      state,
      at: after?.[0],
      id: after?.[1],
      limit: limit + 1,
    }),
  })
  const sendings = (asked: string): string[] => JSON.parse(asked) as string[]
  const counts = await countsBelow(
    ctx,
    rows.flatMap((row) => sendings(row.asked)),
  )
  return paged(
    rows,
    limit,
    (row) => [row.plan.movedAt, row.plan.id],
    (row) => showPlan(row.plan, row.counted, counts(sendings(row.asked))),
  )
}
