import { and, asc, desc, eq, sql } from 'drizzle-orm'
import type { SQL } from 'drizzle-orm'
import { z } from 'zod'
import { look } from '../core/batch.ts'
import type { Context } from '../core/context.ts'
import { addDays, dayAt, startOf } from '../core/dates.ts'
import { given } from '../core/given.ts'
import { paged, readCursor } from '../core/paging.ts'
import { myId } from '../core/within.ts'
import { dueWithin, verdictBy } from './figures.ts'
import { reaches, unitOf } from './reach.ts'
import type { boardQuery, taskList, taskQuery } from './schema.ts'
import { showTask } from './show.ts'
import { OPEN, task } from './tables.ts'

/** The states are written out, as the indexes have them. */
const ENDED = sql`state in ('done', 'cancelled')`

/** Open tasks of the member's unit, or those they gave, as far as they are in reach; what presses first. */
export const listTasks = (ctx: Context, query: z.output<typeof taskQuery>): Promise<Tasks> => {
  const me = myId(ctx)
  const whose = query.list === 'unit' ? eq(task.unitId, unitOf(me)) : eq(task.giverId, me)
  return listOpen(ctx, query, and(OPEN, whose, reaches(ctx, 'read')))
}

/**
 * All tasks of the committee that are open, what presses first; those that ended, the newest first; or those due or
 * given in a period (this month unless said), in that order: what stands behind a figure, and the register.
 */
export const taskBoard = (ctx: Context, query: z.output<typeof boardQuery>): Promise<Tasks> => {
  if (query.list === 'all') return listOpen(ctx, query, OPEN)
  return query.list === 'ended' ? listEnded(ctx, query) : listPeriod(ctx, query)
}

type Tasks = z.infer<typeof taskList>
type Page = Pick<z.output<typeof boardQuery>, 'cursor' | 'limit'>

async function listOpen(ctx: Context, query: Page, which: SQL | undefined): Promise<Tasks> {
  const after = readCursor(query.cursor, z.tuple([z.string(), z.string()]))
  const { rows } = await look(ctx, {
    rows: ctx.tenant
      .select()
      .from(task)
      .where(and(which, after && sql`(${task.pressesOn}, ${task.id}) > (${after[0]}, ${after[1]})`))
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

async function listEnded(ctx: Context, query: Page): Promise<Tasks> {
  const after = readCursor(query.cursor, z.tuple([z.number(), z.string()]))
  const { rows } = await look(ctx, {
    rows: ctx.tenant
      .select()
      .from(task)
      .where(and(ENDED, after && sql`(${task.movedAt}, ${task.id}) < (${after[0]}, ${after[1]})`))
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

async function listPeriod(ctx: Context, query: z.output<typeof boardQuery>): Promise<Tasks> {
  const today = dayAt(ctx.clock())
  const { from = `${today.slice(0, 7)}-01`, to = today, unitId, personId, verdict } = query
  const due = query.list === 'due'
  const key = due ? task.dueOn : task.createdAt
  const after = readCursor(query.cursor, z.tuple([due ? z.string() : z.number(), z.string()]))
  const period = due
    ? dueWithin(from, to)
    : sql`${task.createdAt} >= ${startOf(from)} and ${task.createdAt} < ${startOf(addDays(to, 1))}`
  const { rows } = await look(ctx, {
    rows: ctx.tenant
      .select()
      .from(task)
      .where(
        and(
          period,
          after && sql`(${key}, ${task.id}) > (${after[0]}, ${after[1]})`,
          unitId === undefined ? undefined : eq(task.unitId, unitId),
          personId === undefined ? undefined : eq(task.personId, personId),
          verdict && sql`${verdictBy(task.dueOn, today)} = ${verdict}`,
        ),
      )
      .orderBy(asc(key), asc(task.id))
      .limit(query.limit + 1),
  })
  return paged(
    rows,
    query.limit,
    (row) => [(due ? row.dueOn : row.createdAt) ?? '', row.id],
    (row) => ({ ...showTask(row, today), ...given({ result: row.resultText }) }),
  )
}
