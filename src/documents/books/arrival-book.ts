import { and, eq, sql } from 'drizzle-orm'
import { commit, expectOne, expectTrue, look, takenMeanwhile } from '../../core/batch.ts'
import type { Statement } from '../../core/batch.ts'
import type { Context } from '../../core/context.ts'
import { dayAt } from '../../core/dates.ts'
import { Invalid, NotFound, Stale } from '../../core/errors.ts'
import { isOn } from '../../core/version.ts'
import type { Versions } from '../../core/version.ts'
import { query } from '../../core/query.ts'
import { termOn } from '../../organisation/terms.ts'
import { arrivalBookActs } from '../acts.ts'
import { arrivalBook, arrivalSeries, incoming } from '../tables.ts'
import type { ArrivalBookAnswer, ArrivalBookInput } from './schema.ts'

type Book = typeof arrivalBook.$inferSelect
/** What was counted in one period of a book: the count, and the highest number a document bears. */
type Count = { book: string; period: string; last: number; given: number | null }
type Term = { id: string; name: string }

/** The books of arrivals, each in its present period. */
export async function listArrivalBooks(ctx: Context): Promise<{ items: ArrivalBookAnswer[] }> {
  const { books, counts, terms } = await look(ctx, queries(ctx))
  const today = dayAt(ctx.clock())
  return { items: books.map((book) => showBook(book, counts, terms[0], today)) }
}

/**
 * Sets how a book counts and the số đến it gives next. When it changes from years to terms or back, the count
 * runs on, so that no reader meets one number twice.
 * @param versions those the edit may have been made on
 * @throws Stale when it was edited since; Invalid when the number was given already
 */
export async function setArrivalBook(
  ctx: Context,
  id: string,
  versions: Versions,
  input: ArrivalBookInput,
): Promise<ArrivalBookAnswer> {
  const { me, books, counts, terms } = await look(ctx, queries(ctx))
  const today = dayAt(ctx.clock())
  const before = books.find((one) => one.id === id)
  if (before === undefined) throw new NotFound()
  if (!isOn(versions, before.version)) throw new Stale()
  const old = showBook(before, counts, terms[0], today)
  const after = { ...before, period: input.period ?? before.period, version: before.version + 1 }
  const now = showBook(after, counts, terms[0], today)
  const floor = Math.max(old.given, now.given)
  const running = after.period === before.period ? now.next : Math.max(old.next, now.next)
  const next = input.next ?? running
  if (next <= floor) {
    const message = `Sổ đã cấp đến số ${floor}; số đến tiếp theo nhỏ nhất là ${floor + 1}.`
    throw new Invalid([{ field: 'next', message }])
  }
  const answer = { ...now, next }
  const act = arrivalBookActs.set(before, {
    before: { period: old.periodName, next: old.next },
    after: { period: answer.periodName, next },
  })
  const periods = [before, after].map((book) => periodOf(book, terms[0], today))
  const statements = [
    ctx.tenant
      .update(arrivalBook)
      .set({ period: after.period, version: after.version })
      .where(and(eq(arrivalBook.id, id), eq(arrivalBook.version, before.version))),
    expectOne(ctx.tenant),
    ...setLast(ctx, id, periodOf(after, terms[0], today), next - 1),
    ...periods.map((period) => expectNoneAbove(ctx, id, period, next - 1)),
  ]
  return commit(ctx, me, act, statements, answer, takenMeanwhile)
}

/** The period a book counts in on a day; the same rule as `periodOn` in books.ts, on rows already read. */
export const periodOf = (book: Pick<Book, 'period'>, current: Term | undefined, day: string): string =>
  book.period === 'term' && current !== undefined ? current.id : day.slice(0, 4)

const queries = (ctx: Context) => ({
  books: allBooks(ctx.tenant, {}),
  terms: termOn(ctx.tenant, dayAt(ctx.clock())),
  counts: counted(ctx.tenant, {}),
})

const allBooks = query()((db) => db.select().from(arrivalBook).orderBy(arrivalBook.id))
const counted = query()((db) =>
  db.all<Count>(sql`
    select s.book, s.period, s.last,
      (select max(i.arrivalNo) from incoming i where i.book = s.book and i.period = s.period) as given
    from arrival_series s`),
)

function showBook(book: Book, counts: Count[], current: Term | undefined, day: string): ArrivalBookAnswer {
  const period = periodOf(book, current, day)
  const count = counts.find((one) => one.book === book.id && one.period === period)
  return {
    id: book.id,
    name: book.name,
    period: book.period,
    periodName: period === current?.id ? `Nhiệm kỳ ${current.name}` : `Năm ${period}`,
    given: count?.given ?? 0,
    next: (count?.last ?? 0) + 1,
    version: book.version,
  }
}

const setLast = (ctx: Context, book: string, period: string, last: number): Statement[] => [
  ctx.tenant
    .insert(arrivalSeries)
    .values({ book, period, last })
    .onConflictDoUpdate({ target: [arrivalSeries.book, arrivalSeries.period], set: { last } }),
]

const expectNoneAbove = (ctx: Context, book: string, period: string, last: number): Statement =>
  expectTrue(
    ctx.tenant,
    sql`not exists (select 1 from ${incoming} where ${incoming.book} = ${book}
      and ${incoming.period} = ${period} and ${incoming.arrivalNo} > ${last})`,
  )
