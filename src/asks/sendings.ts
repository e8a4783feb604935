import { and, asc, desc, eq, sql } from 'drizzle-orm'
import type { Placeholder, SQL } from 'drizzle-orm'
import { z } from 'zod'
import { rolesOf } from '../core/access.ts'
import { look } from '../core/batch.ts'
import type { Context } from '../core/context.ts'
import { dayAt, iso } from '../core/dates.ts'
import { NotFound } from '../core/errors.ts'
import { given } from '../core/given.ts'
import { paged, readCursor } from '../core/paging.ts'
import { listed, query } from '../core/query.ts'
import { holdsOneOf } from '../core/within.ts'
import { ask, turn } from './exchange-tables.ts'
import { asks } from './permissions.ts'
import type { sendingAnswer, sendingList, sendingQuery } from './schema.ts'
import { heldUp, stuckAsk } from './stuck.ts'
import { TAKEN } from './states.ts'
import { sending } from './tables.ts'
import { add, NONE, tellCounts, totalsOf, treeOf } from './tree.ts'
import type { Branch, Counts } from './tree.ts'

type Sending = typeof sending.$inferSelect

/**
 * The condition that a sending is there for the acting member. What was asked about a draft tells its subject and what
 * others say of it: whoever asks and judges reads that here, everybody else in the round, as far as the draft is theirs.
 */
const readsSending = (person: string | Placeholder): SQL =>
  sql`(${sending.kind} = 'task' or ${holdsOneOf({ person: { id: person } }, rolesOf(asks.ask))})`

type Page = {
  person: string
  at?: number | undefined
  id?: string | undefined
  limit: number
  documentId?: string | undefined
  planId?: string | undefined
}
const sendingsIn = query<Page>()((db, { person, at, id, limit, documentId, planId }) =>
  db
    .select()
    .from(sending)
    .where(
      and(
        readsSending(person),
        documentId && eq(sending.documentId, documentId),
        planId && eq(sending.planId, planId),
        at && sql`(${sending.at}, ${sending.id}) < (${at}, ${id})`,
      ),
    )
    .orderBy(desc(sending.at), desc(sending.id))
    .limit(limit),
)
const oneSending = query<{ id: string; person: string }>()((db, { id, person }) =>
  db
    .select()
    .from(sending)
    .where(and(eq(sending.id, id), readsSending(person))),
)

/** What this committee asked of others, the newest first, and how far all of it has come. */
export async function listSendings(
  ctx: Context,
  { cursor, limit, documentId, planId }: z.output<typeof sendingQuery>,
): Promise<z.infer<typeof sendingList>> {
  const after = readCursor(cursor, z.tuple([z.number(), z.string()]))
  const { rows } = await look(ctx, {
    rows: sendingsIn(ctx.tenant, {
      person: ctx.person.id,
      documentId,
      planId,
      at: after?.[0],
      id: after?.[1],
      limit: limit + 1,
    }),
  })
  const whole = {
    from: ctx.committee.id,
    sendings: JSON.stringify(rows.map(({ id }) => id)),
    today: dayAt(ctx.clock()),
  }
  const [totals, waiting] =
    rows.length === 0
      ? [[], []]
      : await ctx.exchange.batch([totalsOf(ctx.exchange, whole), waitingOf(ctx.exchange, whole)] as never)
  return paged(
    rows,
    limit,
    (row) => [row.at, row.id],
    (row) =>
      showSending(
        row,
        (totals as (Counts & { sendingId: string })[]).find((one) => one.sendingId === row.id) ?? NONE,
        (waiting as { sendingId: string; n: number }[]).find((one) => one.sendingId === row.id)?.n ?? 0,
      ),
  )
}

/** Filings nobody judged and wishes nobody answered, by sending. */
const waitingOf = query<{ from: string; sendings: string; today: string }>()((db, { from, sendings }) =>
  db.all<{ sendingId: string; n: number }>(sql`select a.sendingId, count(*) as n from ask a
      left join turn t on t.askId = a.id and t.period = ''
    where a.fromId = ${from} and a.sendingId in (select value from json_each(${sendings})) and a.state = 'open'
      and ((a.taken = '06' and a.kind = 'task' and t.filing is not null and t.verdictOn is not t.filing)
        or (a.wishOn is not null and a.wishNo > a.wishAnswered))
    group by a.sendingId`),
)

const showSending = (row: Sending, counts: Counts, waiting: number) => ({
  id: row.id,
  title: row.title,
  product: row.product,
  dueOn: row.firstDueOn,
  at: iso(row.at),
  by: row.byName,
  counts: tellCounts(counts),
  waiting,
})

