import { and, asc, desc, eq, gte, lt, sql } from 'drizzle-orm'
import type { Column, SQL } from 'drizzle-orm'
import { z } from 'zod'
import { look } from '../../core/batch.ts'
import type { Context } from '../../core/context.ts'
import { iso } from '../../core/dates.ts'
import { given } from '../../core/given.ts'
import { paged, readCursor } from '../../core/paging.ts'
import { query } from '../../core/query.ts'
import { soughtBy } from '../../core/sought.ts'
import type { Given } from '../../core/query.ts'
import type { Database } from '../../platform/database.ts'
import { between, hit, HIT_ORDER, hits, huntAfter, placeOf } from '../find.ts'
import type { Hunt } from '../find.ts'
import { endedText } from '../issued/show.ts'
import { STAGES } from '../drafting/stages.ts'
import { KINDS, mark, ROW_OF, TYPE } from '../found.ts'
import { document, documentType } from '../tables.ts'
import { isDraft, marksDraft, readsDraft } from './reachable.ts'
import type { DocumentListQuery, DocumentRow } from './schema.ts'

/** What a list shows, and what it is sorted by. */
const listed = {
  rowid: document.rowid,
  id: document.id,
  state: document.state,
  subject: document.subject,
  urgency: document.urgency,
  authorName: document.authorName,
  updatedAt: document.updatedAt,
  issuedAt: document.issuedAt,
  recipientCount: document.recipientCount,
  typeName: document.typeName,
  notation: document.notation,
  number: document.number,
  issuedOn: document.issuedOn,
  signerName: document.signerName,
  stage: document.stage,
  holderName: document.holderName,
  holdDueOn: document.holdDueOn,
  endedOn: document.endedOn,
  endedHow: document.endedHow,
}
const listedType = { id: documentType.id, name: documentType.name, symbol: documentType.symbol }
type Listed = {
  found: Pick<typeof document.$inferSelect, keyof typeof listed>
  type: Pick<typeof documentType.$inferSelect, keyof typeof listedType> | null
}

/**
 * Drafts by last edit, issued documents by when they were issued, newest first unless asked otherwise; or issued ones by
 * their type, each as its book has them. Of a search what bears the very number
 * comes first, then what has the accents that were typed.
 */
export async function listDocuments(
  ctx: Context,
  { state, type, q, from, to, order, cursor, limit }: DocumentListQuery,
): Promise<{ items: DocumentRow[]; next?: string }> {
  const person = state === 'draft' ? ctx.person.id : undefined
  const days = between(from, to)
  if (q !== undefined && q.trim() !== '') {
    const kind = state === 'draft' ? {} : { kind: `"${KINDS.issued}"` }
    const typed = type === undefined ? '' : ` AND "${mark(TYPE, type)}"`
    const hunt = { ...huntAfter(soughtBy(q), cursor), ...days }
    const { rows } = await look(ctx, {
      rows: found(ctx.tenant, { ...hunt, ...kind, person, type, typed, limit: limit + 1 }),
    })
    return paged(rows, limit, (row) => placeOf(row.hit), showRow)
  }
  if (order === 'type' && type === undefined) {
    const [typeId, at, rowid] = readCursor(cursor, z.tuple([z.string(), z.number(), z.number()])) ?? []
    const { rows } = await look(ctx, {
      rows: byType(ctx.tenant, { ...days, typeId, at, rowid, limit: limit + 1 }),
    })
    return paged(
      rows,
      limit,
      ({ found: one, type }) => [type?.id ?? '', one.issuedAt ?? 0, one.rowid],
      showRow,
    )
  }
  const after = readCursor(cursor, z.tuple([z.number(), z.number()]))
  const oldest = order === 'newest' ? undefined : (1 as const)
  const page = { type, ...days, oldest, at: after?.[0], rowid: after?.[1], limit: limit + 1 }
  const { rows } = await look(ctx, {
    rows: person === undefined ? issued(ctx.tenant, page) : drafts(ctx.tenant, { ...page, person }),
  })
  const key = ({ found: one }: Listed) => [(state === 'draft' ? one.updatedAt : one.issuedAt) ?? 0, one.rowid]
  return paged(rows, limit, key, showRow)
}

