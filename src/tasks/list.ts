import { and, asc, desc, eq, sql } from 'drizzle-orm'
import type { SQL } from 'drizzle-orm'
import { z } from 'zod'
import { look } from '../core/batch.ts'
import type { Context } from '../core/context.ts'
import { dayAt } from '../core/dates.ts'
import { paged, readCursor } from '../core/paging.ts'
import { myId } from '../core/within.ts'
import { reaches, unitOf } from './reach.ts'
import type { taskList, taskQuery } from './schema.ts'
import { showTask } from './show.ts'
import { task } from './tables.ts'

type Query = z.output<typeof taskQuery>

/** Which rows a list walks: each along an index of its own. The states are written out, as the index has them. */
const OPEN = sql`state in ('assigned', 'doing', 'reported', 'returned', 'declined', 'suspended')`
const WALKS: Record<Exclude<Query['list'], 'ended'>, (ctx: Context) => SQL | undefined> = {
  all: () => OPEN,
  unit: (ctx) => and(OPEN, eq(task.unitId, unitOf(myId(ctx)))),
  given: (ctx) => and(OPEN, eq(task.giverId, myId(ctx))),
}

/** Open tasks, what presses first; or those that ended, the newest first. As far as they are in reach. */
export const listTasks = (ctx: Context, query: Query): Promise<z.infer<typeof taskList>> =>
  query.list === 'ended' ? listEnded(ctx, query) : listOpen(ctx, query, WALKS[query.list](ctx))

async function listOpen(
  ctx: Context,
  query: Query,
  walk: SQL | undefined,
): Promise<z.infer<typeof taskList>> {
  const after = readCursor(query.cursor, z.tuple([z.string(), z.string()]))
  const { rows } = await look(ctx, {
    rows: ctx.tenant
      .select()
      .from(task)
      .where(
        and(
          walk,
          reaches(ctx, 'read'),
          after && sql`(${task.pressesOn}, ${task.id}) > (${after[0]}, ${after[1]})`,
        ),
      )
      .orderBy(asc(task.pressesOn), asc(task.id))
      .limit(query.limit + 1),
  })
  const today = dayAt(ctx.clock())
  return paged(
    rows,
    query.limit,
    (row) => [row.pressesOn, row.id],
    (row) => showTask(row, today),
  )
}

async function listEnded(ctx: Context, query: Query): Promise<z.infer<typeof taskList>> {
  const after = readCursor(query.cursor, z.tuple([z.number(), z.string()]))
  const { rows } = await look(ctx, {
    rows: ctx.tenant
      .select()
      .from(task)
      .where(
        and(
          sql`state in ('done', 'cancelled')`,
          reaches(ctx, 'read'),
          after && sql`(${task.movedAt}, ${task.id}) < (${after[0]}, ${after[1]})`,
        ),
      )
      .orderBy(desc(task.movedAt), desc(task.id))
      .limit(query.limit + 1),
  })
  const today = dayAt(ctx.clock())
  return paged(
    rows,
    query.limit,
    (row) => [row.movedAt, row.id],
    (row) => showTask(row, today),
  )
}
