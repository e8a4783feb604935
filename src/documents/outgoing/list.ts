import { and, desc, eq, lt, or } from 'drizzle-orm'
import { z } from 'zod'
import { look } from '../../core/batch.ts'
import type { Context } from '../../core/context.ts'
import { iso } from '../../core/dates.ts'
import { given } from '../../core/given.ts'
import { paged, readCursor } from '../../core/paging.ts'
import { foundBy } from '../find.ts'
import { readsDraft } from './reachable.ts'
import type { DocumentListQuery, DocumentRow } from './schema.ts'
import { document, documentType } from '../tables.ts'

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
}
const listedType = { id: documentType.id, name: documentType.name, symbol: documentType.symbol }
type Listed = {
  found: Pick<typeof document.$inferSelect, keyof typeof listed>
  type: Pick<typeof documentType.$inferSelect, keyof typeof listedType> | null
}

/** Drafts by last edit, issued documents by when they were issued, newest first; searched without accents. */
export async function listDocuments(
  ctx: Context,
  query: DocumentListQuery,
): Promise<{ items: DocumentRow[]; next?: string }> {
  const order = query.state === 'draft' ? document.updatedAt : document.issuedAt
  const after = readCursor(query.cursor, z.tuple([z.number(), z.number()]))
  const { rows } = await look(ctx, {
    rows: ctx.tenant
      .select({ found: listed, type: listedType })
      .from(document)
      .leftJoin(documentType, eq(documentType.id, document.typeId))
      .where(
        and(
          eq(document.state, query.state),
          query.state === 'draft' ? readsDraft(ctx) : undefined,
          query.type === undefined ? undefined : eq(document.typeId, query.type),
          foundBy('document', query.q),
          after === undefined
            ? undefined
            : or(lt(order, after[0]), and(eq(order, after[0]), lt(document.rowid, after[1]))),
        ),
      )
      .orderBy(desc(order), desc(document.rowid))
      .limit(query.limit + 1),
  })
  return paged(
    rows,
    query.limit,
    ({ found: one }) => [(query.state === 'draft' ? one.updatedAt : one.issuedAt) ?? 0, one.rowid],
    showRow,
  )
}

const showRow = ({ found, type }: Listed): DocumentRow => ({
  id: found.id,
  state: found.state as DocumentRow['state'],
  subject: found.subject,
  urgency: found.urgency,
  author: found.authorName,
  updatedAt: iso(found.updatedAt),
  recipients: found.recipientCount,
  ...(type === null ? {} : { type: { id: type.id, name: found.typeName ?? type.name, symbol: type.symbol } }),
  ...given({
    notation: found.notation,
    number: found.number,
    issuedOn: found.issuedOn,
    signer: found.signerName,
  }),
})
