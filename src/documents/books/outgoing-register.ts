import { and, asc, desc, eq, gte, isNotNull, lt, sql } from 'drizzle-orm'
import type { Placeholder, SQL } from 'drizzle-orm'
import { z } from 'zod'
import { look } from '../../core/batch.ts'
import type { Context } from '../../core/context.ts'
import { addDays, dayAt, startIn, startOf } from '../../core/dates.ts'
import { Invalid } from '../../core/errors.ts'
import { given as present } from '../../core/given.ts'
import { MOST_COUNTED, paged, readCursor } from '../../core/paging.ts'
import { query } from '../../core/query.ts'
import type { Given } from '../../core/query.ts'
import { term } from '../../organisation/tables.ts'
import { ISSUER, KINDS, mark, placeAt, ROW_OF, TYPE } from '../found.ts'
import { document } from '../tables.ts'
import { CONGRESS } from './notation.ts'
import type { outgoingRegisterQuery, outgoingRegisterRow } from './schema.ts'
import { afterPlace, byPlace, place, turned, walk, withTotal, wordsOf } from './walk.ts'
import type { Walk } from './walk.ts'

/** In place of a term's id: the one that holds today. */
const NOW = 'current'
const NO_WORDS = 'Bỏ lọc theo thẩm quyền để tìm trong sổ theo từ.'

/** The register of outgoing documents, in the order of issuing, from the first or from the last; the filter's total comes with the first page. */
export async function outgoingRegister(ctx: Context, asked: z.output<typeof outgoingRegisterQuery>) {
  const { issuer, type, deciding, limit } = asked
  const term = asked.term === NOW ? { today: dayAt(ctx.clock()) } : { term: asked.term }
  const filter = { ...term, issuer, type, deciding, ...daysOf(asked) }
  const newest = turned(asked.order)
  const counted = asked.cursor === undefined ? MOST_COUNTED + 1 : 0
  if (asked.q !== undefined && asked.q.trim() !== '') {
    if (deciding !== undefined) throw new Invalid([{ field: 'q', message: NO_WORDS }])
    const after = afterPlace(asked.cursor)
    const hunt = { ...wordsOf(asked.q), marks: marksOf(filter), after, newest }
    const { rows, n } = await look(ctx, {
      rows: outgoingFound(ctx.tenant, { ...filter, ...hunt, limit: limit + 1 }),
      n: outgoingFoundCount(ctx.tenant, { ...filter, ...hunt, limit: counted }),
    })
    return withTotal(
      paged(
        rows,
        limit,
        ({ place }) => [place],
        ({ row }) => outgoingRow(row),
      ),
      counted,
      n,
    )
  }
  const after = readCursor(asked.cursor, z.tuple([z.number(), z.number()]))
  const { rows, n } = await look(ctx, {
    rows: outgoingPage(ctx.tenant, {
      ...filter,
      at: after?.[0],
      rowid: after?.[1],
      newest,
      limit: limit + 1,
    }),
    n: outgoingCount(ctx.tenant, { ...filter, limit: counted }),
  })
  return withTotal(
    paged(rows, limit, (row) => [row.issuedAt ?? 0, row.rowid], outgoingRow),
    counted,
    n,
  )
}

/** Days as instants, the order of the books: a day is that of its instant. */
const daysOf = ({ from, to }: { from?: string | undefined; to?: string | undefined }) => ({
  from: from === undefined ? undefined : startOf(from),
  to: to === undefined ? undefined : startOf(addDays(to, 1)),
})

type Filter = {
  term?: string | undefined
  /** `YYYY-MM-DD`, in place of the term that holds it. */
  today?: string | undefined
  issuer?: string | undefined
  type?: string | undefined
  deciding?: string | undefined
  from?: number | undefined
  to?: number | undefined
}

/**
 * A term is its days (no number is given on a day outside the term it is counted in), so that a book is read along one
 * index whatever is filtered; a congress counts by itself and stands in the term of its days. Type and issuer, or type
 * and deciding body, together are one expression, for SQLite would choose the index of the type alone.
 */
const inOutgoing = (
  { issuer, type, deciding, from, to, ...when }: Given<Filter>,
  after: { above?: SQL | undefined; below?: SQL | undefined } = {},
): SQL | undefined => {
  const id = termIn(when)
  return and(
    isNotNull(document.number),
    ...whose({ issuer, type, deciding }),
    // What a page goes on after lies within the days: a second bound on its side would be walked from instead.
    after.above ??
      and(id && sql`${document.issuedAt} >= ${opening(id)}`, from && gte(document.issuedAt, from)),
    after.below ?? and(id && sql`${document.issuedAt} < ${closing(id)}`, to && lt(document.issuedAt, to)),
    id && sql`+${document.termId} in (${id}, ${CONGRESS})`,
  )
}

/** The id of the term that is asked for. */
const termIn = ({ term: id, today }: Given<Pick<Filter, 'term' | 'today'>>): Placeholder | SQL | undefined =>
  today
    ? sql`(select ${term.id} from ${term} where ${term.opensOn} <= ${today} and (${term.closesOn} is null
        or ${term.closesOn} >= ${today}))`
    : id

