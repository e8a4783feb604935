import { and, eq, sql } from 'drizzle-orm'
import type { Context } from '../core/context.ts'
import { dayAt, showDay } from '../core/dates.ts'
import { Conflict, Invalid } from '../core/errors.ts'
import { document, isIssued } from '../documents/tables.ts'
import { unitsUnder } from '../organisation/structure/under.ts'
import { ownDays, whyNotDue, whyPast } from './deadline.ts'
import { takeStep } from './move.ts'
import type { Moved } from './move.ts'
import type { SubjectRef } from './schema.ts'
import { expectStanding, subjectsOf } from './subjects.ts'
import { task, taskParty } from './tables.ts'

/** Takes a task up. */
export const acceptTask = (ctx: Context, id: string): Promise<Moved> =>
  takeStep(ctx, id, 'accept', () => ({}))

/** Gives a task back as not one's own (wrong unit): it lies with whoever gave it, who gives it to another. */
export const declineTask = (ctx: Context, id: string, reason: string): Promise<Moved> =>
  takeStep(ctx, id, 'decline', () => ({ reason, set: { wantedDueOn: null, wantedReason: null } }))

/**
 * Reports what came of a task; it waits for whoever judges it.
 * @throws Invalid when the document named as the product was not issued here
 */
export const reportTask = (
  ctx: Context,
  id: string,
  input: { text: string; documentId?: string | undefined },
): Promise<Moved> =>
  takeStep(
    ctx,
    id,
    'report',
    (_, me, { papers }) => {
      if (input.documentId !== undefined && papers.length === 0)
        throw new Invalid([
          { field: 'documentId', message: 'Văn bản này chưa phát hành ở cơ quan. Chọn văn bản đi đã có số.' },
        ])
      const set = {
        resultText: input.text,
        resultDocumentId: input.documentId ?? null,
        reportedById: me.id,
        reportedAt: ctx.clock(),
      }
      return { set, after: input.text }
    },
    {
      papers: ctx.tenant
        .select({ id: document.id })
        .from(document)
        .where(and(eq(document.id, input.documentId ?? ''), isIssued)),
    },
  )

/** Takes the result as the product that was asked for: the task is done. */
export const approveTask = (ctx: Context, id: string, note?: string): Promise<Moved> =>
  takeStep(ctx, id, 'approve', (_, me) => ({
    reason: note,
    set: { doneAt: ctx.clock(), approvedBy: me.name, wantedDueOn: null, wantedReason: null },
  }))

/** Gives a result back to be done again. */
export const returnTask = (ctx: Context, id: string, reason: string): Promise<Moved> =>
  takeStep(ctx, id, 'return', () => ({ reason }))

/**
 * Asks for more time. The first day stays what it was; the current one changes when the wish is granted. Of a task
 * that another committee asked for, that committee judges the day by its own calendar when it answers.
 * @throws Invalid for a day that is not later, has passed or is off
 */
export const askExtension = (
  ctx: Context,
  id: string,
  { dueOn, reason }: { dueOn: string; reason: string },
): Promise<Moved> =>
  takeStep(
    ctx,
    id,
    'extend',
    (found, _, { days }) => {
      const today = dayAt(ctx.clock())
      const problems = found.source === 'ask' ? whyPast(dueOn, today) : whyNotDue(dueOn, today, days)
      if (found.dueOn !== null && dueOn <= found.dueOn)
        problems.push({ field: 'dueOn', message: `Hạn mới phải sau hạn đang có (${showDay(found.dueOn)}).` })
      if (problems.length > 0) throw new Invalid(problems)
      return {
        reason,
        before: found.dueOn ?? undefined,
        after: dueOn,
        set: { wantedDueOn: dueOn, wantedReason: reason },
      }
    },
    { days: ownDays(ctx) },
  )

const answered = { wantedDueOn: null, wantedReason: null }

