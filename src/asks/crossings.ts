import { sql } from 'drizzle-orm'
import type { Statement } from '../core/batch.ts'
import type { CrossingKind } from '../core/crossing.ts'
import { query } from '../core/query.ts'
import { progress } from '../exchange/progress.ts'
import type { Progress } from '../exchange/progress.ts'
import { receive } from '../exchange/receive.ts'
import type { Receipt } from '../exchange/receive.ts'
import type { Database } from '../platform/database.ts'
import { ask, askEvent, askFile, askText, turn } from './exchange-tables.ts'
import { tellOrigin, tellRecipients } from './notices.ts'
import type { AskKind } from './states.ts'
import type { asked, taken } from './tables.ts'

/** Who is asked: one of any number. */
export type Addressee = {
  id: string
  rootId: string
  toId: string
  toHandle: string
  toName: string
  consignmentId: string | null
}

/** One act of asking. */
export type Asking = {
  text: Omit<typeof askText.$inferSelect, 'sealed'>
  from: { id: string; handle: string; name: string }
  parentId: string | null
  originId: string | null
  dueOn: string
  asks: Addressee[]
  /** Left out of what was announced before there was more than one kind, or anything to go with it. */
  kind?: AskKind
  files?: Omit<typeof askFile.$inferSelect, 'sendingId'>[]
}

/** The origin's side of some asks, whole; `what` and `byName` are for the history. */
export type FromSide = {
  asks: Omit<typeof asked.$inferSelect, 'sendingId' | 'toId' | 'toName'>[]
  what: string
  byName: string
}

/** The recipient's side of one ask, whole; with it the news of a paper that came along. */
export type ToSide = Omit<typeof taken.$inferSelect, 'taskId' | 'fromName'> & {
  what: string
  news: Progress | null
}

const each = (field: string) => sql.raw(`json_extract(value, '$.${field}')`)

/** Asks any number of committees, each list in one statement. */
export const asking: CrossingKind<Asking> = {
  kind: 'ask',
  exchange: (db, { text, from, parentId, originId, dueOn, asks, kind = 'task', files = [] }, at, id) => {
    const all = JSON.stringify(asks)
    const { sendingId } = text
    const sent = { ...from, sendingId, parentId, originId, dueOn, at, all, kind }
    return [
      say(db, text),
      ...(files.length === 0 ? [] : [enclose(db, { sendingId, files: JSON.stringify(files) })]),
      lay(db, sent),
      note(db, { all, side: 'from', crossingId: id, what: 'ask', at, byName: text.byName }),
      ...tellRecipients(db, 'ask', all, at),
    ]
  },
}

/** Several acts of asking in one decision: the lines of a plan that other committees answer for. */
export const askings: CrossingKind<{ all: Asking[] }> = {
  kind: 'asks',
  exchange: (db, { all }, at, id) => all.flatMap((one) => asking.exchange?.(db, one, at, id) ?? []),
}

const say = query<Asking['text']>()((db, row) => db.insert(askText).values(row).onConflictDoNothing())

const enclose = query<{ sendingId: string; files: string }>()((db, { sendingId, files }) =>
  db.run(
    sql`insert or ignore into ${askFile} (sendingId, position, sha256, name, type, size, blocks)
      select ${sendingId}, ${each('position')}, ${each('sha256')}, ${each('name')}, ${each('type')}, ${each('size')},
        ${each('blocks')} from json_each(${files})`,
  ),
)

type Sent = Asking['from'] &
  Pick<Asking, 'parentId' | 'originId' | 'dueOn'> & {
    sendingId: string
    at: number
    all: string
    kind: AskKind
  }
const lay = query<Sent>()((db, { id, handle, name, sendingId, parentId, originId, dueOn, at, all, kind }) =>
  db.run(
    sql`insert or ignore into ${ask} (id, rootId, parentId, kind, fromId, fromHandle, fromName, toId, toHandle, toName,
        sendingId, originId, consignmentId, firstDueOn, at, dueOn, state, fromSeq)
      select ${each('id')}, ${each('rootId')}, ${parentId}, ${kind}, ${id}, ${handle}, ${name}, ${each('toId')},
        ${each('toHandle')}, ${each('toName')}, ${sendingId}, ${originId}, ${each('consignmentId')}, ${dueOn}, ${at},
        ${dueOn}, 'open', 1
      from json_each(${all})`,
  ),
)

