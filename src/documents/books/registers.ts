import { and, asc, eq, gt, gte, isNotNull, lte, or, sql } from 'drizzle-orm'
import type { SQL } from 'drizzle-orm'
import { z } from 'zod'
import { look } from '../../core/batch.ts'
import { given } from '../../core/given.ts'
import type { Context } from '../../core/context.ts'
import { dayAt } from '../../core/dates.ts'
import { paged, readCursor } from '../../core/paging.ts'
import { MAIN_BOOK, periodOn } from './books.ts'
import { foundBy } from '../find.ts'
import { document, incoming } from '../tables.ts'
import { CONGRESS } from './notation.ts'
import type {
  incomingRegisterQuery,
  incomingRegisterRow,
  outgoingRegisterQuery,
  outgoingRegisterRow,
} from './schema.ts'

/** The register of outgoing documents, in the order of issuing; the filter's total comes with the first page. */
export async function outgoingRegister(ctx: Context, query: z.output<typeof outgoingRegisterQuery>) {
  const after = readCursor(query.cursor, z.tuple([z.number(), z.number()]))
  const where = and(
    isNotNull(document.number),
    query.term === undefined ? undefined : inTerm(query.term),
    query.issuer === undefined ? undefined : eq(document.issuerId, query.issuer),
    query.type === undefined ? undefined : eq(document.typeId, query.type),
    query.from === undefined ? undefined : gte(document.issuedOn, query.from),
    query.to === undefined ? undefined : lte(document.issuedOn, query.to),
    foundBy('document', query.q),
  )
  const next =
    after === undefined
      ? undefined
      : or(
          gt(document.issuedAt, after[0]),
          and(eq(document.issuedAt, after[0]), gt(document.rowid, after[1])),
        )
  const { rows, total } = await look(ctx, {
    rows: ctx.tenant
      .select()
      .from(document)
      .where(and(where, next))
      .orderBy(asc(document.issuedAt), asc(document.rowid))
      .limit(query.limit + 1),
    total: count(ctx, document, after === undefined ? where : sql`false`),
  })
  const shown = paged(rows, query.limit, (row) => [row.issuedAt ?? 0, row.rowid], outgoingRow)
  return { ...shown, ...(after === undefined ? { total: total[0]?.n ?? 0 } : {}) }
}

/** Numbered in a term, or by a congress on one of its days. */
const inTerm = (id: string) =>
  or(
    eq(document.termId, id),
    and(
      eq(document.termId, CONGRESS),
      sql`exists (select 1 from term where term.id = ${id} and term.opensOn <= ${document.issuedOn}
        and (term.closesOn is null or term.closesOn >= ${document.issuedOn}))`,
    ),
  )

/** The register of incoming documents of one period, by số đến. */
export async function incomingRegister(ctx: Context, query: z.output<typeof incomingRegisterQuery>) {
  const after = readCursor(query.cursor, z.tuple([z.number()]))
  const where = and(
    eq(incoming.book, MAIN_BOOK),
    eq(incoming.period, query.period ?? periodOn(dayAt(ctx.clock()))),
    query.from === undefined ? undefined : gte(incoming.arrivedOn, query.from),
    query.to === undefined ? undefined : lte(incoming.arrivedOn, query.to),
    foundBy('incoming', query.q),
  )
  const { rows, total } = await look(ctx, {
    rows: ctx.tenant
      .select()
      .from(incoming)
      .where(and(where, after === undefined ? undefined : gt(incoming.arrivalNo, after[0])))
      .orderBy(asc(incoming.arrivalNo))
      .limit(query.limit + 1),
    total: count(ctx, incoming, after === undefined ? where : sql`false`),
  })
  const shown = paged(rows, query.limit, (row) => [row.arrivalNo], incomingRow)
  return { ...shown, ...(after === undefined ? { total: total[0]?.n ?? 0 } : {}) }
}

const count = (ctx: Context, table: typeof document | typeof incoming, where: SQL | undefined) =>
  ctx.tenant
    .select({ n: sql<number>`count(*)` })
    .from(table)
    .where(where)

const outgoingRow = (row: typeof document.$inferSelect): z.infer<typeof outgoingRegisterRow> => ({
  documentId: row.id,
  number: row.number ?? 0,
  notation: row.notation ?? '',
  issuedOn: row.issuedOn ?? '',
  typeName: row.typeName ?? '',
  subject: row.subject,
  signer: row.signerName ?? '',
  recipients: row.recipientText,
  copyKeeper: 'Văn thư',
  note: row.note ?? '',
  state: row.state as z.infer<typeof outgoingRegisterRow>['state'],
  ...given({ copies: row.copies }),
})

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