/**
 * Grants the time that was asked for.
 * @throws Conflict for a day that has passed while the wish waited
 */
export const grantExtension = (ctx: Context, id: string, note?: string): Promise<Moved> =>
  takeStep(ctx, id, 'grant', ({ dueOn, wantedDueOn }) => {
    if (wantedDueOn !== null && wantedDueOn < dayAt(ctx.clock()))
      throw new Conflict(
        `Ngày xin gia hạn đến (${showDay(wantedDueOn)}) đã qua. Chọn Không gia hạn để người thực hiện xin ngày khác.`,
      )
    return {
      reason: note,
      before: dueOn ?? undefined,
      after: wantedDueOn ?? undefined,
      set: { ...answered, dueOn: wantedDueOn, pressesOn: wantedDueOn ?? undefined },
    }
  })

/** Refuses the time that was asked for. */
export const denyExtension = (ctx: Context, id: string, reason: string): Promise<Moved> =>
  takeStep(ctx, id, 'deny', () => ({ reason, set: answered }))

export const suspendTask = (ctx: Context, id: string, reason: string): Promise<Moved> =>
  takeStep(ctx, id, 'suspend', ({ state }) => ({ reason, set: { resumesAs: state } }))

export const resumeTask = (ctx: Context, id: string, note?: string): Promise<Moved> =>
  takeStep(ctx, id, 'resume', () => ({ reason: note, set: { resumesAs: null } }))

export const cancelTask = (ctx: Context, id: string, reason: string): Promise<Moved> =>
  takeStep(ctx, id, 'cancel', () => ({ reason, set: answered }))

/**
 * Names the person of the owner's unit who does it; whoever names them judges what they bring.
 * @throws Invalid for somebody who is not there or sits elsewhere
 */
export const namePerson = (ctx: Context, id: string, personId: string): Promise<Moved> =>
  takeStep(
    ctx,
    id,
    'name',
    (found, me, { people, units }) => {
      const person = people[0]
      if (person === undefined || !units.some((one) => one.id === person.unitId))
        throw new Invalid([
          { field: 'personId', message: `Chọn cán bộ của ${found.ownerName} hoặc đơn vị trực thuộc.` },
        ])
      const { name } = person
      const set = { personId, personName: name, giverId: me.id, giverName: me.name }
      const before = found.personName ?? undefined
      return { before, after: name, set, also: [expectStanding(ctx, { kind: 'person', id: personId })] }
    },
    {
      people: subjectsOf(ctx, [{ kind: 'person', id: personId }]),
      units: unitsUnder(ctx, sql`(select unitId from ${task} where ${task.id} = ${id})`),
    },
  )

/**
 * Gives a task to another owner. The day stays, and so does what happened; who cooperated and now leads has one part.
 * @throws Invalid for a unit or person who is not there
 */
export const reassignTask = (
  ctx: Context,
  id: string,
  { lead, reason }: { lead: SubjectRef; reason?: string | undefined },
): Promise<Moved> =>
  takeStep(
    ctx,
    id,
    'reassign',
    (found, me, { people }) => {
      const to = people[0]
      if (to === undefined)
        throw new Invalid([
          { field: 'lead', message: 'Đơn vị hoặc cán bộ này không có, hoặc đã thôi hoạt động.' },
        ])
      const set = {
        ownerKind: to.kind,
        ownerName: to.name,
        unitId: to.unitId,
        personId: to.kind === 'person' ? to.id : null,
        personName: to.kind === 'person' ? to.name : null,
        giverId: me.id,
        giverName: me.name,
      }
      const noPart = ctx.tenant
        .delete(taskParty)
        .where(and(eq(taskParty.taskId, id), eq(taskParty.kind, to.kind), eq(taskParty.subjectId, to.id)))
      return { reason, before: found.ownerName, after: to.name, set, also: [noPart, expectStanding(ctx, to)] }
    },
    { people: subjectsOf(ctx, [lead]) },
  )
