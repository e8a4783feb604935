import { and, eq } from 'drizzle-orm'
import type { z } from 'zod'
import { commit, look } from '../../core/batch.ts'
import type { Context } from '../../core/context.ts'
import { dayAt } from '../../core/dates.ts'
import { Conflict, Invalid, NotFound } from '../../core/errors.ts'
import { given } from '../../core/given.ts'
import { takeInside } from '../../documents/outgoing/inside.ts'
import { document, documentRecipient, isIssued } from '../../documents/tables.ts'
import { newTask } from '../../tasks/assign.ts'
import { ownDays, whyNotDue } from '../../tasks/deadline.ts'
import { subjectsOf } from '../../tasks/subjects.ts'
import { insideActs } from '../acts.ts'
import type { assignInsideInput } from '../schema.ts'
import { takes } from './reach.ts'

type Taken = { id: string; unitId: string; taskId?: string }

/**
 * Takes a paper of ours that was sent to a unit of our own: nobody has to do anything but know of it.
 * @throws NotFound when it did not go there, or the unit is out of reach; Conflict when it was taken
 */
export async function noteInside(ctx: Context, id: string, unitId: string): Promise<Taken> {
  const { me, rows } = await look(ctx, { rows: sentTo(ctx, id, unitId) })
  const { paper, to } = standing(rows)
  const act = insideActs.noteInside(called(paper), { after: { unit: to.name } })
  return commit(ctx, me, act, takeInside(ctx, me, { documentId: id, unitId }), { id, unitId }, second)
}

/**
 * Takes it and gives it to somebody of the unit, as a task of theirs: the board of the paper follows that.
 * @throws Invalid for somebody who sits elsewhere, or for a day that has passed or is off
 */
export async function assignInside(
  ctx: Context,
  id: string,
  unitId: string,
  { personId, dueOn, text }: z.output<typeof assignInsideInput>,
): Promise<Taken> {
  const { me, rows, found, days } = await look(ctx, {
    days: ownDays(ctx),
    rows: sentTo(ctx, id, unitId),
    found: subjectsOf(ctx, [{ kind: 'person', id: personId }]),
  })
  const { paper, to } = standing(rows)
  const [lead] = found
  const problems = whyNotDue(dueOn, dayAt(ctx.clock()), days)
  if (lead === undefined || lead.unitId !== unitId)
    problems.push({ field: 'personId', message: `Cán bộ này không ở ${to.name}, hoặc đã thôi công tác.` })
  if (lead === undefined || problems.length > 0) throw new Invalid(problems)
  const made = newTask(ctx, me, {
    source: 'document',
    sourceId: id,
    sourceName: paper.notation ?? '',
    title: `${paper.typeName ?? ''} ${paper.subject}`.trim(),
    product: text,
    urgency: paper.urgency,
    lead,
    cooperate: [],
    inform: [],
    dueOn,
  })
  const act = insideActs.assignInside(called(paper), {
    after: { unit: to.name, owner: lead.name, ...given({ dueOn }) },
  })
  const statements = [...takeInside(ctx, me, { documentId: id, unitId, taskId: made.id }), ...made.statements]
  return commit(ctx, me, act, statements, { id, unitId, taskId: made.id }, second)
}

const sentTo = (ctx: Context, id: string, unitId: string) =>
  ctx.tenant
    .select({ paper: document, to: documentRecipient })
    .from(documentRecipient)
    .innerJoin(document, eq(document.id, documentRecipient.documentId))
    .where(
      and(
        eq(documentRecipient.documentId, id),
        eq(documentRecipient.kind, 'unit'),
        eq(documentRecipient.targetId, unitId),
        isIssued,
        takes(ctx),
      ),
    )

type Row = { paper: typeof document.$inferSelect; to: typeof documentRecipient.$inferSelect }

function standing(rows: readonly Row[]): Row {
  const row = rows[0]
  if (row === undefined) throw new NotFound()
  if (row.to.takenAt !== null)
    throw new Conflict(`Đồng chí ${row.to.takenBy} đã nhận văn bản này cho ${row.to.name}.`)
  return row
}

const called = ({ id, notation, subject }: Row['paper']) => ({ id, name: `${notation ?? ''} ${subject}` })

const second = (): Promise<Error> =>
  Promise.resolve(new Conflict('Văn bản này vừa được đồng chí khác nhận. Đề nghị tải lại.'))
