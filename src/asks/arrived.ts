import { and, asc, eq, getTableColumns, sql } from 'drizzle-orm'
import type { SQL } from 'drizzle-orm'
import { z } from 'zod'
import { can } from '../core/access.ts'
import { look } from '../core/batch.ts'
import type { Context } from '../core/context.ts'
import { dayAt, iso } from '../core/dates.ts'
import { NotFound } from '../core/errors.ts'
import { given } from '../core/given.ts'
import { paged, readCursor } from '../core/paging.ts'
import { query } from '../core/query.ts'
import type { Database } from '../platform/database.ts'
import { consignment, delivery } from '../exchange/exchange-tables.ts'
import { reachOf } from '../tasks/reach.ts'
import { task } from '../tasks/tables.ts'
import { chainOf } from './ancestors.ts'
import type { Above } from './ancestors.ts'
import { ask, askText, turn } from './exchange-tables.ts'
import { filesWith, partOf } from './files.ts'
import type { AskedFile } from './files.ts'
import type { arrivedAnswer, arrivedList, arrivedQuery } from './schema.ts'
import { asks } from './permissions.ts'
import { showFiling } from './sendings.ts'
import { ASK_STATES, TAKEN, VERDICTS } from './states.ts'
import type { Taken } from './states.ts'
import { sending, taken } from './tables.ts'

/** What was asked of us, with what it says, what was filed, and whether a paper that came with it waits. */
export type Arrived = {
  ask: typeof ask.$inferSelect
  text: typeof askText.$inferSelect
  turn: typeof turn.$inferSelect | null
  notation: string | null
  waiting: boolean
}

const oneAsked = query<{ id: string; me: string }>()((db, { id, me }) =>
  db
    .select({
      ask,
      text: askText,
      turn,
      notation: consignment.notation,
      waiting: sql`coalesce(${delivery.status} = '01', 0)`.mapWith(Boolean),
    })
    .from(ask)
    .innerJoin(askText, eq(askText.sendingId, ask.sendingId))
    .leftJoin(turn, and(eq(turn.askId, ask.id), eq(turn.period, '')))
    .leftJoin(
      delivery,
      and(eq(delivery.consignmentId, ask.consignmentId), eq(delivery.recipientId, ask.toId)),
    )
    .leftJoin(consignment, eq(consignment.id, delivery.consignmentId))
    .where(and(eq(ask.id, id), eq(ask.toId, me))),
)

/** Query for one ask of us as the exchange has it; nothing where it is another's. */
export const askedOfUs = (ctx: Context, id: string) => oneAsked(ctx.exchange, { id, me: ctx.committee.id })

/** What was asked of us in a state of ours, the nearest day first; what is not taken waits. */
export async function listArrived(
  ctx: Context,
  { cursor, limit, taken: status }: z.output<typeof arrivedQuery>,
): Promise<z.infer<typeof arrivedList>> {
  const after = readCursor(cursor, z.tuple([z.string(), z.string()]))
  const [, rows] = await Promise.all([
    look(ctx, {}),
    arrivedIn(ctx.exchange, {
      me: ctx.committee.id,
      status,
      limit: limit + 1,
      ...(after === undefined ? {} : { dueOn: after[0], id: after[1] }),
    }),
  ])
  return paged(rows, limit, (row) => [row.ask.dueOn, row.ask.id], showArrived)
}

type Wanted = {
  me: string
  status: Taken
  limit: number
  dueOn?: string | undefined
  id?: string | undefined
}
const arrivedIn = query<Wanted>()((db, { me, status, limit, dueOn, id }) =>
  db
    .select({ ask, text: askText })
    .from(ask)
    .innerJoin(askText, eq(askText.sendingId, ask.sendingId))
    .where(
      and(
        eq(ask.toId, me),
        eq(ask.taken, status),
        eq(ask.state, 'open'),
        dueOn && sql`(${ask.dueOn}, ${ask.id}) > (${dueOn}, ${id})`,
      ),
    )
    .orderBy(asc(ask.dueOn), asc(ask.id))
    .limit(limit),
)

const showArrived = ({ ask: row, text }: Pick<Arrived, 'ask' | 'text'>) => ({
  id: row.id,
  from: { handle: row.fromHandle, name: row.fromName },
  title: text.title,
  product: text.product,
  dueOn: row.dueOn,
  at: iso(row.at),
  state: row.state,
  stateName: ASK_STATES[row.state],
  taken: row.taken,
  takenName: TAKEN[row.taken],
  changed: row.taken !== '01' && row.seen < row.fromSeq,
})

