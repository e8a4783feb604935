import { and, eq, ne, sql } from 'drizzle-orm'
import type { z } from 'zod'
import { expectTrue, look, takenMeanwhile } from '../core/batch.ts'
import type { Statement } from '../core/batch.ts'
import type { Context } from '../core/context.ts'
import { Conflict, Invalid, NotFound } from '../core/errors.ts'
import { findReplay, replayIfDone } from '../core/replay.ts'
import type { Database } from '../platform/database.ts'
import { changeDirectory, indexCommittee } from './change.ts'
import { vouched } from './vouch.ts'
import { countChange, isHeld, wishRow } from './wishes.ts'
import type { codeAnswer, codeEdit, codeInput } from './schema.ts'
import { committee } from '../entrance/control-tables.ts'
import { codeActs } from './acts.ts'
import { committeeCode } from './control-tables.ts'

type Code = z.infer<typeof codeInput>
type CodeAnswer = z.infer<typeof codeAnswer>

/**
 * Gives this committee one more identifier code. Codes were given anew after the mergers of 2025, so a committee
 * holds many, each with its days. Once the committee is confirmed, a code waits to be confirmed too.
 * @throws Conflict when it has the code already, or a confirmed committee holds it on any of these days
 */
export async function addCode(ctx: Context, code: Code): Promise<CodeAnswer> {
  await look(ctx, {})
  const { control, committee: here } = ctx
  const [done, [known]] = await control.batch([
    findReplay(control, ctx.person.id, ctx.once),
    knownOf(ctx, code.code),
  ])
  replayIfDone(done, ctx.once)
  if (known?.stands != null || known?.wished != null) throw hasAlready(code.code)
  const held = known?.held === 1
  const statements = [
    asHeld(ctx, held),
    ...(held
      ? [wished(ctx, code), heldByNobodyElse(control, here.id, code)]
      : [...codeRows(control, here.id, code), ...indexCommittee(control, here.id)]),
    countChange(control, here.id),
  ]
  return changeDirectory(
    ctx,
    codeActs.add(here, { after: code }),
    statements,
    held ? { ...code, waits: true } : code,
    async () => (await takenCode(control, here.id, [code], () => 'code')) ?? hasAlready(code.code),
  )
}

/**
 * Changes the days on which a code of this committee holds; `validTo: null` opens its end again. Once the committee is
 * confirmed, that waits to be confirmed too.
 * @throws NotFound when the committee has no such code; Conflict when a confirmed one holds it on any of these days
 */
export async function editCode(
  ctx: Context,
  name: string,
  edit: z.infer<typeof codeEdit>,
): Promise<CodeAnswer> {
  await look(ctx, {})
  const { control, committee: here } = ctx
  const [known] = await knownOf(ctx, name)
  const before = daysIn(known?.wished ?? known?.stands, name)
  if (known === undefined || before === undefined) throw new NotFound()
  const after = { ...before, ...edit }
  if (after.validTo !== null && after.validTo < after.validFrom) throw endsBeforeStart()
  const code: Code = { ...after, validTo: after.validTo ?? undefined }
  const held = known.held === 1
  const statements = [
    expectTrue(control, sql`(select version from committee where id = ${here.id}) = ${known.version}`),
    asHeld(ctx, held),
    held ? wished(ctx, code) : control.update(committeeCode).set(edit).where(ofHere(ctx, name)),
    heldByNobodyElse(control, here.id, code),
    countChange(control, here.id),
  ]
  return changeDirectory(
    ctx,
    codeActs.edit(here, { before, after }),
    statements,
    held ? { ...code, waits: true } : code,
    async () => (await takenCode(control, here.id, [code], () => 'validFrom')) ?? (await takenMeanwhile()),
  )
}

type Known = { version: number; held: number; stands: string | null; wished: string | null }

/** Query for a code of this committee as others see it and as it is to be, and whether changes wait. */
const knownOf = ({ control, committee: { id } }: Context, code: string) =>
  control.all<Known>(sql`select version, ${isHeld(id)} as held,
    (select json_object('validFrom', validFrom, 'validTo', validTo) from committee_code
      where committeeId = ${id} and code = ${code}) as stands,
    (select value from committee_wish where committeeId = ${id} and kind = 'code' and key = ${code}) as wished
    from committee where id = ${id}`)

function daysIn(json: string | null | undefined, code: string) {
  if (json == null) return undefined
  const { validFrom, validTo } = JSON.parse(json) as { validFrom: string; validTo?: string | null }
  return { code, validFrom, validTo: validTo ?? null }
}

const wished = (
  { control, committee: here, clock }: Context,
  { code, validFrom, validTo }: Code,
): Statement => wishRow(control, here.id, 'code', code, { validFrom, validTo: validTo ?? null }, clock())

/** Guard: whether changes of this committee wait is as it was looked at. */
const asHeld = ({ control, committee: here }: Context, held: boolean): Statement =>
  expectTrue(control, held ? isHeld(here.id) : sql`not ${isHeld(here.id)}`)

/** Query for the codes of a committee with those that wait. */
export const codesOf = (control: Database, id: string) =>
  control.all<Code>(sql`select code, validFrom, validTo from committee_code where committeeId = ${id}
    union select key, json_extract(value, '$.validFrom'), json_extract(value, '$.validTo')
    from committee_wish where committeeId = ${id} and kind = 'code'`)

/** Statements that give a committee a code, undone when a confirmed committee holds it on any of these days. */
export const codeRows = (control: Database, committeeId: string, code: Code): Statement[] => [
  control.insert(committeeCode).values({ committeeId, ...code }),
  heldByNobodyElse(control, committeeId, code),
]

/**
 * Which of these codes another committee holds and is confirmed with, as the error to throw. A code that somebody only
 * claims is nobody's yet.
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
      .select({ name: committee.name })
      .from(committeeCode)
      .innerJoin(committee, eq(committee.id, committeeCode.committeeId))
      .where(heldByOther(committeeId, code))
      .limit(1)
    if (holder === undefined) continue
    return fieldConflict(
      field(i),
      `Mã ${code.code} đang được ${holder.name} dùng trong thời gian này. Đề nghị kiểm tra lại mã hoặc ngày.`,
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
    sql`${vouched(sql`committee_code.committeeId`)}`,
  )

const ofHere = (ctx: Context, code: string) =>
  and(eq(committeeCode.committeeId, ctx.committee.id), eq(committeeCode.code, code))

const hasAlready = (code: string) =>
  fieldConflict('code', `Cơ quan đã có mã ${code}. Đề nghị sửa ngày hiệu lực của mã đó.`)

const fieldConflict = (field: string, message: string) =>
  new Conflict(message, { fields: [{ field, message }] })

const endsBeforeStart = () =>
  new Invalid([{ field: 'validTo', message: 'Ngày hết hiệu lực phải từ ngày bắt đầu trở đi.' }])
