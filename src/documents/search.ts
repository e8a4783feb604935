import { and, eq, sql } from 'drizzle-orm'
import { can } from '../core/access.ts'
import { dayAt } from '../core/dates.ts'
import { given } from '../core/given.ts'
import { searchPart } from '../core/part.ts'
import { query } from '../core/query.ts'
import { HIT_ORDER, hits, huntFor } from './find.ts'
import type { Hunt } from './find.ts'
import { KINDS, ROW_OF } from './found.ts'
import { laterKind, markOf } from './issued/show.ts'
import { marksDraft, reads } from './outgoing/reachable.ts'
import { documents } from './permissions.ts'
import { document, documentType, incoming } from './tables.ts'

/**
 * Papers out and in: what bears the very number first, then what has the accents that were typed, each the newest
 * first. Drafts only as far as in reach, which the index itself is asked.
 */
export const search = searchPart({
  tenant: ({ tenant, person }, { sought, limit }) => ({
    outgoing: outgoing(tenant, { ...huntFor(sought), limit, person: person.id }),
    incoming: arrived(tenant, { ...huntFor(sought), limit }),
  }),
  show: (me, rows, ctx) =>
    can(me.roles, documents.read)
      ? [
          ...rows.outgoing.map((one) => ({
            kind: 'outgoing',
            id: one.id,
            title: `${one.typeName ?? ''} ${one.subject}`.trim(),
            sub: one.signerName ?? one.authorName,
            ...given({
              notation: one.notation,
              on: one.issuedOn,
              mark: markOf(one, dayAt(ctx.clock())),
            }),
          })),
          ...rows.incoming.map((one) => ({
            kind: 'incoming',
            id: one.id,
            title: `${one.typeName} ${one.subject}`.trim(),
            sub: one.senderName,
            notation: one.notation,
            on: one.issuedOn,
            ...given({ deliveryId: one.deliveryId }),
          })),
        ]
      : [],
})

const outgoing = query<Hunt & { person: string }>()((db, { person: id, ...given }) => {
  const person = { person: { id } }
  const numbered = sql.raw(`'"${KINDS.issued}" OR "${KINDS.held}" OR '`)
  return db
    .select({
      id: document.id,
      subject: document.subject,
      notation: document.notation,
      issuedOn: document.issuedOn,
      authorName: document.authorName,
      endedOn: document.endedOn,
      endedHow: document.endedHow,
      expiresOn: document.expiresOn,
      later: laterKind,
      signerName: document.signerName,
      typeName: sql<string | null>`coalesce(${document.typeName}, ${documentType.name})`,
    })
    .from(hits(given, sql`${numbered} || ${marksDraft(person)}`))
    .crossJoin(document)
    .leftJoin(documentType, eq(documentType.id, document.typeId))
    .where(and(sql`${document.rowid} = ${ROW_OF}`, reads(person)))
    .orderBy(HIT_ORDER)
    .limit(given.limit)
})

const arrived = query<Hunt>()((db, given) =>
  db
    .select({
      id: incoming.id,
      subject: incoming.subject,
      notation: incoming.notation,
      issuedOn: incoming.issuedOn,
      deliveryId: incoming.deliveryId,
      senderName: incoming.senderName,
      typeName: incoming.typeName,
    })
    .from(hits(given, sql.raw(`'"${KINDS.incoming}"'`)))
    .crossJoin(incoming)
    .where(sql`${incoming.rowid} = ${ROW_OF}`)
    .orderBy(HIT_ORDER)
    .limit(given.limit),
)
