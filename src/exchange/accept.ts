import { and, eq, isNull, sql } from 'drizzle-orm'
import { commit, expectTrue } from '../core/batch.ts'
import type { Me, Statement } from '../core/batch.ts'
import type { Context } from '../core/context.ts'
import { cross } from '../core/crossing.ts'
import type { Announced } from '../core/crossing.ts'
import { decided } from '../core/decided.ts'
import { dayAt } from '../core/dates.ts'
import { lookEntering } from '../core/entering.ts'
import type { Entering } from '../core/entering.ts'
import { DomainError, Invalid, NotFound } from '../core/errors.ts'
import { newId } from '../core/ids.ts'
import { lastArrival } from '../documents/books/books.ts'
import { authorsOf } from '../documents/joint/rules.ts'
import { enterInBook } from '../documents/incoming/enter.ts'
import type { Entry, Sent, Sheet } from '../documents/incoming/enter.ts'
import { incoming } from '../documents/tables.ts'
import { unit } from '../organisation/tables.ts'
import { deliveryActs } from './acts.ts'
import { deliveredHere, receiptOf, receiptRow, refuseRecalled, refuseUnsound, whoAnswered } from './answer.ts'
import { receive } from './receive.ts'
import { senderLine } from './sender.ts'
import type { Receipt } from './receive.ts'
import type { AcceptInput } from './schema.ts'

/** What accepting gives: this committee's own record and its số đến. */
export type Accepted = { incomingId: string; arrivalNo: number; arrivedOn: string }

/**
 * Accepts a delivery (status 03): enters it in the book of arrivals with the next số đến, once and only once,
 * as this committee's own copy that nothing the sender does will change.
 * @throws Conflict saying who accepted or refused it first, that the số đến shown is gone (`number_gone`), or which files are not whole any more; NotFound when nothing was delivered here
 */
export async function acceptDelivery(
  ctx: Context,
  deliveryId: string,
  input: AcceptInput,
): Promise<Accepted> {
  const { me, rows, entered } = await lookEntering(ctx, {
    units: ctx.tenant
      .select()
      .from(unit)
      .where(and(eq(unit.id, input.unitId ?? ''), isNull(unit.closedAt))),
    receipts: receiptOf(ctx, deliveryId),
  })
  const { units, receipts } = rows
  if (receipts[0] !== undefined) throw await whoAnswered(ctx, deliveryId)
  if (input.unitId !== undefined && units.length === 0) {
    throw new Invalid([{ field: 'unitId', message: 'Đơn vị nhận này không có hoặc đã ngừng hoạt động.' }])
  }
  return cross(
    ctx,
    receive,
    async (announced, { sent, sheets, answered }) => {
      if (sent[0] === undefined) throw new NotFound()
      refuseRecalled(sent[0])
      await refuseUnsound(ctx, sent[0].senderId, sheets)
      const { note, hold = false, arrivalNo: promised } = input
      const answersId = answered[0]?.documentId
      const entry = { unit: units[0], note, hold, promised, by: me.name, answersId }
      // A register names all who issued a joint paper, the one that leads first.
      const named = { ...sent[0], senderName: authorsOf(senderLine(sent[0]), sent[0].joint) }
      const id = newId()
      const entering = input.hold === true ? NOTHING : entered({ ...named, id })
      return decide(ctx, me, id, named, sheets, entry, announced, entering)
    },
    deliveredHere(ctx, deliveryId),
  )
}

const NOTHING: Entering = { statements: [], assigned: false }

/** The one batch that accepts: the book entry, the receipt that only one can write, proof of the crossing. */
function decide(
  ctx: Context,
  me: Me,
  id: string,
  sent: Sent & { id: string },
  sheets: Sheet[],
  entry: Entry,
  announced: Announced<Receipt>,
  entering: Entering,
): Promise<Accepted> {
  const entered = eq(incoming.id, id)
  const arrivalNo = decided(incoming, entered, { arrivalNo: incoming.arrivalNo })
  const effect = {
    consignmentId: sent.id,
    recipientId: ctx.committee.id,
    status: '03' as const,
    byName: me.name,
    reason: null,
    reasonText: null,
    assigned: entering.assigned,
  }
  const statements = [
    ...(entry.unit === undefined ? [] : [stillOpen(ctx, entry.unit.id)]),
    ...enterInBook(ctx, id, sent, sheets, entry),
    ...entering.statements,
    receiptRow(ctx, sent.id, me, { outcome: 'accepted', incomingId: id }),
    announced.row(effect, arrivalNo),
  ]
  const act = deliveryActs.accept(
    { id, name: `${sent.notation} ${sent.subject}` },
    { after: arrivalNo.and({ sender: sent.senderName }) },
  )
  const answer = decided(incoming, entered, {
    arrivalNo: incoming.arrivalNo,
    arrivedOn: incoming.arrivedOn,
  }).and({ incomingId: id })
  return commit(ctx, me, act, statements, answer, () => whyNotEntered(ctx, sent.id, entry.promised))
}

/** What is said to the one who came second: that the số đến shown is another paper's by now, or who answered. */
async function whyNotEntered(ctx: Context, deliveryId: string, promised: number | undefined): Promise<Error> {
  const [[given], [answered]] = await ctx.tenant.batch([
    lastArrival(ctx.tenant, dayAt(ctx.clock())),
    receiptOf(ctx, deliveryId),
  ])
  const next = (given?.last ?? 0) + 1
  if (answered !== undefined || promised === undefined || next === promised)
    return whoAnswered(ctx, deliveryId)
  return new DomainError(
    'conflict',
    `Số đến ${promised} vừa được cấp cho văn bản khác; văn bản này sẽ lấy số đến ${next}. Chưa tiếp nhận; đề nghị xem lại số rồi bấm lại.`,
    { next },
    'number_gone',
  )
}

/** Guard: the unit that gets the paper was not closed meanwhile. */
const stillOpen = (ctx: Context, unitId: string): Statement =>
  expectTrue(
    ctx.tenant,
    sql`exists (select 1 from ${unit} where ${unit.id} = ${unitId} and ${unit.closedAt} is null)`,
  )
