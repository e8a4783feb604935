import { and, eq, sql } from 'drizzle-orm'
import { commit, look } from '../core/batch.ts'
import type { Context } from '../core/context.ts'
import { cross } from '../core/crossing.ts'
import { dayAt } from '../core/dates.ts'
import { Conflict } from '../core/errors.ts'
import type { FieldProblem } from '../core/errors.ts'
import { query } from '../core/query.ts'
import { someNames } from '../core/text.ts'
import { document, isIssued } from '../documents/tables.ts'
import { consignment, delivery } from '../exchange/exchange-tables.ts'
import { ownDays, whyNotDue } from '../tasks/deadline.ts'
import type { OwnDays } from '../tasks/deadline.ts'
import { touchTask } from '../tasks/outside.ts'
import { reachOf } from '../tasks/reach.ts'
import { task } from '../tasks/tables.ts'
import { askActs } from './acts.ts'
import { chainOf, refuseDead } from './ancestors.ts'
import type { Above } from './ancestors.ts'
import { asking } from './crossings.ts'
import type { Addressee } from './crossings.ts'
import { addressed, laid } from './lay.ts'
import { boxesFor, placesMeant, refuse, whyNotAsked } from './places.ts'
import type { AskInput } from './schema.ts'
import { taken } from './tables.ts'

/** Up to here the audit names places one by one. */
const NAMED = 20

/**
 * Asks committees below for a task: one act, however many there are. Each answers for its own; what is theirs is never
 * written here.
 * @throws Invalid for places that cannot be asked (oneself, back to whoever asked, suspended, not below), for a day that
 *   has passed or is off; Conflict below what was taken back
 */
export async function askCommittees(ctx: Context, input: AskInput): Promise<{ id: string; asked: number }> {
  const [{ me, parents, papers, plans, days }, meant] = await Promise.all([
    look(ctx, {
      days: ownDays(ctx),
      parents: parentOf(ctx, input.taskId ?? ''),
      papers: ctx.tenant
        .select({ id: document.id })
        .from(document)
        .where(and(eq(document.id, input.documentId ?? ''), isIssued)),
      // Plans stand above asks, and ask through them: their table is named in words alone.
      plans: ctx.tenant.all<{ id: string }>(
        sql`select id from plan where id = ${input.planId ?? ''} and state = 'issued'`,
      ),
    }),
    placesMeant(ctx, input),
  ])
  const parent = parents[0]
  const problems = whyNotGiven(ctx, input, days, {
    taskId: parent !== undefined,
    documentId: papers.length > 0,
    planId: plans.length > 0,
  })
  return cross(
    ctx,
    asking,
    (announced, { boxes, chain, sent }) => {
      refuseDead(chain)
      if (parent?.taken != null && chain.length === 0)
        throw new Conflict('Nơi giao chưa nhận được tin của cơ quan. Đề nghị thử lại sau ít phút.')
      refuse([...problems, ...whyNotAsked(ctx, meant, chain, boxes), ...laterThan(chain, input)])
      const asks = meant.places.map((place) => addressed(place, chain, sent))
      const { id, rows, effect } = laid(ctx, me, input, { asks, chain })
      const statements = [
        ...(parent === undefined ? [] : touchTask(ctx, parent.task)),
        ...rows,
        announced.row(effect),
      ]
      return commit(ctx, me, actOf(id, input, asks), statements, { id, asked: asks.length })
    },
    {
      boxes: boxesFor(ctx, meant.places),
      chain: chainOf(ctx.exchange, { askId: parent?.taken?.askId ?? '' }),
      sent: sentOf(ctx, input.documentId ?? ''),
    },
  )
}

/** What is said where something of ours that an ask names is not there. */
const MISSING = {
  taskId: 'Nhiệm vụ này không có, hoặc không còn mở.',
  documentId: 'Văn bản gửi kèm phải là văn bản đi đã có số.',
  planId: 'Kế hoạch này không có, hoặc chưa ban hành.',
} as const

/** What is wrong with what is asked, whoever is asked. */
function whyNotGiven(
  ctx: Context,
  input: AskInput,
  days: OwnDays,
  there: Record<'taskId' | 'documentId' | 'planId', boolean>,
): FieldProblem[] {
  const when = (wrong: boolean, field: string, message: string): FieldProblem[] =>
    wrong ? [{ field, message }] : []
  return [
    ...whyNotDue(input.dueOn, dayAt(ctx.clock()), days),
    ...when((input.startOn ?? '') > input.dueOn, 'dueOn', 'Hạn trước ngày bắt đầu.'),
    ...(Object.keys(MISSING) as (keyof typeof MISSING)[]).flatMap((field) =>
      when(input[field] !== undefined && !there[field], field, MISSING[field]),
    ),
  ]
}

const actOf = (id: string, { title, dueOn }: AskInput, asks: Addressee[]) => {
  const names = asks.map(({ toName }) => toName)
  return askActs.ask({ id, name: title }, { after: { places: someNames(names, NAMED), dueOn } })
}

/** The task of which it is to be a part, if it is open and in reach, and whether that was asked of us. */
const parentOf = (ctx: Context, taskId: string) =>
  ctx.tenant
    .select({ task, taken })
    .from(task)
    .leftJoin(taken, eq(taken.taskId, task.id))
    .where(
      and(
        eq(task.id, taskId),
        sql`${task.state} in ('assigned', 'doing', 'returned')`,
        reachOf(ctx, dayAt(ctx.clock()), 'steer'),
      ),
    )

/** Query for the deliveries of a paper of ours. */
export const sentOf = (ctx: Context, documentId: string) =>
  sentWith(ctx.exchange, { from: ctx.committee.id, documentId })
const sentWith = query<{ from: string; documentId: string }>()((db, { from, documentId }) =>
  db
    .select({ consignmentId: delivery.consignmentId, recipientId: delivery.recipientId })
    .from(consignment)
    .innerJoin(delivery, eq(delivery.consignmentId, consignment.id))
    .where(and(eq(consignment.senderId, from), eq(consignment.documentId, documentId))),
)

/** What is asked below may not end after what was asked here. */
const laterThan = (chain: readonly Above[], { dueOn }: AskInput) =>
  chain[0] !== undefined && dueOn > chain[0].dueOn
    ? [{ field: 'dueOn', message: `Hạn sau hạn mà ${chain[0].fromName} đã giao cho cơ quan.` }]
    : []
