import { sql } from 'drizzle-orm'
import type { SQL } from 'drizzle-orm'
import { expectTrue } from '../../core/batch.ts'
import type { Statement } from '../../core/batch.ts'
import type { Context } from '../../core/context.ts'
import { dayAt, dayIn } from '../../core/dates.ts'
import { notationKey } from '../../core/text.ts'
import type { Remarks } from '../../files/remarks.ts'
import { MAIN_BOOK, periodOn } from '../books/books.ts'
import { findableIncoming } from '../found.ts'
import { arrivalSeries, incoming, incomingFile } from '../tables.ts'

/** What a document says of itself, as its sender issued it; `id` of the sending, none when it came by hand. */
export type Sent = {
  id: string | null
  senderId: string
  senderHandle: string
  senderName: string
  notation: string
  number: number | null
  typeName: string
  issuedOn: string
  subject: string
  urgency: number
  dueOn: string | null
  deliverBy: string | null
  signer: string
  paperFollows: boolean
  /** Of a copy: what it says of the paper it is of. */
  copy?: string | null
  /** Of a joint paper: who issued it together with its sender. */
  joint?: string | null
}

/** What the clerk adds when entering it, and our own document that it answers. */
export type Entry = {
  unit?: { id: string; name: string } | undefined
  note?: string | undefined
  by: string
  answersId?: string | undefined
  /** How it came: over the exchange unless given. */
  channel?: 'paper' | 'email'
  /** In the book, and with the clerk until the original has come. */
  hold?: boolean
  /** The task it is given out with at once. */
  leadTaskId?: string
  /** The số đến that was shown, if one was: it gets this one or is not entered. */
  promised?: number | undefined
}

export type Sheet = {
  position: number
  sha256: string
  name: string
  type: string
  size: number
  blocks: string | null
  remarks: Remarks | null
}

/**
 * The statements that enter a document in the book of arrivals: the next số đến of the book and period, the
 * row that has it, its files, and the words it is found by.
 */
export function enterInBook(ctx: Context, id: string, sent: Sent, files: Sheet[], entry: Entry): Statement[] {
  const at = ctx.clock()
  const key = { book: MAIN_BOOK, period: periodOn(dayAt(at)) }
  const count = ctx.tenant
    .insert(arrivalSeries)
    .values({ ...key, last: 1 })
    .onConflictDoUpdate({
      target: [arrivalSeries.book, arrivalSeries.period],
      set: { last: sql`${arrivalSeries.last} + 1` },
    })
  const words = `${sent.subject} ${sent.senderName} ${sent.typeName} ${sent.notation} ${sent.number ?? ''}`
  const sheets = files.map(({ position, sha256, name, type, size, blocks, remarks }) => ({
    incomingId: id,
    position,
    sha256,
    name,
    type,
    size,
    blocks,
    remarks,
  }))
  return [
    count,
    ...(entry.promised === undefined
      ? []
      : [
          expectTrue(
            ctx.tenant,
            sql`exists (select 1 from arrival_series where book = ${key.book} and period = ${key.period}
              and last = ${entry.promised})`,
          ),
        ]),
    ctx.tenant.insert(incoming).values(rowOf(at, id, sent, entry, key)),
    findableIncoming(ctx.tenant, id, words, notationKey(sent.notation)),
    ...(sheets.length === 0 ? [] : [ctx.tenant.insert(incomingFile).values(sheets)]),
  ]
}

/**
 * When a paper is entered: now, or when the last of its period was, where that was done by a process whose clock is
 * ahead, so that days never go back as numbers go on.
 */
const enteredAt = ({ book, period }: { book: string; period: SQL<string> }, at: number): SQL<number> =>
  sql<number>`max(cast(${at} as integer), coalesce((select before.arrivedAt from incoming before
    where before.book = ${book} and before.period = ${period} order by before.arrivalNo desc limit 1), 0))`

/** @param at the instant of entering: day, period and number are those of one moment, also at midnight */
function rowOf(at: number, id: string, sent: Sent, entry: Entry, key: { book: string; period: SQL<string> }) {
  const { id: deliveryId, senderId, senderHandle, senderName, notation, typeName, issuedOn } = sent
  const { subject, urgency, dueOn, deliverBy, signer, paperFollows } = sent
  const arrivedAt = enteredAt(key, at)
  const arrivedOn = dayIn(arrivedAt)
  return {
    ...key,
    id,
    deliveryId,
    senderId,
    senderHandle,
    senderName,
    notation,
    typeName,
    issuedOn,
    subject,
    urgency,
    dueOn,
    deliverBy,
    signer,
    paperFollows,
    arrivalNo: sql<number>`(select last from arrival_series where book = ${key.book} and period = ${key.period})`,
    arrivedOn,
    arrivedAt,
    answersId: entry.answersId ?? null,
    unitId: entry.unit?.id ?? null,
    receiver: entry.unit?.name ?? '',
    transferredOn: entry.unit === undefined ? null : arrivedOn,
    note: entry.note ?? null,
    acceptedBy: entry.by,
    channel: entry.channel ?? ('exchange' as const),
    state: stateOf(entry),
    leadTaskId: entry.leadTaskId ?? null,
    copy: sent.copy ?? null,
    joint: sent.joint ?? null,
    movedAt: at,
  }
}

const stateOf = ({ hold, leadTaskId }: Entry) =>
  leadTaskId !== undefined
    ? ('assigned' as const)
    : hold === true
      ? ('received' as const)
      : ('routing' as const)
