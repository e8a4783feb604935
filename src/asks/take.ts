import { and, eq, sql } from 'drizzle-orm'
import type { SQL } from 'drizzle-orm'
import { commit, look } from '../core/batch.ts'
import type { Me, Statement } from '../core/batch.ts'
import type { Context } from '../core/context.ts'
import { cross } from '../core/crossing.ts'
import { decided } from '../core/decided.ts'
import { Conflict, Invalid, NotFound } from '../core/errors.ts'
import { newId } from '../core/ids.ts'
import { enterInBook } from '../documents/incoming/enter.ts'
import type { Sent, Sheet } from '../documents/incoming/enter.ts'
import { incoming } from '../documents/tables.ts'
import { deliveredHere, receiptRow, refuseUnsound } from '../exchange/answer.ts'
import { senderLine } from '../exchange/sender.ts'
import { newTask } from '../tasks/assign.ts'
import { namedIn, readParts, subjectsOf } from '../tasks/subjects.ts'
import type { Parts, Subject } from '../tasks/subjects.ts'
import { askActs } from './acts.ts'
import { chainOf, refuseDead } from './ancestors.ts'
import type { Above } from './ancestors.ts'
import { askedOfUs } from './arrived.ts'
import type { Arrived } from './arrived.ts'
import { answer, take } from './crossings.ts'
import type { ToSide } from './crossings.ts'
import type { TakeInput } from './schema.ts'
import { takenOf } from './states.ts'
import { taken } from './tables.ts'

type Taken = { id: string; taskId: string; arrivalNo?: number | null }
type Whole = Parts & { lead: Subject }
type Ours = typeof taken.$inferSelect

/**
 * Takes what another committee asks and gives it to a unit or a person here, in one act; with the paper that came
 * along, where that still waits: book, receipt and task together ("Tiếp nhận và giao").
 * @throws NotFound when it was not asked of us; Conflict when it was taken or taken back; Invalid for who is not there
 */
export async function takeAsk(ctx: Context, id: string, input: TakeInput): Promise<Taken> {
  const { me, ours, found } = await look(ctx, {
    ours: ctx.tenant.select().from(taken).where(eq(taken.askId, id)),
    found: subjectsOf(ctx, namedIn(input)),
  })
  if (ours[0] !== undefined) throw alreadyTaken(ours[0])
  return cross(
    ctx,
    take,
    async (announced, { here, chain, sent, sheets, answered }) => {
      const arrived = standing(here, chain)
      const { parts, problems } = readParts(input, found)
      const { lead } = parts
      if (lead === undefined || problems.length > 0) throw new Invalid(problems)
      const whole = { ...parts, lead }
      const paper = arrived.waiting ? sent[0] : undefined
      if (paper !== undefined) await refuseUnsound(ctx, paper.senderId, sheets)
      const made = taking(ctx, me, arrived, whole, arrived.ask.fromSeq)
      const known = { id, taskId: made.taskId }
      if (paper === undefined) {
        const row = announced.row({ ask: made.side, receipt: null, arrivalNo: null })
        return commit(ctx, me, made.act, [...made.statements, row], known, second)
      }
      const book = booked(ctx, me, { paper, sheets, answersId: answered[0]?.documentId }, made.taskId, lead)
      const row = announced.row({ ask: made.side, receipt: book.receipt }, book.number)
      const statements = [...book.statements, ...made.statements, row]
      return commit<Taken & { arrivalNo: number | null }>(
        ctx,
        me,
        made.act,
        statements,
        book.number.and(known),
        second,
      )
    },
    { ...standingHere(ctx, id), ...deliveredHere(ctx, paperOf(id)) },
  )
}

const paperOf = (askId: string): SQL<string> =>
  sql<string>`(select consignmentId from ask where id = ${askId})`

const standingHere = (ctx: Context, askId: string) => ({
  here: askedOfUs(ctx, askId),
  chain: chainOf(ctx.exchange, { askId }),
})

const LOCKED =
  'Nội dung việc này đã bị khóa theo quy trình xử lý lộ, lọt bí mật nhà nước; chờ nơi giao quyết định.'

/** What was asked of us, if it still stands. */
function standing(here: Arrived[], chain: Above[]): Arrived {
  const arrived = here[0]
  if (arrived === undefined) throw new NotFound()
  refuseDead(chain)
  if (arrived.text.sealed !== null) throw new Conflict(LOCKED)
  return arrived
}

type Delivered = { paper: Sent & { id: string }; sheets: Sheet[]; answersId: string | undefined }

