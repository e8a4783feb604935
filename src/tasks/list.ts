import { and, asc, desc, eq, sql } from 'drizzle-orm'
import type { Column, Placeholder, SQL } from 'drizzle-orm'
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
import { asItStands } from './decided.ts'
import type { Task } from './move.ts'
import { reachOf, unitOf } from './reach.ts'
import type { boardQuery, taskList, taskQuery } from './schema.ts'
import { showTask } from './show.ts'
import { OPEN, task } from './tables.ts'
import { asDecided, dueNow, dueWithin, verdictBy } from './verdicts.ts'

/** The states are written out, as the indexes have them. */
const ENDED = sql`state in ('done', 'cancelled')`

/** Open tasks of the member's unit, or those they gave, as far as they are in reach; what presses or was given last first. */
export const listTasks = (ctx: Context, asked: z.output<typeof taskQuery>): Promise<Tasks> =>
  listOpen(ctx, asked, asked.list === 'unit' ? ofUnit : given)

/**
 * All tasks of the committee that are open, what presses first; those that ended, the newest first; or those due or
 * given in a period (this month unless said), in that order: what stands behind a figure, and the register. Each may be
 * asked for in another order, along another index.
 */
export const taskBoard = (ctx: Context, asked: z.output<typeof boardQuery>): Promise<Tasks> => {
  if (asked.list === 'all') return listOpen(ctx, asked, all)
  return asked.list === 'ended' ? listEnded(ctx, asked) : listPeriod(ctx, asked)
}

type Tasks = z.infer<typeof taskList>
type Page = Pick<z.output<typeof boardQuery>, 'cursor' | 'limit' | 'order'>

type Open<Of> = { me: string; today: string; key?: Of | undefined; id?: string | undefined; limit: number }
/** Queries for a page of open tasks: what presses first, and what was given last. */
const openOnes = (which: (who: Person, today: Placeholder) => SQL | undefined) => {
  const by = <Of extends string | number>(column: Column, newest: boolean) =>
    query<Open<Of>>()((db, { me, today, key, id, limit }) => {
      const way = newest ? desc : asc
      return db
        .select()
        .from(task)
        .where(and(OPEN, which({ person: { id: me } }, today), id && beyond(column, newest, key, id)))
        .orderBy(way(column), way(task.id))
        .limit(limit)
    })
  return { due: by<string>(task.pressesOn, false), newest: by<number>(task.createdAt, true) }
}

/** Where a page goes on in the order of a column and the id. */
const beyond = (column: Column | SQL, newest: unknown, key: unknown, id: Placeholder): SQL =>
  sql`(${column}, ${task.id}) ${newest ? sql`<` : sql`>`} (${key}, ${id})`

const all = openOnes(() => undefined)
const ofUnit = openOnes((who, today) => and(eq(task.unitId, unitOf(myId(who))), reachOf(who, today, 'read')))
const given = openOnes((who, today) => and(eq(task.giverId, myId(who)), reachOf(who, today, 'read')))

async function listOpen(ctx: Context, { order, cursor, limit }: Page, which: typeof all): Promise<Tasks> {
  const today = dayAt(ctx.clock())
  const asked = { me: ctx.person.id, today, limit: limit + 1 }
  const page = (): Rows => {
    if (order === 'newest') {
      const [key, id] = readCursor(cursor, LAST_AT) ?? []
      return which.newest(ctx.tenant, { ...asked, key, id })
    }
    const [key, id] = readCursor(cursor, LAST_ON) ?? []
    return which.due(ctx.tenant, { ...asked, key, id })
  }
  const { rows, news } = await readWithNews(ctx, page())
  return paged(
    rows,
    limit,
    (row) => [order === 'newest' ? row.createdAt : row.pressesOn, row.id],
    (row) => showTask(row, today, news),
  )
}

type Rows = ReturnType<typeof all.due>
/** The last row of a page in the order of an instant, and of a day. */
const LAST_AT = z.tuple([z.number(), z.string()])
const LAST_ON = z.tuple([z.string(), z.string()])

