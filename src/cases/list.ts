import { and, asc, desc, eq, ne, sql } from 'drizzle-orm'
import type { Placeholder, SQL } from 'drizzle-orm'
import { z } from 'zod'
import { look } from '../core/batch.ts'
import type { Context } from '../core/context.ts'
import { iso } from '../core/dates.ts'
import { paged, readCursor } from '../core/paging.ts'
import { myId } from '../core/within.ts'
import type { Database } from '../platform/database.ts'
import { NEVER } from './derive.ts'
import { reached } from './reach.ts'
import type { CaseList, ListQuery, WorkList } from './schema.ts'
import { caseWork, processCase } from './tables.ts'
import { spanBehind } from './figures.ts'

/** Columns of a case as every list shows it; who has it now comes from what waits. */
const columns = {
  id: processCase.id,
  code: processCase.code,
  title: processCase.title,
  status: processCase.status,
  standing: processCase.standing,
  due: processCase.due,
  startedAt: processCase.startedAt,
  endedAt: processCase.endedAt,
  now: sql<string>`(select json_group_array(json_object('no', w.no, 'name', w.step,
      'holder', case w.kind when 'step' then (select name from member where id = w.memberId) end))
    from ${caseWork} w where w.caseId = ${processCase.id})`,
}
const selectCases = (ctx: Context) => ctx.tenant.select(columns).from(processCase)
type Row = Awaited<ReturnType<typeof selectCases>>[number]

const boardCursor = z.tuple([z.number(), z.number(), z.string()])

/**
 * The board: cases that run, those nobody holds first, then by the time they have left; or those that ended, the last
 * first; or those behind a figure.
 */
export async function listCases(ctx: Context, query: ListQuery): Promise<CaseList> {
  const running = query.state === 'running'
  const after = readCursor(query.cursor, boardCursor)
  const key = running
    ? sql`(${processCase.standing}, ${processCase.due}, ${processCase.id})`
    : sql`(${processCase.startedAt}, 0, ${processCase.id})`
  const { rows } = await look(ctx, {
    rows: selectCases(ctx)
      .where(
        and(
          query.procedure === undefined ? undefined : eq(processCase.procedureId, query.procedure),
          running
            ? eq(processCase.status, 'running')
            : query.state === 'ended'
              ? ne(processCase.status, 'running')
              : undefined,
          behind(ctx, query),
          after && beyond(key, running, after),
          reached(ctx),
        ),
      )
      .orderBy(
        ...(running
          ? [asc(processCase.standing), asc(processCase.due), asc(processCase.id)]
          : [desc(processCase.startedAt), desc(processCase.id)]),
      )
      .limit(query.limit + 1),
  })
  const now = ctx.clock()
  return paged(
    rows,
    query.limit,
    (row) => (running ? [row.standing, row.due, row.id] : [row.startedAt, 0, row.id]),
    (row) => showCase(row, now),
  )
}

const beyond = (key: SQL, running: boolean, [a, b, c]: [number, number, string]): SQL =>
  running ? sql`${key} > (${a}, ${b}, ${c})` : sql`${key} < (${a}, ${b}, ${c})`

const behind = (ctx: Context, query: ListQuery): SQL | undefined =>
  query.month === undefined ? undefined : spanBehind({ ...query, month: query.month }, ctx.clock())

/** A case of a list. */
export function showCase(row: Row, now: number): CaseList['items'][number] {
  const waiting = JSON.parse(row.now) as { no: number; name: string; holder: string | null }[]
  const steps = Map.groupBy(waiting, ({ no }) => no)
  const running = row.status === 'running'
  return {
    id: row.id,
    code: row.code,
    title: row.title,
    status: row.status,
    stuck: running && row.standing === 0,
    late: running && row.due < now,
    ...(row.due === NEVER ? {} : { due: iso(row.due) }),
    startedAt: iso(row.startedAt),
    ...(row.endedAt === null ? {} : { endedAt: iso(row.endedAt) }),
    now: [...steps.values()].map((each) => ({
      no: each[0]?.no ?? 0,
      name: each[0]?.name ?? '',
      holders: each.flatMap(({ holder }) => holder ?? []),
    })),
  }
}

/** Query for what waits for a person, by the time it has left. */
export const workOf = (db: Database, id: string | Placeholder, limit: number | Placeholder, also?: SQL) =>
  db
    .select()
    .from(caseWork)
    .where(and(eq(caseWork.memberId, myId({ person: { id } })), also))
    .orderBy(asc(caseWork.due), asc(caseWork.caseId), asc(caseWork.no))
    .limit(limit)

const workCursor = z.tuple([z.number(), z.string(), z.number()])

/** What waits for the acting member in all cases, what runs out first at the top. */
export async function listWork(
  ctx: Context,
  query: { cursor?: string | undefined; limit: number },
): Promise<WorkList> {
  const after = readCursor(query.cursor, workCursor)
  const also =
    after &&
    sql`(${caseWork.due}, ${caseWork.caseId}, ${caseWork.no}) > (${after[0]}, ${after[1]}, ${after[2]})`
  const { rows } = await look(ctx, { rows: workOf(ctx.tenant, ctx.person.id, query.limit + 1, also) })
  return paged(
    rows,
    query.limit,
    (row) => [row.due, row.caseId, row.no],
    ({ caseId, no, kind, code, title, step, due, since }) => ({
      caseId,
      no,
      kind,
      code,
      title,
      step,
      since: iso(since),
      ...(due === NEVER ? {} : { due: iso(due) }),
      late: due < ctx.clock(),
    }),
  )
}
