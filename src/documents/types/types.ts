import { and, asc, eq, sql } from 'drizzle-orm'
import { commit, expectOne, expectTrue, look } from '../../core/batch.ts'
import type { Statement } from '../../core/batch.ts'
import type { Context } from '../../core/context.ts'
import { dayAt } from '../../core/dates.ts'
import { Conflict, Invalid, NotFound, Stale } from '../../core/errors.ts'
import { isOn } from '../../core/version.ts'
import type { Versions } from '../../core/version.ts'
import { query } from '../../core/query.ts'
import { issuer } from '../../organisation/tables.ts'
import { NO_TERM, termOn } from '../../organisation/terms.ts'
import { documentTypeActs } from '../acts.ts'
import { CONGRESS, termIdOf } from '../books/notation.ts'
import { documentType, numberSeries } from '../tables.ts'
import type { DocumentTypeAnswer, DocumentTypeEdit } from './schema.ts'

type Type = typeof documentType.$inferSelect

/** The committee's catalogue of document types, in the order of the rule set it was taken from. */
export async function listTypes(ctx: Context): Promise<{ items: DocumentTypeAnswer[] }> {
  const { types } = await look(ctx, { types: allTypes(ctx) })
  return { items: types.map((type) => showType(type, types)) }
}

/**
 * Edits a type: its symbol, the run of numbers it draws from, whether it is offered. It may change runs in
 * mid-term only where no number that it was given can come again.
 * @param versions those the edit may have been made on
 * @throws Stale when it was edited since; Invalid when the new run would give one of its numbers twice
 */
export async function editType(
  ctx: Context,
  id: string,
  versions: Versions,
  edit: DocumentTypeEdit,
): Promise<DocumentTypeAnswer> {
  const today = dayAt(ctx.clock())
  const { me, types, ...seen } = await look(ctx, {
    types: allTypes(ctx),
    terms: termOn(ctx.tenant, today),
    issuers: ctx.tenant.select().from(issuer),
    counts: ctx.tenant
      .select()
      .from(numberSeries)
      .where(eq(numberSeries.series, edit.series ?? '')),
    given: givenTo(ctx, id),
  })
  const before = types.find((one) => one.id === id)
  if (before === undefined) throw new NotFound()
  if (!isOn(versions, before.version)) throw new Stale()
  const after: Type = {
    ...before,
    symbol: edit.symbol ?? before.symbol,
    series: edit.series ?? before.series,
    hidden: edit.hidden ?? before.hidden,
    asksNecessity: edit.asksNecessity ?? before.asksNecessity,
    version: before.version + 1,
  }
  if (after.series !== before.series) {
    refuseUnknownRun(types, after)
    refuseRepeats(after, seen)
  }
  const act = documentTypeActs.update(after, { before: told(before, types), after: told(after, types) })
  const statements = [
    ctx.tenant
      .update(documentType)
      .set(after)
      .where(and(eq(documentType.id, id), eq(documentType.version, before.version))),
    expectOne(ctx.tenant),
    ...(after.series === before.series ? [] : [expectNoneAhead(ctx, after)]),
  ]
  const others = types.map((one) => (one.id === id ? after : one))
  return commit(ctx, me, act, statements, showType(after, others), () => Promise.resolve(new Stale()))
}

const allTypes = (ctx: Context) => inOrder(ctx.tenant, {})
const inOrder = query()((db) =>
  db.select().from(documentType).orderBy(asc(documentType.rank), asc(documentType.id)),
)

/** Where numbers of today are counted: the current term, and the congress beside it. */
const countedNow = (ctx: Context) =>
  sql`((select id from term where opensOn <= ${dayAt(ctx.clock())} order by opensOn desc limit 1), ${CONGRESS})`

/** The highest number this type was given in the current term, by issuer. */
const givenTo = (ctx: Context, id: string) =>
  ctx.tenant.all<{ issuerId: string; highest: number | null }>(sql`
    select i.id as issuerId, (select max(d.number) from document d
      where d.issuerId = i.id and d.termId in ${countedNow(ctx)}
        and d.typeId = ${id}) as highest
    from issuer i`)

/** Guard: no number was given to the type meanwhile that the run it moves to has yet to give. */
const expectNoneAhead = (ctx: Context, { id, series }: Type): Statement =>
  expectTrue(
    ctx.tenant,
    sql`not exists (select 1 from document d join issuer i on i.id = d.issuerId and i.oneRun = 0
      where d.typeId = ${id} and d.termId in ${countedNow(ctx)} and d.number > coalesce(
        (select s.last from number_series s
          where s.issuerId = d.issuerId and s.termId = d.termId and s.series = ${series}), 0))`,
  )

/** A run is named after the type that opened it, or as the rule set names one that several share. */
function refuseUnknownRun(types: Type[], after: Type): void {
  const runs = new Set([...types.map((one) => one.id), ...types.map((one) => one.series)])
  if (runs.has(after.series)) return
  throw new Invalid([
    {
      field: 'series',
      message: 'Dãy số này không có. Chọn dãy số riêng của tên loại hoặc dãy của tên loại khác.',
    },
  ])
}

/** The numbers it was given this term must lie behind those that the new run has yet to give, at every issuer. */
function refuseRepeats(
  after: Type,
  seen: {
    terms: { id: string }[]
    issuers: (typeof issuer.$inferSelect)[]
    counts: (typeof numberSeries.$inferSelect)[]
    given: { issuerId: string; highest: number | null }[]
  },
): void {
  const term = seen.terms[0]
  if (term === undefined) throw new Invalid([NO_TERM])
  for (const { issuerId, highest } of seen.given) {
    const from = seen.issuers.find((one) => one.id === issuerId)
    if (from === undefined || from.oneRun || highest === null) continue
    const termId = termIdOf(from, term)
    const last = seen.counts.find((one) => one.issuerId === issuerId && one.termId === termId)?.last ?? 0
    if (last < highest) throw repeats(after, from.suffix, highest, last)
  }
}

const repeats = (type: Type, suffix: string, highest: number, last: number): Error =>
  new Conflict(
    `${type.name} đã lấy đến số ${highest} (${suffix}) trong nhiệm kỳ này, còn dãy số mới mới đến số ${last}: số sẽ bị trùng. ` +
      `Đặt số tiếp theo của dãy mới từ ${highest + 1} trở lên rồi đổi, hoặc đổi khi mở nhiệm kỳ mới.`,
    { highest, last },
  )

/** A type as the API tells it, with a warning where two runs print the same symbol. */
function showType(type: Type, types: Type[]): DocumentTypeAnswer {
  const { id, name, symbol, series, office, hidden, asksNecessity, version } = type
  const twins = types.filter(
    (one) => one.id !== id && !one.hidden && one.symbol === symbol && one.series !== series,
  )
  const warning =
    symbol === '' || hidden || twins.length === 0
      ? {}
      : {
          warning: `${name} và ${twins.map((one) => one.name).join(', ')} cùng ký hiệu ${symbol} nhưng đánh số riêng: số và ký hiệu có thể trùng nhau, khi trích dẫn phải ghi rõ tên loại.`,
        }
  return { id, name, symbol, series, office, hidden, asksNecessity, ...warning, version }
}

/** A type in words for the audit: with which others it counts, not the key of the run. */
const told = (type: Type, types: Type[]) => ({
  symbol: type.symbol,
  countedWith: types.filter((one) => one.id !== type.id && one.series === type.series).map((one) => one.name),
  hidden: type.hidden,
  asksNecessity: type.asksNecessity,
})