const whose = ({ issuer, type, deciding }: Given<Pick<Filter, 'issuer' | 'type' | 'deciding'>>) => {
  if (deciding)
    return [
      type
        ? sql`${document.typeId} || ' ' || ${document.decidingBody} = ${type} || ' ' || ${deciding}`
        : eq(document.decidingBody, deciding),
      issuer && sql`+${document.issuerId} = ${issuer}`,
    ]
  return issuer && type
    ? [sql`${document.issuerId} || ' ' || ${document.typeId} = ${issuer} || ' ' || ${type}`]
    : [issuer && eq(document.issuerId, issuer), type && eq(document.typeId, type)]
}

const opening = (id: Placeholder | SQL): SQL =>
  sql`(select ${startIn(term.opensOn)} from ${term} where ${term.id} = ${id})`
const closing = (id: Placeholder | SQL): SQL =>
  sql`(select coalesce(${startIn(term.closesOn)} + 86400000, ${Number.MAX_SAFE_INTEGER}) from ${term} where ${term.id} = ${id})`

/** What a line of the book is made of: a third of the columns, as books are taken along a thousand lines a page. */
const line = {
  rowid: document.rowid,
  id: document.id,
  number: document.number,
  notation: document.notation,
  issuedOn: document.issuedOn,
  issuedAt: document.issuedAt,
  typeName: document.typeName,
  subject: document.subject,
  signerName: document.signerName,
  recipientText: document.recipientText,
  copyKeeper: document.copyKeeper,
  copies: document.copies,
  note: document.note,
  state: document.state,
}
type Line = Pick<typeof document.$inferSelect, keyof typeof line>

type OutgoingPage = Filter & Pick<Walk, 'newest' | 'limit'> & { at?: number; rowid?: number }

const outgoingPage = query<OutgoingPage>()((db, { at, rowid, newest, limit, ...filter }) => {
  const key = sql`(${document.issuedAt}, ${document.rowid})`
  const after =
    at && (newest ? { below: sql`${key} < (${at}, ${rowid})` } : { above: sql`${key} > (${at}, ${rowid})` })
  const way = newest ? desc : asc
  return db
    .select(line)
    .from(document)
    .where(inOutgoing(filter, after))
    .orderBy(way(document.issuedAt), way(document.rowid))
    .limit(limit)
})

const outgoingCount = query<Filter & { limit: number }>()((db, { limit, ...filter }) =>
  db.select({ n: sql<number>`count(*)` }).from(
    db
      .select({ one: sql`1` })
      .from(document)
      .where(inOutgoing(filter))
      // In the order of the book, so that it is counted along it and not among all that has no number.
      .orderBy(asc(document.issuedAt))
      .limit(limit)
      .as('counted'),
  ),
)

const marksOf = ({ issuer, type }: Filter): string =>
  [
    `("${KINDS.issued}" OR "${KINDS.held}")`,
    ...(issuer === undefined ? [] : [`"${mark(ISSUER, issuer)}"`]),
    ...(type === undefined ? [] : [`"${mark(TYPE, type)}"`]),
  ].join(' AND ')

const outgoingWalk = (given: Given<Filter & Walk>): SQL => {
  const { from, to, after, newest } = given
  const id = termIn(given)
  // A page after the first begins at `after`, which lies within the days: FTS5 would take another bound there instead.
  const below =
    after && !newest ? [] : [id && sql`>= ${placeAt(opening(id))}`, from && sql`>= ${placeAt(sql`${from}`)}`]
  const above =
    after && newest ? [] : [id && sql`< ${placeAt(closing(id))}`, to && sql`< ${placeAt(sql`${to}`)}`]
  const bounds = [...below, ...above].flatMap((bound) =>
    bound === undefined ? [] : [sql`and rowid ${bound}`],
  )
  return walk(given, sql.join(bounds, sql` `))
}

const outgoingFound = query<Filter & Walk>()((db, given) =>
  db
    .select({ row: line, place })
    .from(outgoingWalk(given))
    .crossJoin(document)
    .where(and(sql`${document.rowid} = ${ROW_OF}`, inOutgoing(given)))
    .orderBy(byPlace(given)),
)

const outgoingFoundCount = query<Filter & Walk>()((db, given) =>
  db.select({ n: sql<number>`count(*)` }).from(outgoingWalk(given)),
)

const outgoingRow = (row: Line): z.infer<typeof outgoingRegisterRow> => ({
  documentId: row.id,
  number: row.number ?? 0,
  notation: row.notation ?? '',
  issuedOn: row.issuedOn ?? '',
  typeName: row.typeName ?? '',
  subject: row.subject,
  signer: row.signerName ?? '',
  recipients: row.recipientText,
  copyKeeper: row.copyKeeper ?? 'Văn thư',
  note: row.note ?? '',
  state: row.state as z.infer<typeof outgoingRegisterRow>['state'],
  ...present({ copies: row.copies }),
})
