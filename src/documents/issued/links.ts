import { and, asc, eq, sql } from 'drizzle-orm'
import { expectTrue } from '../../core/batch.ts'
import type { Statement } from '../../core/batch.ts'
import type { Context } from '../../core/context.ts'
import { query } from '../../core/query.ts'
import { document, isIssued } from '../tables.ts'
import type { Relation } from './relations.ts'
import { documentLink } from './tables.ts'

/** The earlier papers that a document is about. */
export const relatedTo = query<{ id: string }>()((db, { id }) =>
  db
    .select({
      kind: documentLink.kind,
      targetId: documentLink.targetId,
      notation: document.notation,
      typeId: document.typeId,
      typeName: document.typeName,
      subject: document.subject,
      endedOn: document.endedOn,
      endedHow: document.endedHow,
    })
    .from(documentLink)
    .innerJoin(document, eq(document.id, documentLink.targetId))
    .where(eq(documentLink.documentId, id))
    .orderBy(asc(documentLink.kind), asc(documentLink.targetId)),
)

/** The issued papers that are about a document. */
export const relatedFrom = query<{ id: string }>()((db, { id }) =>
  db
    .select({
      kind: documentLink.kind,
      documentId: document.id,
      notation: document.notation,
      typeName: document.typeName,
      subject: document.subject,
      issuedOn: document.issuedOn,
    })
    .from(documentLink)
    .innerJoin(document, eq(document.id, documentLink.documentId))
    .where(and(eq(documentLink.targetId, id), isIssued))
    .limit(50),
)

/** Papers that may be named as earlier ones: issued here. */
export const issuedAmong = query<{ ids: string }>()((db, { ids }) =>
  db
    .select({ id: document.id, notation: document.notation })
    .from(document)
    .where(and(sql`${document.id} in (select value from json_each(${ids}))`, isIssued)),
)

export const writeLinks = (
  ctx: Context,
  id: string,
  relates: readonly { kind: Relation; documentId: string }[],
): Statement[] =>
  relates.length === 0
    ? []
    : [
        ctx.tenant
          .insert(documentLink)
          .values(relates.map(({ kind, documentId }) => ({ documentId: id, kind, targetId: documentId })))
          .onConflictDoNothing(),
      ]

/**
 * Statements of the batch that issues: none of the earlier papers was recalled or ended meanwhile, and those that the
 * document replaces or repeals end with it. A recall guards the same column, so that of the two exactly one wins.
 */
export const endRelated = (ctx: Context, id: string): Statement[] => [
  expectTrue(
    ctx.tenant,
    sql`not exists (select 1 from ${documentLink} l join ${document} d on d.id = l.targetId
      where l.documentId = ${id} and d.endedOn is not null)`,
  ),
  ctx.tenant
    .update(document)
    .set({
      endedOn: sql`(select n.issuedOn from document n where n.id = ${id})`,
      endedById: id,
      endedHow: sql`(select l.kind from document_link l where l.documentId = ${id} and l.targetId = ${document.id} limit 1)`,
      version: sql`${document.version} + 1`,
    })
    .where(
      sql`${document.id} in (select l.targetId from ${documentLink} l
        where l.documentId = ${id} and l.kind in ('replaces', 'repeals'))`,
    ),
]