/** A page of tasks with what was decided of them outside: one trip to each database, at once. */
async function readWithNews(ctx: Context, rows: Rows): Promise<{ rows: Task[]; news: News[] }> {
  const { outs, more } = await gather(ctx, await newsParts(ctx), undefined, { rows })
  return { rows: more.rows, news: outs.flat() }
}

type Turn = { newest?: 1 | undefined }
type EndedPage = Turn & { at?: number | undefined; id?: string | undefined; limit: number }
const ended = query<EndedPage>()((db, { newest, at, id, limit }) => {
  const way = newest ? desc : asc
  return db
    .select()
    .from(task)
    .where(and(ENDED, id && beyond(task.movedAt, newest, at, id)))
    .orderBy(way(task.movedAt), way(task.id))
    .limit(limit)
})

async function listEnded(ctx: Context, { order, cursor, limit }: Page): Promise<Tasks> {
  const [at, id] = readCursor(cursor, LAST_AT) ?? []
  const newest = order === 'oldest' ? undefined : (1 as const)
  const { rows, news } = await readWithNews(ctx, ended(ctx.tenant, { newest, at, id, limit: limit + 1 }))
  const today = dayAt(ctx.clock())
  return paged(
    rows,
    limit,
    (row) => [row.movedAt, row.id],
    (row) => showTask(row, today, news),
  )
}

type Within<Of> = Turn & {
  from: Of
  to: Of
  today: string
  key?: Of | undefined
  id?: string | undefined
  limit: number
} & Partial<Record<'unitId' | 'personId' | 'verdict' | 'news', string | undefined>>
const periodOf = <Of extends string | number>(
  by: (news: Placeholder | undefined) => SQL,
  within: (from: Placeholder, to: Placeholder, news: Placeholder | undefined) => SQL,
) =>
  query<Within<Of>>()((db, { from, to, today, newest, key, id, limit, unitId, personId, verdict, news }) => {
    const way = newest ? desc : asc
    return db
      .select()
      .from(task)
      .where(
        and(
          within(from, to, news),
          id && beyond(by(news), newest, key, id),
          unitId && eq(task.unitId, unitId),
          personId && eq(task.personId, personId),
          verdict && sql`${verdictBy('due', today, news)} = ${verdict}`,
        ),
      )
      .orderBy(way(by(news)), way(task.id))
      .limit(limit)
  })
const dueIn = periodOf<string>(dueNow, dueWithin)
const givenIn = periodOf<number>(
  () => sql`${task.createdAt}`,
  (from, to) => sql`${task.createdAt} >= ${from} and ${task.createdAt} < ${to}`,
)

async function listPeriod(ctx: Context, asked: z.output<typeof boardQuery>): Promise<Tasks> {
  const today = dayAt(ctx.clock())
  const { from = `${today.slice(0, 7)}-01`, to = today, unitId, personId, verdict, cursor } = asked
  const due = asked.list === 'due'
  const newest = asked.order === 'newest' ? (1 as const) : undefined
  const more = { newest, unitId, personId, verdict, today, limit: asked.limit + 1 }
  const page = (news: string | undefined): Rows => {
    if (due) {
      const [key, id] = readCursor(cursor, LAST_ON) ?? []
      return dueIn(ctx.tenant, { ...more, from, to, key, id, news })
    }
    const [key, id] = readCursor(cursor, LAST_AT) ?? []
    return givenIn(ctx.tenant, { ...more, from: startOf(from), to: startOf(addDays(to, 1)), key, id, news })
  }
  const { rows, news } = await asItStands(ctx, (decided) => ({ rows: page(decided) }))
  return paged(
    rows,
    asked.limit,
    (row) => [(due ? asDecided(row, news).dueOn : row.createdAt) ?? '', row.id],
    (row) => ({ ...showTask(row, today, news), ...told({ result: row.resultText }) }),
  )
}
