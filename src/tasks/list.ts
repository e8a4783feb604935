import { and, asc, desc, eq, sql } from 'drizzle-orm'
import type { Placeholder, SQL } from 'drizzle-orm'
import { z } from 'zod'
import type { Context } from '../core/context.ts'
import { addDays, dayAt, startOf } from '../core/dates.ts'
import { given as told } from '../core/given.ts'
import { paged, readCursor } from '../core/paging.ts'
import { gather, newsParts } from '../core/part.ts'
import type { News } from '../core/part.ts'
import { query } from '../core/query.ts'
import { myId } from '../core/within.ts'
import type { Person } from '../core/within.ts'
import { dueWithin, verdictBy } from './figures.ts'
import type { Task } from './move.ts'
import { reachOf, unitOf } from './reach.ts'
import type { boardQuery, taskList, taskQuery } from './schema.ts'
import { showTask } from './show.ts'
import { OPEN, task } from './tables.ts'

/** The states are written out, as the indexes have them. */
const ENDED = sql`state in ('done', 'cancelled')`

/** Open tasks of the member's unit, or those they gave, as far as they are in reach; what presses first. */
export const listTasks = (ctx: Context, asked: z.output<typeof taskQuery>): Promise<Tasks> =>
  listOpen(ctx, asked, asked.list === 'unit' ? ofUnit : given)

/**
 * All tasks of the committee that are open, what presses first; those that ended, the newest first; or those due or
 * given in a period (this month unless said), in that order: what stands behind a figure, and the register.
 */
export const taskBoard = (ctx: Context, asked: z.output<typeof boardQuery>): Promise<Tasks> => {
  if (asked.list === 'all') return listOpen(ctx, asked, all)
  return asked.list === 'ended' ? listEnded(ctx, asked) : listPeriod(ctx, asked)
}

type Tasks = z.infer<typeof taskList>
type Page = Pick<z.output<typeof boardQuery>, 'cursor' | 'limit'>

type Open = { me: string; today: string; on?: string | undefined; id?: string | undefined; limit: number }
/** Query for a page of open tasks. */
const openOnes = (which: (who: Person, today: Placeholder) => SQL | undefined) =>
  query<Open>()((db, { me, today, on, id, limit }) =>
    db
      .select()
      .from(task)
      .where(
        and(
          OPEN,
          which({ person: { id: me } }, today),
          id && sql`(${task.pressesOn}, ${task.id}) > (${on}, ${id})`,
        ),
      )
      .orderBy(asc(task.pressesOn), asc(task.id))
      .limit(limit),
  )
const all = openOnes(() => undefined)
const ofUnit = openOnes((who, today) => and(eq(task.unitId, unitOf(myId(who))), reachOf(who, today, 'read')))
const given = openOnes((who, today) => and(eq(task.giverId, myId(who)), reachOf(who, today, 'read')))

async function listOpen(ctx: Context, { cursor, limit }: Page, which: typeof all): Promise<Tasks> {
  const [on, id] = readCursor(cursor, z.tuple([z.string(), z.string()])) ?? []
  const today = dayAt(ctx.clock())
  const { rows, news } = await readWithNews(
    ctx,
    which(ctx.tenant, { me: ctx.person.id, today, on, id, limit: limit + 1 }),
  )
  return paged(
    rows,
    limit,
    (row) => [row.pressesOn, row.id],
    (row) => showTask(row, today, news),
  )
}

/** A page of tasks with what was decided of them outside: one trip to each database, at once. */
async function readWithNews(
  ctx: Context,
  rows: ReturnType<typeof all>,
): Promise<{ rows: Task[]; news: News[] }> {
  const { outs, more } = await gather(ctx, await newsParts(ctx), undefined, { rows })
  return { rows: more.rows, news: outs.flat() }
}

type EndedPage = { at?: number | undefined; id?: string | undefined; limit: number }
const ended = query<EndedPage>()((db, { at, id, limit }) =>
  db
    .select()
    .from(task)
    .where(and(ENDED, id && sql`(${task.movedAt}, ${task.id}) < (${at}, ${id})`))
    .orderBy(desc(task.movedAt), desc(task.id))
    .limit(limit),
)

async function listEnded(ctx: Context, { cursor, limit }: Page): Promise<Tasks> {
  const [at, id] = readCursor(cursor, z.tuple([z.number(), z.string()])) ?? []
  const { rows, news } = await readWithNews(ctx, ended(ctx.tenant, { at, id, limit: limit + 1 }))
  const today = dayAt(ctx.clock())
  return paged(
    rows,
    limit,
    (row) => [row.movedAt, row.id],
    (row) => showTask(row, today, news),
  )
}

type Within<Of> = {
  from: Of
  to: Of
  today: string
  key?: Of | undefined
  id?: string | undefined
  limit: number
} & Partial<Record<'unitId' | 'personId' | 'verdict', string | undefined>>
const periodOf = <Of extends string | number>(
  by: typeof task.dueOn | typeof task.createdAt,
  within: (from: Placeholder, to: Placeholder) => SQL,
) =>
  query<Within<Of>>()((db, { from, to, today, key, id, limit, unitId, personId, verdict }) =>
    db
      .select()
      .from(task)
      .where(
        and(
          within(from, to),
          id && sql`(${by}, ${task.id}) > (${key}, ${id})`,
          unitId && eq(task.unitId, unitId),
          personId && eq(task.personId, personId),
          verdict && sql`${verdictBy(task.dueOn, today)} = ${verdict}`,
        ),
      )
      .orderBy(asc(by), asc(task.id))
      .limit(limit),
  )
const dueIn = periodOf<string>(task.dueOn, dueWithin)
const givenIn = periodOf<number>(
  task.createdAt,
  (from, to) => sql`${task.createdAt} >= ${from} and ${task.createdAt} < ${to}`,
)

async function listPeriod(ctx: Context, asked: z.output<typeof boardQuery>): Promise<Tasks> {
  const today = dayAt(ctx.clock())
  const { from = `${today.slice(0, 7)}-01`, to = today, unitId, personId, verdict, cursor } = asked
  const due = asked.list === 'due'
  const more = { unitId, personId, verdict, today, limit: asked.limit + 1 }
  const page = (): ReturnType<typeof dueIn> => {
    if (due) {
      const [key, id] = readCursor(cursor, z.tuple([z.string(), z.string()])) ?? []
      return dueIn(ctx.tenant, { ...more, from, to, key, id })
    }
    const [key, id] = readCursor(cursor, z.tuple([z.number(), z.string()])) ?? []
    return givenIn(ctx.tenant, { ...more, from: startOf(from), to: startOf(addDays(to, 1)), key, id })
  }
  const { rows, news } = await readWithNews(ctx, page())
  return paged(
    rows,
    asked.limit,
    (row) => [(due ? row.dueOn : row.createdAt) ?? '', row.id],
    (row) => ({ ...showTask(row, today, news), ...told({ result: row.resultText }) }),
  )
}
