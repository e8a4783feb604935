import { asc, desc, isNull, sql } from 'drizzle-orm'
import { commit, expectTrue, look } from '../../core/batch.ts'
import type { Statement } from '../../core/batch.ts'
import type { Context } from '../../core/context.ts'
import { dayAt } from '../../core/dates.ts'
import { Conflict, Invalid } from '../../core/errors.ts'
import { given } from '../../core/given.ts'
import { query } from '../../core/query.ts'
import { issuer } from '../../organisation/tables.ts'
import { NO_TERM, termOn } from '../../organisation/terms.ts'
import { seriesActs } from '../acts.ts'
import { document, documentType, numberSeries } from '../tables.ts'
import { CONGRESS, notation, seriesOf, termIdOf } from './notation.ts'
import type { SeriesKey } from './number.ts'
import type { SeriesAnswer, SeriesInput, SeriesList } from './schema.ts'

type Issuer = typeof issuer.$inferSelect
type Type = typeof documentType.$inferSelect

/** Every run of outgoing numbers of the current term, issuer by issuer, with the number each gives next. */
export async function listSeries(ctx: Context): Promise<SeriesList> {
  const { terms, issuers, types, counts } = await look(ctx, queries(ctx))
  const term = terms[0]
  return {
    ...(term === undefined ? {} : { term: { id: term.id, name: term.name } }),
    items: issuers.flatMap((from) => runsOf(from, types, counts)),
  }
}

/**
 * Sets the number a run gives next, for a committee that joins in mid-term with a paper book. It may go back as
 * well as forward, but never to a number that was given here.
 * @throws Invalid when the number was given already, there is no such run, or numbers are left out without a reason; Conflict when it was given meanwhile
 */
export async function setSeries(ctx: Context, input: SeriesInput): Promise<SeriesAnswer> {
  const { me, terms, issuers, types, counts } = await look(ctx, queries(ctx))
  const term = terms[0]
  if (term === undefined) throw new Invalid([NO_TERM])
  const from = issuers.find((one) => one.id === input.issuerId)
  if (from === undefined) {
    throw new Invalid([{ field: 'issuerId', message: 'Cơ quan ban hành này không có hoặc đã ngừng.' }])
  }
  const run = runsOf(from, types, counts).find((one) => one.series === input.series)
  if (run === undefined) {
    throw new Invalid([{ field: 'series', message: 'Cơ quan ban hành này không có dãy số như vậy.' }])
  }
  if (input.next <= run.given) {
    throw new Invalid([
      {
        field: 'next',
        message: `Đã cấp đến số ${run.given} trong nhiệm kỳ ${term.name}; số tiếp theo nhỏ nhất là ${run.given + 1}.`,
      },
    ])
  }
  refuseWordlessGap(run, input)
  const key = { issuerId: from.id, termId: termIdOf(from, term), series: run.series }
  const after: SeriesAnswer = { ...run, next: input.next, notation: shown(input.next, run.types, from) }
  const act = seriesActs.set(
    { id: `${from.id}/${run.series}`, name: titleOf(run) },
    {
      before: { term: term.name, next: run.next },
      after: { term: term.name, next: input.next, ...given({ reason: input.reason }) },
    },
  )
  return commit(ctx, me, act, setLast(ctx, key, input.next - 1), after, () =>
    Promise.resolve(new Conflict(`Số ${input.next} vừa được cấp. Đề nghị tải lại rồi đặt số khác.`)),
  )
}

/** Numbers that a run leaves out in mid-run stand nowhere in the book: whoever sets it ahead says why. */
function refuseWordlessGap(run: SeriesAnswer, { next, reason }: SeriesInput): void {
  if (run.given === 0 || next <= run.given + 1 || (reason ?? '') !== '') return
  const left = next === run.given + 2 ? `số ${run.given + 1}` : `các số ${run.given + 1}–${next - 1}`
  throw new Invalid([
    {
      field: 'reason',
      message: `Dãy này đã cấp đến số ${run.given}; đặt ${next} sẽ bỏ trống ${left}. Ghi lý do, ví dụ: đã cấp ở sổ giấy.`,
    },
  ])
}

/** The count of a run and the guard that nothing above it was given, even in a run its types counted in before. */
const setLast = (ctx: Context, key: SeriesKey, last: number): Statement[] => [
  ctx.tenant
    .insert(numberSeries)
    .values({ ...key, last })
    .onConflictDoUpdate({
      target: [numberSeries.issuerId, numberSeries.termId, numberSeries.series],
      set: { last },
    }),
  expectTrue(
    ctx.tenant,
    sql`not exists (select 1 from ${document} where ${document.issuerId} = ${key.issuerId}
      and ${document.termId} = ${key.termId} and ${document.number} > ${last}
      and (${document.series} = ${key.series}
        or ${document.typeId} in (select id from document_type where series = ${key.series})))`,
  ),
]

type Count = { issuerId: string; series: string; last: number; given: number | null }

function queries(ctx: Context) {
  const today = dayAt(ctx.clock())
  return {
    terms: termOn(ctx.tenant, today),
    issuers: standingIssuers(ctx.tenant, {}),
    types: rankedTypes(ctx.tenant, {}),
    counts: counted(ctx.tenant, { today }),
  }
}

const standingIssuers = query()((db) =>
  db.select().from(issuer).where(isNull(issuer.closedAt)).orderBy(desc(issuer.main), asc(issuer.suffix)),
)
const rankedTypes = query()((db) => db.select().from(documentType).orderBy(asc(documentType.rank)))
const counted = query<{ today: string }>()((db, { today }) =>
  db.all<Count>(sql`
    select s.issuerId, s.series, s.last, (select max(d.number) from document d
      where d.issuerId = s.issuerId and d.termId = s.termId and d.series = s.series) as given
    from number_series s where s.termId in ((select id from term where opensOn <= ${today}
      and (closesOn is null or closesOn >= ${today}) order by opensOn desc limit 1), ${CONGRESS})`),
)

/** The runs of an issuer: one for each series its types count in, or a single one for a congress. */
function runsOf(from: Issuer, types: Type[], counts: Count[]): SeriesAnswer[] {
  const bySeries = Map.groupBy(types, (type) => seriesOf(type, from))
  return [...bySeries].flatMap(([series, members]) => {
    const count = counts.find((one) => one.issuerId === from.id && one.series === series)
    const offered = members.filter((type) => !type.hidden)
    if (offered.length === 0 && count === undefined) return []
    const next = (count?.last ?? 0) + 1
    return {
      issuer: { id: from.id, suffix: from.suffix, name: from.name },
      series,
      types: (offered.length === 0 ? members : offered).map(({ id, name, symbol }) => ({ id, name, symbol })),
      given: count?.given ?? 0,
      next,
      notation: shown(next, members, from),
    }
  })
}

/** A number as it will be printed; a run of several symbols shows the number alone. */
const shown = (next: number, types: { symbol: string }[], from: { suffix: string }): string => {
  const symbols = new Set(types.map((type) => type.symbol))
  return notation(next, symbols.size === 1 ? ([...symbols][0] ?? '') : '', from.suffix)
}

const titleOf = (run: SeriesAnswer): string =>
  `${run.types.map((type) => type.name).join(', ')} (${run.issuer.suffix})`
