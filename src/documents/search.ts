import { and, desc, eq, sql } from 'drizzle-orm'
import { can } from '../core/access.ts'
import { given } from '../core/given.ts'
import { searchPart } from '../core/part.ts'
import { reads } from './outgoing/reachable.ts'
import { documents } from './permissions.ts'
import { document, documentType, incoming } from './tables.ts'

/**
 * Papers out and in that are found by these words, the newest first: an index is read in that order and left where
 * enough is found, so that no condition comes after a cut.
 */
export const search = searchPart({
  tenant: (ctx, { words, limit }) => ({
    outgoing: ctx.tenant
      .select({
        id: document.id,
        subject: document.subject,
        notation: document.notation,
        issuedOn: document.issuedOn,
        authorName: document.authorName,
        signerName: document.signerName,
        typeName: sql<string | null>`coalesce(${document.typeName}, ${documentType.name})`,
      })
      .from(sql`document_search`)
      .crossJoin(document)
      .leftJoin(documentType, eq(documentType.id, document.typeId))
      .where(
        and(
          sql`document_search.text match ${words}`,
          sql`${document.rowid} = document_search.rowid`,
          reads(ctx),
        ),
      )
      .orderBy(desc(sql`document_search.rowid`))
      .limit(limit),
    incoming: ctx.tenant
      .select({
        id: incoming.id,
        subject: incoming.subject,
        notation: incoming.notation,
        issuedOn: incoming.issuedOn,
        senderName: incoming.senderName,
        typeName: incoming.typeName,
      })
      .from(sql`incoming_search`)
      .crossJoin(incoming)
      .where(and(sql`incoming_search.text match ${words}`, sql`${incoming.rowid} = incoming_search.rowid`))
      .orderBy(desc(sql`incoming_search.rowid`))
      .limit(limit),
  }),
  show: (me, rows) =>
    can(me.roles, documents.read)
      ? [
          ...rows.outgoing.map((one) => ({
            kind: 'outgoing',
            id: one.id,
            title: `${one.typeName ?? ''} ${one.subject}`.trim(),
            sub: one.signerName ?? one.authorName,
            ...given({ notation: one.notation, on: one.issuedOn }),
          })),
          ...rows.incoming.map((one) => ({
            kind: 'incoming',
            id: one.id,
            title: `${one.typeName} ${one.subject}`.trim(),
            sub: one.senderName,
            notation: one.notation,
            on: one.issuedOn,
          })),
        ]
      : [],
})