/** One sending as a tree: each committee asked, how far it has come, and the counts of what it asked in turn. */
export async function getSending(ctx: Context, id: string): Promise<z.infer<typeof sendingAnswer>> {
  const today = dayAt(ctx.clock())
  const mine = { from: ctx.committee.id, sendings: JSON.stringify([id]) }
  const inExchange = ctx.exchange.batch([
    asksOf(ctx.exchange, mine),
    treeOf(ctx.exchange, { ...mine, today }),
  ] as never) as unknown as Promise<[Asked[], Branch[]]>
  const [{ rows }, [asks, branches]] = await Promise.all([
    look(ctx, { rows: oneSending(ctx.tenant, { id, person: ctx.person.id }) }),
    inExchange,
  ])
  const row = rows[0]
  if (row === undefined) throw new NotFound()
  const shown = asks.map((one) => showBranch(one, branches, today))
  const total = branches.reduce(add, NONE)
  const waiting = asks.filter(waits).length
  return {
    ...showSending(row, total, waiting),
    target: row.target,
    note: row.note,
    startOn: row.startOn,
    ...given({
      roundId: row.kind === 'opinion' ? asks[0]?.ask.originId : null,
      planId: row.planId,
      taskId: row.taskId,
      stuck: stuckAsk(row.title, heldUp(asks, branches, today)[0]),
    }),
    branches: shown,
  }
}

export type Asked = { ask: typeof ask.$inferSelect; turn: typeof turn.$inferSelect | null }

/** Query for the asks of some sendings, with what was filed. */
export const asksOf = query<{ from: string; sendings: string }>()((db, { from, sendings }) =>
  db
    .select({ ask, turn })
    .from(ask)
    .leftJoin(turn, and(eq(turn.askId, ask.id), eq(turn.period, '')))
    .where(and(eq(ask.fromId, from), sql`${ask.sendingId} in ${listed(sendings)}`))
    .orderBy(asc(ask.toName)),
)

const unjudged = ({ turn: filed }: Asked): boolean =>
  filed?.filing != null && filed.verdictOn !== filed.filing
const waits = (one: Asked): boolean =>
  one.ask.state === 'open' &&
  ((one.ask.taken === '06' && one.ask.kind === 'task' && unjudged(one)) ||
    (one.ask.wishOn !== null && one.ask.wishNo > one.ask.wishAnswered))

/** Open, not done, and past its day. */
export const isLate = ({ taken, state, dueOn }: Asked['ask'], today: string): boolean =>
  taken !== '06' && state === 'open' && dueOn < today

function showBranch(one: Asked, branches: readonly Branch[], today: string) {
  const { ask: row, turn: filed } = one
  const counted = branches.find(({ branch }) => branch === row.id)
  const itself = {
    total: 1,
    done: row.taken === '06' || row.state === 'closed' ? 1 : 0,
    recognised: row.state === 'closed' ? 1 : 0,
    late: isLate(row, today) ? 1 : 0,
  }
  return {
    id: row.id,
    handle: row.toHandle,
    name: row.toName,
    state: row.state,
    taken: row.taken,
    takenName: TAKEN[row.taken],
    firstDueOn: row.firstDueOn,
    dueOn: row.dueOn,
    late: isLate(row, today),
    ...given({ by: row.byName, filing: filed === null ? null : showFiling(filed) }),
    ...(row.wishOn === null || row.wishNo <= row.wishAnswered
      ? {}
      : { wish: { dueOn: row.wishOn, reason: row.wishReason ?? '' } }),
    behind: row.taken !== '01' && row.seen < row.fromSeq,
    below: tellCounts(counted === undefined ? NONE : without(counted, itself)),
  }
}

const without = (a: Counts, b: Counts): Counts => ({
  total: a.total - b.total,
  done: a.done - b.done,
  recognised: a.recognised - b.recognised,
  late: a.late - b.late,
})

/** What was filed and what was said of it; a verdict on an earlier filing says nothing of this one. */
export function showFiling(filed: typeof turn.$inferSelect) {
  const { filing, filedAt, text, paper, verdict, verdictOn, reason } = filed
  if (filing === null || filedAt === null) return null
  return {
    id: filing,
    at: iso(filedAt),
    text: text ?? '',
    ...given({ paper }),
    ...(verdictOn === filing ? given({ verdict, reason }) : {}),
  }
}