type Page = {
  type?: string | undefined
  since?: number | undefined
  until?: number | undefined
  oldest?: 1 | undefined
  at?: number | undefined
  rowid?: number | undefined
  limit: number
}

const issued = query<Page>()((db, given) =>
  pageOf(db, given, document.issuedAt, eq(document.state, 'issued')),
)

/** By type, then in the order of issuing, along one index; days only leave out, for they would be walked instead. */
const byType = query<Omit<Page, 'type' | 'oldest'> & { typeId?: string | undefined }>()(
  (db, { since, until, typeId, at, rowid, limit }) =>
    db
      .select({ found: listed, type: listedType })
      .from(document)
      .leftJoin(documentType, eq(documentType.id, document.typeId))
      .where(
        and(
          eq(document.state, 'issued'),
          since && sql`+${document.issuedAt} >= ${since}`,
          until && sql`+${document.issuedAt} < ${until}`,
          typeId &&
            sql`(${document.typeId}, ${document.issuedAt}, ${document.rowid}) > (${typeId}, ${at}, ${rowid})`,
        ),
      )
      .orderBy(asc(document.typeId), asc(document.issuedAt), asc(document.rowid))
      .limit(limit),
)

const drafts = query<Page & { person: string }>()((db, { person, ...given }) =>
  pageOf(db, given, document.updatedAt, and(isDraft, readsDraft({ person: { id: person } }))),
)

/** A page of documents in the order of an instant, the newest first unless the oldest are asked for. */
const pageOf = (
  db: Database,
  { type, since, until, oldest, at, rowid, limit }: Given<Page>,
  order: Column,
  which: SQL | undefined,
) =>
  db
    .select({ found: listed, type: listedType })
    .from(document)
    .leftJoin(documentType, eq(documentType.id, document.typeId))
    .where(
      and(
        which,
        type && eq(document.typeId, type),
        since && gte(order, since),
        until && lt(order, until),
        at && sql`(${order}, ${document.rowid}) ${oldest ? sql`>` : sql`<`} (${at}, ${rowid})`,
      ),
    )
    .orderBy(...(oldest ? [asc(order), asc(document.rowid)] : [desc(order), desc(document.rowid)]))
    .limit(limit)

/** Either issued ones, of a `kind` for all, or drafts as far as in reach of a `person`. */
type Searched = Hunt & {
  kind?: string
  person?: string | undefined
  type?: string | undefined
  typed: string
}

const found = query<Searched>()((db, given) => {
  const which = given.person && { person: { id: given.person } }
  const kind = which ? marksDraft(which) : sql`${given.kind}`
  return db
    .select({ found: listed, type: listedType, hit })
    .from(hits(given, sql`${kind} || ${given.typed}`))
    .crossJoin(document)
    .leftJoin(documentType, eq(documentType.id, document.typeId))
    .where(
      and(
        sql`${document.rowid} = ${ROW_OF}`,
        which ? and(isDraft, readsDraft(which)) : eq(document.state, 'issued'),
        given.type && eq(document.typeId, given.type),
      ),
    )
    .orderBy(HIT_ORDER)
    .limit(given.limit)
})

const showRow = ({ found, type }: Listed): DocumentRow => ({
  id: found.id,
  state: found.state as DocumentRow['state'],
  subject: found.subject,
  urgency: found.urgency,
  author: found.authorName,
  updatedAt: iso(found.updatedAt),
  recipients: found.recipientCount,
  stage: found.stage,
  stageName: STAGES[found.stage],
  ...(type === null ? {} : { type: { id: type.id, name: found.typeName ?? type.name, symbol: type.symbol } }),
  ...given({
    notation: found.notation,
    number: found.number,
    issuedOn: found.issuedOn,
    signer: found.signerName,
    holder: found.holderName,
    dueOn: found.holdDueOn,
    ended: endedText(found),
  }),
})
