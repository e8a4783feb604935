import { and, eq, ne, sql } from 'drizzle-orm'
import type { z } from 'zod'
import { expectOne, look, takenMeanwhile } from '../core/batch.ts'
import type { Statement } from '../core/batch.ts'
import type { Context } from '../core/context.ts'
import { Conflict, Invalid, NotFound } from '../core/errors.ts'
import { findReplay, replayIfDone } from '../core/replay.ts'
import type { Database } from '../platform/database.ts'
import { changeDirectory, indexCommittee } from './change.ts'
import type { codeAnswer, codeEdit, codeInput } from './schema.ts'
import { committee } from '../entrance/control-tables.ts'
import { codeActs } from './acts.ts'
import { committeeCode } from './control-tables.ts'

type Code = z.infer<typeof codeInput>
type CodeAnswer = z.infer<typeof codeAnswer>

/**
 * Gives this committee one more identifier code. Codes were given anew after the mergers of 2025, so a committee
 * holds many, each with its days (domain.md §3.2).
 * @throws Conflict when it has the code already, or another committee holds it on any of these days
 */
export async function addCode(ctx: Context, code: Code): Promise<CodeAnswer> {
  await look(ctx, {})
  const { control, committee: here } = ctx
  const [done, own] = await control.batch([
    findReplay(control, ctx.person.id, ctx.once),
    ownCode(ctx, code.code),
  ])
  replayIfDone(done, ctx.once)
  if (own.length > 0) throw hasAlready(code.code)
  const statements = [...codeRows(control, here.id, code), ...indexCommittee(control, here.id)]
  return changeDirectory(
    ctx,
    codeActs.add(here, { after: code }),
    statements,
    code,
    async () => (await takenCode(control, here.id, [code], () => 'code')) ?? hasAlready(code.code),
  )
}

/**
 * Changes the days on which a code of this committee holds; `validTo: null` opens its end again.
 * @throws NotFound when the committee has no such code; Conflict when another holds it on any of these days
 */
export async function editCode(
  ctx: Context,
  name: string,
  edit: z.infer<typeof codeEdit>,
): Promise<CodeAnswer> {
  await look(ctx, {})
  const { control, committee: here } = ctx
  const [before] = await ownCode(ctx, name)
  if (before === undefined) throw new NotFound()
  const after = { ...before, ...edit }
  if (after.validTo !== null && after.validTo < after.validFrom) throw endsBeforeStart()
  const code: Code = { ...after, validTo: after.validTo ?? undefined }
  const statements = [
    control
      .update(committeeCode)
      .set(edit)
      .where(and(ofHere(ctx, name), unchanged(before))),
    expectOne(control),
    heldByNobodyElse(control, here.id, code),
  ]
  return changeDirectory(
    ctx,
    codeActs.edit(here, { before, after }),
    statements,
    code,
    async () => (await takenCode(control, here.id, [code], () => 'validFrom')) ?? (await takenMeanwhile()),
  )
}

/** Statements that give a committee a code, undone when another committee holds it on any of these days. */
export const codeRows = (control: Database, committeeId: string, code: Code): Statement[] => [
  control.insert(committeeCode).values({ committeeId, ...code }),
  heldByNobodyElse(control, committeeId, code),
]

/**
 * Which of these codes another committee holds, as the error to throw.
 * @param field names the input field of the code at a place in the list
 */
export async function takenCode(
  control: Database,
  committeeId: string,
  codes: Code[],
  field = (i: number) => `codes.${i}.code`,
): Promise<Error | undefined> {
  for (const [i, code] of codes.entries()) {
    const [holder] = await control
      .select({ name: committee.name, state: committee.state })
      .from(committeeCode)
      .innerJoin(committee, eq(committee.id, committeeCode.committeeId))
      .where(heldByOther(committeeId, code))
      .limit(1)
    if (holder === undefined) continue
    const who = holder.state === 'provisioning' ? 'một cơ quan khác' : holder.name
    return fieldConflict(
      field(i),
      `Mã ${code.code} đang được ${who} dùng trong thời gian này. Đề nghị kiểm tra lại mã hoặc ngày.`,
    )
  }
  return undefined
}

const heldByNobodyElse = (control: Database, committeeId: string, code: Code): Statement =>
  control.run(
    sql`insert into expect select 1 - count(*) from committee_code where ${heldByOther(committeeId, code)}`,
  )

const heldByOther = (committeeId: string, { code, validFrom, validTo }: Code) =>
  and(
    eq(committeeCode.code, code),
    ne(committeeCode.committeeId, committeeId),
    sql`coalesce(${committeeCode.validTo}, '9999') >= ${validFrom}`,
    sql`${committeeCode.validFrom} <= ${validTo ?? '9999'}`,
  )

const ofHere = (ctx: Context, code: string) =>
  and(eq(committeeCode.committeeId, ctx.committee.id), eq(committeeCode.code, code))

const ownCode = (ctx: Context, code: string) =>
  ctx.control
    .select({ code: committeeCode.code, validFrom: committeeCode.validFrom, validTo: committeeCode.validTo })
    .from(committeeCode)
    .where(ofHere(ctx, code))

const unchanged = (before: { validFrom: string; validTo: string | null }) =>
  and(eq(committeeCode.validFrom, before.validFrom), sql`${committeeCode.validTo} is ${before.validTo}`)

const hasAlready = (code: string) =>
  fieldConflict('code', `Cơ quan đã có mã ${code}. Đề nghị sửa ngày hiệu lực của mã đó.`)

const fieldConflict = (field: string, message: string) =>
  new Conflict(message, { fields: [{ field, message }] })

const endsBeforeStart = () =>
  new Invalid([{ field: 'validTo', message: 'Ngày hết hiệu lực phải từ ngày bắt đầu trở đi.' }])
