import { look } from '../core/batch.ts'
import type { Me, Statement } from '../core/batch.ts'
import type { Context } from '../core/context.ts'
import { dayAt } from '../core/dates.ts'
import { Invalid } from '../core/errors.ts'
import { commitWith } from '../core/follow.ts'
import { given } from '../core/given.ts'
import { moveIncoming } from '../documents/incoming/move.ts'
import { newTask } from '../tasks/assign.ts'
import { ownDays, whyNotDue } from '../tasks/deadline.ts'
import { namedIn, readParts, subjectsOf } from '../tasks/subjects.ts'
import type { Parts, Subject } from '../tasks/subjects.ts'
import { handlingActs } from './acts.ts'
import { directionRow } from './direction.ts'
import { called, paperOf, ready } from './load.ts'
import type { Paper } from './load.ts'
import type { DirectInput } from './schema.ts'
import { named, stepped, tellParts } from './steps.ts'
import type { Stepped } from './steps.ts'
import { reader } from './tables.ts'
import { telling } from './telling.ts'

/** The leader decides (bút phê): who leads, cooperates, is to know, until when, and in which words. */
export const directPaper = (ctx: Context, id: string, input: DirectInput): Promise<Stepped> =>
  decide(ctx, id, 'direct', input)

/** The office chief gives a routine document out by a standing rule, without asking the leader. */
export const assignPaper = (ctx: Context, id: string, input: DirectInput): Promise<Stepped> =>
  decide(ctx, id, 'assign', input)

/**
 * One decision, one batch: the record of it, the one lead task, who is to take note, and status 04 for the sender.
 * A document that nobody leads is for information only: it is done when all have taken note.
 * @throws Conflict when somebody decided before; Invalid for wrong people or days, or when nobody has a part
 */
async function decide(
  ctx: Context,
  id: string,
  kind: 'direct' | 'assign',
  input: DirectInput,
): Promise<Stepped> {
  const { me, papers, found, days } = await look(ctx, {
    days: ownDays(ctx),
    papers: paperOf(ctx, id),
    found: subjectsOf(ctx, namedIn(input)),
  })
  const paper = ready(papers, kind)
  const { parts, problems } = readParts(input, found)
  problems.push(...whyNotDue(input.dueOn, dayAt(ctx.clock()), days))
  if (parts.lead === undefined && (parts.inform.length === 0 || parts.cooperate.length > 0))
    problems.push({ field: 'lead', message: 'Chọn đúng một nơi chủ trì, hoặc chỉ nêu nơi để biết.' })
  if (problems.length > 0) throw new Invalid(problems)
  const made =
    parts.lead === undefined ? undefined : leadTask(ctx, me, paper, { ...parts, lead: parts.lead }, input)
  const answer = { ...stepped(id, kind), ...given({ taskId: made?.id }) }
  const { text, dueOn } = input
  const act = handlingActs[kind](called(paper), {
    before: { state: paper.state },
    after: { state: answer.state, ...tellParts(parts), ...given({ text, dueOn }) },
  })
  const statements = [
    ...moveIncoming(ctx, paper, answer.state, { leadTaskId: made?.id ?? null, ...receiver(ctx, parts.lead) }),
    directionRow(ctx, me, id, { kind, text, dueOn: dueOn ?? null, ...named(parts) }),
    ...(made?.statements ?? []),
    ...readerRows(ctx, id, parts),
  ]
  return commitWith(ctx, me, act, statements, answer, {
    statements: [],
    crossing: telling(ctx, paper, answer.state),
  })
}

/** Who received it, as the book says: the columns "Đơn vị, người nhận" and "Ngày chuyển" of the register. */
const receiver = (ctx: Context, lead: Subject | undefined) =>
  lead === undefined ? {} : { receiver: lead.name, unitId: lead.unitId, transferredOn: dayAt(ctx.clock()) }

const leadTask = (
  ctx: Context,
  me: Me,
  paper: Paper,
  { lead, cooperate }: Parts & { lead: Subject },
  { dueOn }: DirectInput,
) =>
  newTask(ctx, me, {
    source: 'incoming',
    sourceId: paper.id,
    sourceName: paper.notation,
    title: `${paper.typeName} ${paper.subject}`.trim(),
    product: '',
    urgency: paper.urgency,
    lead,
    cooperate,
    inform: [],
    dueOn,
  })

function readerRows(ctx: Context, incomingId: string, { inform }: Parts): Statement[] {
  if (inform.length === 0) return []
  const rows = inform.map(({ kind, id, name }) => ({
    incomingId,
    kind,
    subjectId: id,
    name,
    at: ctx.clock(),
  }))
  // Whoever was named by an earlier decision is named still, and need not take note twice.
  return [ctx.tenant.insert(reader).values(rows).onConflictDoNothing()]
}