type Noted = {
  all: string
  side: 'from' | 'to'
  crossingId: string
  what: string
  at: number
  byName: string
}
/** One row a side and sequence; what a first asking lays is number 1. */
const note = query<Noted>()((db, { all, side, crossingId, what, at, byName }) =>
  db.run(
    sql`insert or ignore into ${askEvent} (askId, side, seq, crossingId, what, at, byName, facts)
      select ${each('id')}, ${side}, coalesce(${each('seq')}, 1), ${crossingId}, ${what}, ${at}, ${byName}, ${each('reason')}
      from json_each(${all})`,
  ),
)

/** Writes the origin's columns, where nothing newer of its side stands. */
function fromSide(db: Database, { asks, what, byName }: FromSide, at: number, id: string): Statement[] {
  const all = JSON.stringify(asks)
  return [
    direct(db, { all }),
    judge(db, { all }),
    note(db, { all, side: 'from', crossingId: id, what, at, byName }),
    ...tellRecipients(db, what, all, at),
  ]
}

const direct = query<{ all: string }>()((db, { all }) =>
  db.run(
    sql`update ${ask} set state = ${each('state')}, dueOn = ${each('dueOn')}, wishAnswered = ${each('wishAnswered')},
        fromSeq = ${each('seq')}
      from json_each(${all}) where ${ask}.id = ${each('id')} and ${ask}.fromSeq < ${each('seq')}`,
  ),
)

const judge = query<{ all: string }>()((db, { all }) =>
  db.run(
    sql`insert into ${turn} (askId, verdict, verdictOn, verdictAt, reason, fromSeq)
      select ${each('id')}, ${each('verdict')}, ${each('verdictOn')}, ${each('verdictAt')}, ${each('reason')}, ${each('seq')}
      from json_each(${all}) where true
      on conflict (askId, period) do update set verdict = excluded.verdict, verdictOn = excluded.verdictOn,
        verdictAt = excluded.verdictAt, reason = excluded.reason, fromSeq = excluded.fromSeq
      where excluded.fromSeq > ${turn}.fromSeq`,
  ),
)

/** The origin judges a filing, answers a wish for time. */
export const verdict: CrossingKind<FromSide> = { kind: 'verdict', exchange: fromSide }
/** The origin takes asks back, or gives them out again. */
export const revoke: CrossingKind<FromSide> = { kind: 'revoke', exchange: fromSide }

/** Writes the recipient's columns, where nothing newer of its side stands. */
function toSide(db: Database, { news, ...side }: ToSide, at: number, id: string): Statement[] {
  const { askId, seq, what, byName, wishReason } = side
  const all = JSON.stringify([{ id: askId, seq, reason: wishReason }])
  return [
    answerAsk(db, side),
    file(db, side),
    note(db, { all, side: 'to', crossingId: id, what, at, byName }),
    ...tellOrigin(db, what, askId, at),
    ...(news === null ? [] : (progress.exchange?.(db, news, at, id) ?? [])),
  ]
}

type Side = Omit<ToSide, 'news'>
const answerAsk = query<Side>()(
  (db, { askId, seq, seen, status, takenAt, wishNo, wishOn, wishReason, byName }) =>
    db.run(
      sql`update ${ask} set taken = ${status}, takenAt = ${takenAt}, seen = ${seen}, wishNo = ${wishNo},
        wishOn = ${wishOn}, wishReason = ${wishReason}, byName = ${byName}, toSeq = ${seq}
      where id = ${askId} and toSeq < ${seq}`,
    ),
)

const file = query<Side>()((db, { askId, seq, filing, filedAt, text, paper }) =>
  db.run(
    sql`insert into ${turn} (askId, filing, filedAt, text, paper, toSeq)
      values (${askId}, ${filing}, ${filedAt}, ${text}, ${paper}, ${seq})
      on conflict (askId, period) do update set filing = excluded.filing, filedAt = excluded.filedAt,
        text = excluded.text, paper = excluded.paper, toSeq = excluded.toSeq
      where excluded.toSeq > ${turn}.toSeq`,
  ),
)

/** The recipient takes an ask, or gives it back; tells how far it has come; wishes for time; files what it did. */
export const answer: CrossingKind<ToSide> = { kind: 'answer', exchange: toSide }

/** A task taken, and the paper that came along with it where that waited: the answer to the one, the receipt of the other. */
export type TakenBoth = {
  ask: ToSide
  receipt: Omit<Receipt, 'arrivalNo'> | null
  arrivalNo: number | null
}
export const take: CrossingKind<TakenBoth> = {
  kind: 'take',
  exchange: (db, { ask: side, receipt, arrivalNo }, at, id) => {
    if (receipt === null || arrivalNo === null) return toSide(db, side, at, id)
    return [...(receive.exchange?.(db, { ...receipt, arrivalNo }, at, id) ?? []), ...toSide(db, side, at, id)]
  },
}
