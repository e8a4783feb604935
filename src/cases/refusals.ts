import { and, desc, eq, sql } from 'drizzle-orm'
import type { Context } from '../core/context.ts'
import { showInstant } from '../core/dates.ts'
import { Conflict, Forbidden, Invalid } from '../core/errors.ts'
import type { Refusal, Rejection } from '../processes/case.ts'
import { caseEvent } from './tables.ts'

/** The part of a command that a refusal is about, as forms name it. */
const FIELDS: Partial<Record<Refusal, string>> = {
  bad_value: 'fields',
  not_in_form: 'fields',
  missing_field: 'fields',
  missing_need: 'reason',
  bad_pick: 'picks',
  bad_holders: 'holders',
  no_outcome: 'outcome',
  hidden_outcome: 'outcome',
}

/**
 * Why a command was refused, as people are told: what is wrong in it, that it is another's work, or who was first.
 * @param no of the step it was about
 */
export async function refusal(
  ctx: Context,
  id: string,
  no: number | undefined,
  { rejected, message }: Rejection,
): Promise<Error> {
  const field = FIELDS[rejected]
  if (field !== undefined) return new Invalid([{ field, message }], rejected)
  if (rejected === 'not_holder' || rejected === 'must_differ') return new Forbidden(message)
  return rejected === 'not_open' || rejected === 'stale' ? whoWasFirst(ctx, id, no) : new Conflict(message)
}

/** Tells who has done the step meanwhile, or who changed the case last. */
export async function whoWasFirst(ctx: Context, id: string, no: number | undefined): Promise<Error> {
  const closed = sql`json_extract(${caseEvent.event}, '$.type') in ('closed', 'cancelled')
    and json_extract(${caseEvent.event}, '$.no') = ${no ?? -1}`
  const of = (also?: typeof closed) =>
    ctx.tenant
      .select({ by: caseEvent.byName, at: caseEvent.at })
      .from(caseEvent)
      .where(and(eq(caseEvent.caseId, id), also))
      .orderBy(desc(caseEvent.seq))
      .limit(1)
  const [ended, last] = await ctx.tenant.batch([of(closed), of()])
  const first = ended[0] ?? last[0]
  if (first === undefined) return new Conflict('Hồ sơ vừa thay đổi. Đề nghị tải lại.')
  const did = ended[0] === undefined ? 'vừa xử lý hồ sơ này' : 'đã xử lý việc này'
  return new Conflict(`${first.by} ${did} lúc ${showInstant(first.at)}. Đề nghị tải lại.`, {
    by: first.by,
  })
}
