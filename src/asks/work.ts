import { and, asc, eq, sql } from 'drizzle-orm'
import { can } from '../core/access.ts'
import { iso } from '../core/dates.ts'
import { countPart, pulsePart, workPart } from '../core/part.ts'
import type { DeskItem } from '../core/part.ts'
import { query } from '../core/query.ts'
import { ask, askText, turn } from './exchange-tables.ts'
import { asks } from './permissions.ts'
import type { Verdict } from './states.ts'

/** As many of a kind as a list holds. */
const MOST = 50
/** What waits is counted up to here. */
const COUNTED = sql.raw('1000')

type Here = { me: string }

/** Asked of us and not taken, the nearest day first. */
const waiting = query<Here>()((db, { me }) =>
  db
    .select({ ask, title: askText.title })
    .from(ask)
    .innerJoin(askText, eq(askText.sendingId, ask.sendingId))
    .where(and(eq(ask.toId, me), sql`${ask.taken} = '01' and ${ask.state} = 'open'`))
    .orderBy(asc(ask.dueOn), asc(ask.id))
    .limit(MOST),
)

const CHANGED = sql`(${ask.taken} in ('02', '03', '04', '05', '06') and ${ask.seen} < ${ask.fromSeq})`

/** Taken, and decided upon by its origin since. */
const changed = query<Here>()((db, { me }) =>
  db
    .select({ ask, title: askText.title, verdict: turn.verdict })
    .from(ask)
    .innerJoin(askText, eq(askText.sendingId, ask.sendingId))
    .leftJoin(turn, and(eq(turn.askId, ask.id), eq(turn.period, '')))
    .where(and(eq(ask.toId, me), CHANGED))
    .limit(MOST),
)

/** An opinion that came back is no work to be judged: its round takes it up. */
const UNJUDGED = sql`${ask.state} = 'open' and ((${ask.taken} = '06' and ${ask.kind} = 'task' and exists (select 1 from turn t
    where t.askId = ${ask.id} and t.period = '' and t.filing is not null and t.verdictOn is not t.filing))
  or (${ask.taken} in ('03', '04', '05') and ${ask.wishOn} is not null and ${ask.wishNo} > ${ask.wishAnswered}))`

/** Asked by us: sendings with filings to judge and wishes to answer. */
const judged = query<Here>()((db, { me }) =>
  db
    .select({
      id: ask.sendingId,
      title: askText.title,
      n: sql<number>`count(*)`,
      name: sql<string>`min(${ask.toName})`,
      at: sql<number>`max(${ask.takenAt})`,
      dueOn: sql<string>`min(${ask.dueOn})`,
    })
    .from(ask)
    .innerJoin(askText, eq(askText.sendingId, ask.sendingId))
    .where(and(eq(ask.fromId, me), UNJUDGED))
    .groupBy(ask.sendingId)
    .limit(MOST),
)

/** What asks want of a member: to take what arrived, to note what changed, to judge what was filed. */
export const work = workPart({
  exchange: ({ exchange, committee: { id: me } }) => ({
    waiting: waiting(exchange, { me }),
    changed: changed(exchange, { me }),
    judged: judged(exchange, { me }),
  }),
  show: (my, rows) => [
    ...(can(my.roles, asks.take)
      ? [...rows.waiting.map((one) => item(one, 'take')), ...rows.changed.map((one) => item(one, 'see'))]
      : []),
    ...(can(my.roles, asks.ask)
      ? rows.judged.map(({ id, title, n, name, at, dueOn }): DeskItem => ({
          kind: 'asked',
          id,
          title,
          sub: n === 1 ? name : `${name} và ${n - 1} nơi khác`,
          at: iso(at),
          urgency: 0,
          ask: 'judge',
          dueOn,
        }))
      : []),
  ],
})

const item = (
  { ask: row, title, verdict }: { ask: typeof ask.$inferSelect; title: string; verdict?: Verdict | null },
  what: 'take' | 'see',
): DeskItem => ({
  kind: 'ask',
  id: row.id,
  title,
  sub: verdict === 'lapsed' ? `${row.fromName} · Dự thảo đã sửa, nhất trí không còn hiệu lực` : row.fromName,
  at: iso(row.at),
  urgency: 0,
  ask: what,
  dueOn: row.dueOn,
})

const counted = query<Here>()((db, { me }) =>
  db.all<{ takes: number; judges: number; marks: number }>(sql`select
    (select count(*) from (select 1 from ask where toId = ${me} and taken = '01' and state = 'open' limit ${COUNTED}))
      + (select count(*) from (select 1 from ask where toId = ${me} and ${CHANGED} limit ${COUNTED})) as takes,
    (select count(distinct sendingId) from (select sendingId from ask where fromId = ${me} and ${UNJUDGED} limit ${COUNTED})) as judges,
    (select total(fromSeq) from (select fromSeq from ask where toId = ${me} and taken = '01' and state = 'open' limit ${COUNTED}))
      + (select total(fromSeq) from (select fromSeq from ask where toId = ${me} and ${CHANGED} limit ${COUNTED})) as marks`),
)

/** How many of them there are. */
export const counts = countPart({
  exchange: ({ exchange, committee: { id: me } }) => ({ asks: counted(exchange, { me }) }),
  show: (my, { asks: [found] }) => ({
    asks:
      (can(my.roles, asks.take) ? (found?.takes ?? 0) : 0) +
      (can(my.roles, asks.ask) ? (found?.judges ?? 0) : 0),
  }),
})

/** What changes when one of them comes, goes or is decided upon. */
export const pulse = pulsePart({
  exchange: ({ exchange, committee: { id: me } }) => ({ asks: counted(exchange, { me }) }),
  show: (_, { asks: found }) => found,
})