type Mine = Record<'sendings', { id: string; title: string; asked: number }[]> & {
  ours: (typeof taken.$inferSelect)[]
}

/**
 * One ask of us: what is wanted, what we answered, what its origin decided, what we asked below it.
 * @throws NotFound for one that was not asked of us, or, until it is given to them, for whoever does not give it out
 */
export async function getArrived(ctx: Context, id: string): Promise<z.infer<typeof arrivedAnswer>> {
  const [{ part, ...mine }, there] = await Promise.all([
    look(ctx, {
      ours: takenHere(ctx.tenant, { id }),
      sendings: underAsk(ctx.tenant, { id }),
      part: partOf(ctx, id),
    }),
    inExchange(ctx, id),
  ])
  if (part.length === 0 && !can(mine.me.roles, asks.receive)) throw new NotFound()
  return show(mine, there)
}

/**
 * The ask that a task was made for.
 * @throws NotFound when the task is out of reach or was not asked by another committee
 */
export async function askOfTask(ctx: Context, taskId: string): Promise<z.infer<typeof arrivedAnswer>> {
  const mine = await look(ctx, {
    ours: takenFor(ctx.tenant, { taskId, person: ctx.person.id, today: dayAt(ctx.clock()) }),
    sendings: underTask(ctx.tenant, { taskId }),
  })
  const found = mine.ours[0]
  if (found === undefined) throw new NotFound()
  return show(mine, await inExchange(ctx, found.askId))
}

const takenHere = query<{ id: string }>()((db, { id }) => db.select().from(taken).where(eq(taken.askId, id)))
const takenFor = query<{ taskId: string; person: string; today: string }>()(
  (db, { taskId, person: id, today }) =>
    db
      .select(getTableColumns(taken))
      .from(task)
      .innerJoin(taken, eq(taken.taskId, task.id))
      .where(and(eq(task.id, taskId), reachOf({ person: { id } }, today, 'read'))),
)

/** What we asked below an ask of us. */
const sendingsUnder = (db: Database, which: SQL) =>
  db
    .select({ id: sending.id, title: sending.title, asked: sending.asked })
    .from(taken)
    .innerJoin(sending, eq(sending.taskId, taken.taskId))
    .where(which)
const underAsk = query<{ id: string }>()((db, { id }) => sendingsUnder(db, eq(taken.askId, id)))
const underTask = query<{ taskId: string }>()((db, { taskId }) => sendingsUnder(db, eq(taken.taskId, taskId)))

type There = [Arrived[], Above[], AskedFile[]]
const inExchange = (ctx: Context, id: string) =>
  ctx.exchange.batch([
    askedOfUs(ctx, id),
    chainOf(ctx.exchange, { askId: id }),
    filesWith(ctx.exchange, { askId: id, me: ctx.committee.id }),
  ] as never) as unknown as Promise<There>

function show({ ours, sendings }: Mine, [rows, chain, files]: There): z.infer<typeof arrivedAnswer> {
  const row = rows[0]
  if (row === undefined) throw new NotFound()
  const { ask: there, text, turn: filed, notation, waiting } = row
  const mine = ours[0]
  return {
    ...showArrived(row),
    ...(filed?.verdict === 'lapsed' ? { stateName: VERDICTS.lapsed } : {}),
    kind: there.kind,
    files: files.map(({ sha256, name, type, size }) => ({ sha256, name, type, size })),
    firstDueOn: there.firstDueOn,
    target: text.target,
    note: text.note,
    startOn: text.startOn,
    by: text.byName,
    ...given({ taskId: mine?.taskId, filing: filed === null ? null : showFiling(filed) }),
    ...(mine?.wishOn == null
      ? {}
      : {
          wish: {
            dueOn: mine.wishOn,
            reason: mine.wishReason ?? '',
            answered: there.wishAnswered >= mine.wishNo,
          },
        }),
    ...(there.consignmentId === null || notation === null
      ? {}
      : { paper: { id: there.consignmentId, notation, waiting } }),
    dead: chain.some(({ state }) => state === 'revoked'),
    sendings,
  }
}
