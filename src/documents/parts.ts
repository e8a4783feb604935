import { asc, eq, sql } from 'drizzle-orm'
import type { Statement } from '../core/batch.ts'
import type { Context } from '../core/context.ts'
import { fold } from '../core/text.ts'
import { document, documentFile, documentRecipient } from './tables.ts'

/** Writes what a document is found by (words folded, its number once it has one), in the batch of the fact. */
export const indexDocument = (ctx: Context, id: string, text: string): Statement =>
  ctx.tenant.run(
    sql`insert or replace into document_search (rowid, text)
      select ${document.rowid}, ${fold(text)} || coalesce(' ' || ${document.number} || ' ' || replace(${document.notation}, 'Đ', 'D'), '')
      from ${document} where ${document.id} = ${id}`,
  )

/** Recipients of a document in the order they were named, `most` of them. */
export const recipientsOf = (ctx: Context, id: string, most = 10_000) =>
  ctx.tenant
    .select()
    .from(documentRecipient)
    .where(eq(documentRecipient.documentId, id))
    .orderBy(asc(documentRecipient.position))
    .limit(most)

/** Files of a document in order. */
export const filesOf = (ctx: Context, id: string) =>
  ctx.tenant
    .select({
      sha256: documentFile.sha256,
      name: documentFile.name,
      type: documentFile.type,
      size: documentFile.size,
    })
    .from(documentFile)
    .where(eq(documentFile.documentId, id))
    .orderBy(asc(documentFile.position))
