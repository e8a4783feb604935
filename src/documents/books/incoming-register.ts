import { and, asc, desc, eq, gt, gte, lt, lte, sql } from 'drizzle-orm'
import type { Placeholder, SQL } from 'drizzle-orm'
import { z } from 'zod'
import { look } from '../../core/batch.ts'
import type { Context } from '../../core/context.ts'
import { addDays, dayAt, startOf } from '../../core/dates.ts'
import { MOST_COUNTED, paged, readCursor } from '../../core/paging.ts'
import { query } from '../../core/query.ts'
import type { Given } from '../../core/query.ts'
import { markOf } from '../../core/within.ts'
import { KINDS, PERIOD, placeAt, ROW_OF } from '../found.ts'
import { incoming } from '../tables.ts'
import { MAIN_BOOK, periodOn } from './books.ts'
import type { incomingRegisterQuery, incomingRegisterRow } from './schema.ts'
import { afterPlace, byPlace, place, turned, walk, withTotal, wordsOf } from './walk.ts'
import type { Walk } from './walk.ts'

/** The register of incoming documents of one period, by số đến, from the first or from the last; the filter's total comes with the first page. */
export async function incomingRegister(ctx: Context, asked: z.output<typeof incomingRegisterQuery>) {
  const { limit, from, to, period } = asked
  const filter = { from, to, ...(period === undefined ? { today: dayAt(ctx.clock()) } : { period }) }
  const newest = turned(asked.order)
  const counted = asked.cursor === undefined ? MOST_COUNTED + 1 : 0
  if (asked.q !== undefined && asked.q.trim() !== '') {
    const days = {
      begin: from === undefined ? undefined : startOf(from),
      end: to === undefined ? undefined : startOf(addDays(to, 1)),
    }
    const hunt = { ...filter, ...days, ...wordsOf(asked.q), marks: `"${KINDS.incoming}"` }
    const after = afterPlace(asked.cursor)
    const { rows, n } = await look(ctx, {
      rows: foundPage(ctx.tenant, { ...hunt, after, newest, limit: limit + 1 }),
      n: foundCount(ctx.tenant, { ...hunt, limit: counted }),
    })
    return withTotal(
      paged(
        rows,
        limit,
        (one) => [one.place],
        ({ row }) => incomingRow(row),
      ),
      counted,
      n,
    )
  }
  const after = readCursor(asked.cursor, z.tuple([z.number()]))
  const { rows, n } = await look(ctx, {
    rows: page(ctx.tenant, { ...filter, after: after?.[0], newest, limit: limit + 1 }),
    n: count(ctx.tenant, { ...filter, limit: counted }),
  })
  return withTotal(
    paged(rows, limit, (row) => [row.arrivalNo], incomingRow),
    counted,
    n,
  )
}

/** A period by its name, or that of today; days as `YYYY-MM-DD`. */
type Filter = {
  period?: string | undefined
  today?: string | undefined
  from?: string | undefined
  to?: string | undefined
}

const periodOf = ({ period, today }: Given<Filter>): SQL =>
  period ? sql`${period}` : periodOn(sql`${today}`)

const inBook = (given: Given<Filter>): SQL | undefined =>
  and(
    eq(incoming.book, MAIN_BOOK),
    eq(incoming.period, periodOf(given)),
    given.from && gte(incoming.arrivedOn, given.from),
    given.to && lte(incoming.arrivedOn, given.to),
  )

/**
 * Days as the numbers they came to, so that the book is read along its numbers. Two days are looked at because numbers
 * once given around a midnight may stand in the other's day.
 */
const numbersIn = (given: Given<Filter & Turn>): SQL | undefined => {
  const { after, newest, from, to } = given
  // What a page goes on after lies within the days: a second bound on its side would be walked from instead.
  return and(
    after && !newest
      ? gt(incoming.arrivalNo, after)
      : from && gte(incoming.arrivalNo, edge(given, 'min', sql`i.arrivedOn >= ${from}`, 'asc')),
    after && newest
      ? lt(incoming.arrivalNo, after)
      : to && lte(incoming.arrivalNo, edge(given, 'max', sql`i.arrivedOn <= ${to}`, 'desc')),
  )
}

/** From which end a book is read, and the number a page goes on after. */
type Turn = { after?: number | undefined; newest?: 1 | undefined }

function edge(given: Given<Filter>, which: 'min' | 'max', days: SQL, order: 'asc' | 'desc'): SQL {
  const outermost = sql.raw(which)
  return sql`(select ${outermost}(no) from (select ${outermost}(i.arrivalNo) as no from incoming i
    where i.book = ${MAIN_BOOK} and i.period = ${periodOf(given)} and ${days}
    group by i.arrivedOn order by i.arrivedOn ${sql.raw(order)} limit 2))`
}

const page = query<Filter & Turn & { limit: number }>()((db, { limit, ...given }) =>
  db
    .select()
    .from(incoming)
    .where(and(inBook(given), numbersIn(given)))
    .orderBy((given.newest ? desc : asc)(incoming.arrivalNo))
    .limit(limit),
)

const count = query<Filter & { limit: number }>()((db, { limit, ...given }) =>
  db.select({ n: sql<number>`count(*)` }).from(
    db
      .select({ one: sql`1` })
      .from(incoming)
      .where(inBook(given))
      .limit(limit)
      .as('counted'),
  ),
)

type Search = Filter & Walk & { begin?: number | undefined; end?: number | undefined }

const found = (given: Given<Search>): SQL =>
  walk(
    {
      ...given,
      marks: sql`${given.marks} || ' AND "${sql.raw(PERIOD)}' || ${markOf(periodOf(given))} || '"'`,
    },
    sql`${given.after && !given.newest ? sql`` : from(given.begin, '>=')}
      ${given.after && given.newest ? sql`` : from(given.end, '<')}`,
  )

const from = (instant: Placeholder | undefined, sign: '>=' | '<'): SQL =>
  instant === undefined ? sql`` : sql`and rowid ${sql.raw(sign)} ${placeAt(sql`${instant}`)}`

const foundPage = query<Search>()((db, given) =>
  db
    .select({ row: incoming, place })
    .from(found(given))
    .crossJoin(incoming)
    .where(and(sql`${incoming.rowid} = ${ROW_OF}`, inBook(given)))
    .orderBy(byPlace(given)),
)

const foundCount = query<Search>()((db, given) => db.select({ n: sql<number>`count(*)` }).from(found(given)))

const incomingRow = (row: typeof incoming.$inferSelect): z.infer<typeof incomingRegisterRow> => ({
  incomingId: row.id,
  arrivedOn: row.arrivedOn,
  arrivalNo: row.arrivalNo,
  author: row.senderName,
  notation: row.notation,
  issuedOn: row.issuedOn,
  typeName: row.typeName,
  subject: row.subject,
  receiver: row.receiver,
  transferredOn: row.transferredOn ?? '',
  signedFor: '',
  note: row.note ?? '',
})
