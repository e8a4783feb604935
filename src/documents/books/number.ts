import { and, eq, sql } from 'drizzle-orm'
import type { Placeholder, SQL } from 'drizzle-orm'
import type { Statement } from '../../core/batch.ts'
import type { Context } from '../../core/context.ts'
import { dayIn } from '../../core/dates.ts'
import { decided } from '../../core/decided.ts'
import type { Decided } from '../../core/decided.ts'
import { DomainError } from '../../core/errors.ts'
import { query } from '../../core/query.ts'
import { document, numberSeries } from '../tables.ts'
import { notation, seriesOf, termIdOf } from './notation.ts'

/** The run a number is drawn from: issuer, term (`termIdOf`) and series. */
export type SeriesKey = { issuerId: string; termId: string; series: string }

/** What a document has once it was given its number; `issuedOn` as `YYYY-MM-DD`. */
export type Numbered = { number: number; notation: string; issuedOn: string }

/** The run that a document of this type draws from at this issuer in a term. */
export const runOf = (
  type: { series: string },
  issuer: { id: string; kind: string; oneRun: boolean },
  term: { id: string },
): SeriesKey => ({
  issuerId: issuer.id,
  termId: termIdOf(issuer, term),
  series: seriesOf(type, issuer),
})

/** Counts a series on by one. Only inside the batch that uses the number, so that no number is ever lost. */
export const countOn = (ctx: Context, key: SeriesKey): Statement => count(ctx.tenant, key)

const count = query<SeriesKey>()((db, key) =>
  db
    .insert(numberSeries)
    .values({ ...key, last: 1 })
    .onConflictDoUpdate({
      target: [numberSeries.issuerId, numberSeries.termId, numberSeries.series],
      set: { last: sql`${numberSeries.last} + 1` },
    }),
)

/** Guard right after the count: the number is the one that was shown to whoever asked for it, if one was. */
export const asPromised = (ctx: Context, key: SeriesKey, promised: number | undefined): Statement[] =>
  promised === undefined ? [] : [countedTo(ctx.tenant, { ...key, promised })]

const countedTo = query<SeriesKey & { promised: number }>()((db, { issuerId, termId, series, promised }) =>
  db.run(sql`insert into expect select exists (select 1 from number_series
    where issuerId = ${issuerId} and termId = ${termId} and series = ${series} and last = ${promised})`),
)

/**
 * For whoever was promised a number that another paper has by now: which one it would be. Undefined where the promise
 * would hold, so that something else stopped the batch.
 */
export async function promiseGone(
  ctx: Context,
  key: SeriesKey,
  { symbol, suffix }: { symbol: string; suffix: string },
  promised: number | undefined,
): Promise<Error | undefined> {
  if (promised === undefined) return undefined
  const [run] = await lastOf(ctx.tenant, key)
  const next = (run?.last ?? 0) + 1
  if (next === promised) return undefined
  const [was, now] = [promised, next].map((number) => notation(number, symbol, suffix))
  return new DomainError(
    'conflict',
    `Số ${was} vừa được cấp cho văn bản khác; bản này sẽ lấy số ${now}. Chưa có gì được phát hành; đề nghị xem lại số rồi bấm lại.`,
    { next: { number: next, notation: now } },
    'number_gone',
  )
}

const lastOf = query<SeriesKey>()((db, { issuerId, termId, series }) =>
  db
    .select({ last: numberSeries.last })
    .from(numberSeries)
    .where(
      and(
        eq(numberSeries.issuerId, issuerId),
        eq(numberSeries.termId, termId),
        eq(numberSeries.series, series),
      ),
    ),
)

/** The same in a query that is compiled: where a value stands, or the value. */
type Placed<T> = { [Name in keyof T]: T[Name] | Placeholder }

/**
 * When a number is given: now, or just after the last of its run where that was given by a process whose clock is
 * ahead, so that days never go back as numbers go on.
 * @param at the clock of this process (ms UTC)
 */
const givenAt = (key: Placed<SeriesKey>, at: number | Placeholder): SQL<number> =>
  sql<number>`max(cast(${at} as integer), coalesce((select before.issuedAt + 1 from document before
    where before.issuerId = ${key.issuerId} and before.termId = ${key.termId} and before.series = ${key.series}
    order by before.number desc limit 1), 0))`

