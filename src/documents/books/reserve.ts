import { and, eq, isNull } from 'drizzle-orm'
import { commit, expectOne, look, takenMeanwhile } from '../../core/batch.ts'
import type { Context } from '../../core/context.ts'
import { dayAt } from '../../core/dates.ts'
import { Conflict, Invalid, NotFound } from '../../core/errors.ts'
import { newId } from '../../core/ids.ts'
import { notationKey } from '../../core/text.ts'
import { issuer } from '../../organisation/tables.ts'
import { NO_TERM, termOn } from '../../organisation/terms.ts'
import { numberActs } from '../acts.ts'
import { decides, UNKNOWN_BODY } from '../rules/competence.ts'
import { findable } from '../found.ts'
import { document, documentType } from '../tables.ts'
import { asPromised, countOn, numbered, numberOf, promiseGone, runOf, stillNumbers } from './number.ts'
import type { ReservationInput, Reserved } from './schema.ts'

/** Why a number is held without a paper here, as the register says it. */
const WHY = {
  secret: 'Giữ số cho văn bản mật, gửi bằng đường khác; không lưu nội dung trên hệ thống',
  paper: 'Giữ số cho văn bản phát hành bằng giấy',
}

/**
 * Takes the next number for a paper this system does not hold: secret papers share the counter of their type
 * (HD 36-HD/VPTW) but must not be here, so only number, type and day are kept.
 */
export async function reserveNumber(ctx: Context, input: ReservationInput): Promise<Reserved> {
  const at = ctx.clock()
  const { me, type, from, term } = await prepare(ctx, input, dayAt(at))
  const id = newId()
  const run = runOf(type, from, term)
  const row = ctx.tenant.insert(document).values({
    ...numbered(run, type.symbol, from.suffix, at),
    id,
    state: 'reserved',
    typeId: type.id,
    typeName: type.name,
    decidingBody: input.decidingBody ?? null,
    note: WHY[input.why],
    authorId: me.id,
    authorName: me.name,
    createdAt: at,
    updatedAt: at,
    issuedBy: me.name,
  })
  const given = numberOf(id)
  const act = numberActs.reserve({ id, name: type.name }, { after: given })
  const words = findable(
    ctx.tenant,
    id,
    `${type.name} ${type.symbol}`,
    notationKey(`${type.symbol}/${from.suffix}`),
  )
  const statements = [
    stillNumbers(ctx, term, from, type, run, at),
    countOn(ctx, run),
    ...asPromised(ctx, run, input.number),
    row,
    words,
  ]
  const printed = { symbol: type.symbol, suffix: from.suffix }
  return commit(
    ctx,
    me,
    act,
    statements,
    given.and({ id }),
    async () => (await promiseGone(ctx, run, printed, input.number)) ?? (await takenMeanwhile()),
  )
}

/** What a number is made of. */
async function prepare(ctx: Context, input: ReservationInput, day: string) {
  const { me, types, issuers, terms } = await look(ctx, {
    types: ctx.tenant.select().from(documentType).where(eq(documentType.id, input.typeId)),
    issuers: ctx.tenant
      .select()
      .from(issuer)
      .where(and(eq(issuer.id, input.issuerId), isNull(issuer.closedAt))),
    terms: termOn(ctx.tenant, day),
  })
  const [type, from, term] = [types[0], issuers[0], terms[0]]
  const problems = [
    ...(type === undefined
      ? [{ field: 'typeId', message: 'Tên loại văn bản này không có trong danh mục của cơ quan.' }]
      : []),
    ...(from === undefined
      ? [{ field: 'issuerId', message: 'Cơ quan ban hành này không có hoặc đã ngừng.' }]
      : []),
    ...(decides(ctx.committee.kind, input.decidingBody) ? [] : [UNKNOWN_BODY]),
    ...(term === undefined ? [NO_TERM] : []),
  ]
  if (type === undefined || from === undefined || term === undefined || problems.length > 0)
    throw new Invalid(problems)
  return { me, type, from, term }
}

/**
 * Cancels a number that was held and will not be used: it stays in the register as cancelled, with the reason,
 * and is never given again.
 */
export async function cancelNumber(ctx: Context, id: string, reason: string): Promise<{ id: string }> {
  const { me, rows } = await look(ctx, {
    rows: ctx.tenant.select().from(document).where(eq(document.id, id)),
  })
  const found = rows[0]
  if (found === undefined) throw new NotFound()
  if (found.state !== 'reserved')
    throw new Conflict('Chỉ hủy được số đang giữ; văn bản đã ban hành thì thu hồi hoặc thay thế.')
  const update = ctx.tenant
    .update(document)
    .set({
      state: 'cancelled',
      note: `Hủy số: ${reason}`,
      updatedAt: ctx.clock(),
      version: found.version + 1,
    })
    .where(and(eq(document.id, id), eq(document.state, 'reserved'), eq(document.version, found.version)))
  const act = numberActs.cancel(
    { id, name: found.notation ?? '' },
    { before: { note: found.note }, after: { reason } },
  )
  const lost = () => Promise.resolve(new Conflict('Số này vừa được hủy.'))
  return commit(ctx, me, act, [update, expectOne(ctx.tenant)], { id }, lost)
}
