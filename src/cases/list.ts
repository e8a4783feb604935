import { and, asc, count, desc, eq, sql } from 'drizzle-orm'
import type { Placeholder, SQL } from 'drizzle-orm'
import { z } from 'zod'
import { look } from '../core/batch.ts'
import type { Context } from '../core/context.ts'
import { iso } from '../core/dates.ts'
import { paged, readCursor } from '../core/paging.ts'
import { query } from '../core/query.ts'
import type { Given } from '../core/query.ts'
import { myId } from '../core/within.ts'
import type { Database } from '../platform/database.ts'
import { NEVER } from './derive.ts'
import { behindOf, spanBehind } from './behind.ts'
import { boardAfter, boardOrder, boardPlace, onBoard } from './board.ts'
import type { After } from './board.ts'
import type { Behind } from './behind.ts'
import { cases } from './permissions.ts'
import { reached, reaching } from './reach.ts'
import type { Reaching } from './reach.ts'
import type { CaseList, ListQuery, StandingAnswer, WorkList } from './schema.ts'
import { caseWork, processCase } from './tables.ts'

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

type Board = Reaching &
  Partial<Behind> &
  Partial<After> & {
    procedure?: string | undefined
    limit: number
    /** Only those that nobody holds, or whose time was over by an instant. */
    stuck?: 0 | undefined
    lateBy?: number | undefined
  }

const within = ({ procedure, person, day, stuck, lateBy, ...behind }: Given<Board>): SQL | undefined =>
  and(
    procedure && eq(processCase.procedureId, procedure),
    stuck && eq(processCase.standing, stuck),
    lateBy && sql`${processCase.standing} in (0, 1) and ${processCase.due} < ${lateBy}`,
    behind.from && spanBehind(behind as Given<Behind>),
    reached({ person: { id: person } }, day, cases.read),
  )

/** Cases that run, those nobody holds first, then by the time they have left. */
const running = query<Board>()((db, given) =>
  db
    .select(columns)
    .from(processCase)
    .where(and(eq(processCase.status, 'running'), within(given), onBoard(given)))
    .orderBy(...boardOrder)
    .limit(given.limit),
)

/** Counted up to here: beyond it a number says nothing more. */
const MOST = 1000
const counted = query<Board>()((db, given) => {
  const some = db
    .select({ one: sql`1`.as('one') })
    .from(processCase)
    .where(and(eq(processCase.status, 'running'), within(given)))
    .limit(given.limit)
  return db.select({ n: count() }).from(some.as('some'))
})

/** How many cases of a process run within reach, how many of them late, how many stuck. */
export async function readStanding(ctx: Context, procedure: string): Promise<StandingAnswer> {
  const of = { ...reaching(ctx), procedure, limit: MOST }
  const found = await look(ctx, {
    running: counted(ctx.tenant, of),
    late: counted(ctx.tenant, { ...of, lateBy: ctx.clock() }),
    stuck: counted(ctx.tenant, { ...of, stuck: 0 }),
  })
  const n = ([row]: { n: number }[]): number => row?.n ?? 0
  return { running: n(found.running), late: n(found.late), stuck: n(found.stuck) }
}

/** Cases by a time of theirs, the last first. */
const lastFirst = (at: typeof processCase.startedAt | typeof processCase.endedAt, condition?: SQL) =>
  query<Board>()((db, given) =>
    db
      .select(columns)
      .from(processCase)
      .where(
        and(
          condition,
          within(given),
          // A run that is counted in a month began before its end.
          given.to && sql`${processCase.startedAt} < ${given.to}`,
          given.a && sql`(${at}, ${processCase.id}) < (${given.a}, ${given.c})`,
        ),
      )
      .orderBy(desc(at), desc(processCase.id))
      .limit(given.limit),
  )
const LISTS = {
  running,
  ended: lastFirst(processCase.endedAt, sql`${processCase.endedAt} is not null`),
  all: lastFirst(processCase.startedAt),
}
type Row = Awaited<ReturnType<typeof running>>[number]
const CURSORS = {
  running: boardPlace,
  ended: ({ endedAt, id }: Row): [number, number, string] => [endedAt ?? 0, 0, id],
  all: ({ startedAt, id }: Row): [number, number, string] => [startedAt, 0, id],
}

/**
 * The board: cases that run, those nobody holds first, then by the time they have left; or those that ended, the last
 * first; or those behind a figure.
 */
export async function listCases(ctx: Context, asked: ListQuery): Promise<CaseList> {
  const { rows } = await look(ctx, {
    rows: LISTS[asked.state](ctx.tenant, {
      ...reaching(ctx),
      ...behindOf(asked, ctx.clock()),
      procedure: asked.procedure,
      ...(asked.only === 'stuck' ? { stuck: 0 } : {}),
      ...(asked.only === 'late' ? { lateBy: ctx.clock() } : {}),
      limit: asked.limit + 1,
      ...boardAfter(asked.cursor),
    }),
  })
  const now = ctx.clock()
  return paged(rows, asked.limit, CURSORS[asked.state], (row) => showCase(row, now))
}

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
type Work = { person: string; limit: number; due?: number; caseId?: string; no?: number }

const waiting = query<Work>()((db, { person, limit, due, caseId, no }) =>
  workOf(
    db,
    person,
    limit,
    due && sql`(${caseWork.due}, ${caseWork.caseId}, ${caseWork.no}) > (${due}, ${caseId}, ${no})`,
  ),
)

/** What waits for the acting member in all cases, what runs out first at the top. */
export async function listWork(
  ctx: Context,
  asked: { cursor?: string | undefined; limit: number },
): Promise<WorkList> {
  const after = readCursor(asked.cursor, workCursor)
  const { rows } = await look(ctx, {
    rows: waiting(ctx.tenant, {
      person: ctx.person.id,
      limit: asked.limit + 1,
      ...(after && { due: after[0], caseId: after[1], no: after[2] }),
    }),
  })
  return paged(
    rows,
    asked.limit,
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