/** Columns that take the number just counted, how it is printed (`notation.ts` in SQL), and when it was given. */
export const numbered = (key: SeriesKey, symbol: string, suffix: string, at: number) => ({
  ...key,
  ...counted(key, tailOf(symbol, suffix), at),
})

/** What stands behind the number as it is printed. */
const tailOf = (symbol: string, suffix: string): string => `${symbol === '' ? '' : `-${symbol}`}/${suffix}`

function counted(key: Placed<SeriesKey>, tail: string | Placeholder, at: number | Placeholder) {
  const last = sql<number>`(select last from number_series
    where issuerId = ${key.issuerId} and termId = ${key.termId} and series = ${key.series})`
  const issuedAt = givenAt(key, at)
  const when = { issuedAt, issuedOn: dayIn(issuedAt) }
  return { number: last, notation: sql<string>`printf('%02d', ${last}) || ${tail}`, ...when }
}

/** The number, notation and day that a batch gives a document. */
export const numberOf = (id: string): Decided<Numbered> =>
  decided(document, eq(document.id, id), {
    number: document.number,
    notation: document.notation,
    issuedOn: document.issuedOn,
  })

/**
 * Guard for the batch that gives a number: the term still holds the day, and issuer and type number as they did
 * when the batch was made. Terms, issuers and types check the same from their side before they change.
 * @param run the run it is drawn from
 * @param at the clock of this process (ms UTC)
 */
export const stillNumbers = (
  ctx: Context,
  term: { id: string },
  issuer: { id: string; suffix: string; oneRun: boolean },
  type: { id: string; symbol: string; series: string },
  run: SeriesKey,
  at: number,
): Statement =>
  stands(ctx.tenant, {
    ...run,
    at,
    term: term.id,
    issuer: issuer.id,
    suffix: issuer.suffix,
    oneRun: issuer.oneRun ? 1 : 0,
    type: type.id,
    symbol: type.symbol,
    typeSeries: type.series,
  })

type Standing = SeriesKey & {
  at: number
  term: string
  issuer: string
  suffix: string
  oneRun: number
  type: string
  symbol: string
  typeSeries: string
}

const stands = query<Standing>()((
  db,
  { at, term, issuer, suffix, oneRun, type, symbol, typeSeries, ...run },
) => {
  const day = dayIn(givenAt(run, at))
  return db.run(sql`insert into expect select
    exists (select 1 from term where id = ${term} and opensOn <= ${day} and (closesOn is null or closesOn >= ${day}))
      and exists (select 1 from issuer where id = ${issuer} and suffix = ${suffix}
        and oneRun = ${oneRun} and closedAt is null)
      and exists (select 1 from document_type where id = ${type} and symbol = ${symbol} and series = ${typeSeries})`)
})

/** Who holds a number for which draft, from which version of it to which. */
type Holding = SeriesKey & {
  id: string
  typeName: string
  tail: string
  at: number
  by: string
  version: number
  next: number
}

/** Statement that has a draft hold the number just counted, for the clerks to send; none other than of this version. */
export const holdNumber = (
  ctx: Context,
  run: SeriesKey,
  printed: { symbol: string; suffix: string },
  draft: { id: string; version: number; typeName: string; by: string; at: number },
): Statement => {
  const { version } = draft
  return held(ctx.tenant, {
    ...run,
    ...draft,
    tail: tailOf(printed.symbol, printed.suffix),
    next: version + 1,
  })
}

const held = query<Holding>()((db, { id, typeName, tail, at, by, version, next, ...key }) =>
  db
    .update(document)
    .set({
      ...counted(key, tail, at),
      issuerId: sql`${key.issuerId}`,
      termId: sql`${key.termId}`,
      series: sql`${key.series}`,
      typeName: sql`${typeName}`,
      stage: 'numbered',
      holderId: null,
      holderName: null,
      holdDueOn: null,
      issuedBy: sql`${by}`,
      updatedAt: sql`${at}`,
      version: sql`${next}`,
    })
    .where(and(eq(document.id, id), eq(document.state, 'draft'), eq(document.version, version))),
)