/** The paper that came along, in the book with its task at once. */
function booked(
  ctx: Context,
  me: Me,
  { paper, sheets, answersId }: Delivered,
  leadTaskId: string,
  lead: Subject,
) {
  const incomingId = newId()
  const unit = lead.unitId === null ? {} : { unit: { id: lead.unitId, name: lead.name } }
  const sent = { ...paper, senderName: senderLine(paper as never) }
  return {
    number: decided(incoming, eq(incoming.id, incomingId), { arrivalNo: incoming.arrivalNo }),
    receipt: {
      consignmentId: paper.id,
      recipientId: ctx.committee.id,
      status: '03' as const,
      byName: me.name,
      reason: null,
      reasonText: null,
      assigned: true,
    },
    statements: [
      ...enterInBook(ctx, incomingId, sent, sheets, { by: me.name, answersId, leadTaskId, ...unit }),
      receiptRow(ctx, paper.id, me, { outcome: 'accepted', incomingId }),
    ],
  }
}

const second = (): Promise<Error> =>
  Promise.resolve(
    new Conflict('Nhiệm vụ hoặc văn bản này vừa được đồng chí khác tiếp nhận. Đề nghị tải lại.'),
  )

/** The task of our own that it becomes, our side of the ask, and the entry of the audit. */
function taking(ctx: Context, me: Me, { ask, text }: Arrived, parts: Whole, seen: number) {
  const made = newTask(ctx, me, {
    source: 'ask',
    sourceId: ask.id,
    sourceName: ask.fromName,
    title: text.title,
    product: text.product,
    target: text.target,
    urgency: 0,
    startOn: text.startOn,
    dueOn: ask.dueOn,
    ...parts,
  })
  const person = parts.lead.kind === 'person' ? parts.lead.id : null
  const row = ourSide(ctx, me, ask.id, takenOf('assigned', person, '01'), seen)
  return {
    taskId: made.id,
    side: { ...row, what: 'take', news: null } satisfies ToSide,
    act: askActs.take(
      { id: ask.id, name: text.title },
      { after: { from: ask.fromName, owner: parts.lead.name, dueOn: ask.dueOn } },
    ),
    statements: [
      ...made.statements,
      ctx.tenant.insert(taken).values({ ...row, taskId: made.id, fromName: ask.fromName }),
    ] as Statement[],
  }
}

const ourSide = (ctx: Context, me: Me, askId: string, status: Ours['status'], seen: number) => ({
  askId,
  seq: 1,
  seen,
  status,
  takenAt: ctx.clock(),
  wishNo: 0,
  wishOn: null,
  wishReason: null,
  filing: null,
  filedAt: null,
  text: null,
  paper: null,
  byName: me.name,
})

const alreadyTaken = ({ byName, status, taskId }: Ours): Error =>
  new Conflict(
    status === '02' && taskId === null
      ? `Đồng chí ${byName} đã trả lại nhiệm vụ này cho nơi giao.`
      : `Đồng chí ${byName} đã tiếp nhận nhiệm vụ này.`,
    { taskId },
  )

/**
 * Gives back what another committee asks, with the reason; it stays open and red with who asked.
 * @throws NotFound when it was not asked of us; Conflict when it was taken
 */
export async function refuseAsk(ctx: Context, id: string, reason: string): Promise<{ id: string }> {
  const { me, ours } = await look(ctx, { ours: ctx.tenant.select().from(taken).where(eq(taken.askId, id)) })
  if (ours[0] !== undefined) throw alreadyTaken(ours[0])
  return cross(
    ctx,
    answer,
    (announced, { here, chain }) => {
      const { ask, text } = standing(here, chain)
      const row = { ...ourSide(ctx, me, id, '02', ask.fromSeq), wishReason: reason }
      const act = askActs.refuse({ id, name: text.title }, { after: { from: ask.fromName, reason } })
      const statements = [
        ctx.tenant.insert(taken).values({ ...row, taskId: null, fromName: ask.fromName }),
        announced.row({ ...row, what: 'refuse', news: null }),
      ]
      return commit(ctx, me, act, statements, { id }, second)
    },
    standingHere(ctx, id),
  )
}

/** The guarded row of our side under the next sequence (R2): counted here, whatever the exchange has by now. */
export const nextSide = (
  ctx: Context,
  before: Ours,
  change: Partial<Ours>,
): { row: Ours; write: Statement } => {
  const row = { ...before, ...change, seq: before.seq + 1 }
  return {
    row,
    write: ctx.tenant
      .update(taken)
      .set(row)
      .where(and(eq(taken.askId, before.askId), eq(taken.seq, before.seq))),
  }
}
