import { and, asc, desc, eq, lt, ne } from 'drizzle-orm'
import { z } from 'zod'
import { historyOf, tellHistory } from '../audit/history.ts'
import { look } from '../core/batch.ts'
import { given } from '../core/given.ts'
import type { Context } from '../core/context.ts'
import { iso } from '../core/dates.ts'
import { NotFound } from '../core/errors.ts'
import { paged, readCursor } from '../core/paging.ts'
import { unit } from '../organisation/tables.ts'
import { foundBy } from './find.ts'
import type { incomingAnswer, incomingListQuery, incomingRow } from './schema.ts'
import { document, incoming, incomingFile } from './tables.ts'

type Found = typeof incoming.$inferSelect

/** Incoming documents, newest arrival first; searched without accents. */
export async function listIncoming(ctx: Context, query: z.output<typeof incomingListQuery>) {
  const after = readCursor(query.cursor, z.tuple([z.number()]))
  const { rows } = await look(ctx, 'documents.read', {
    rows: ctx.tenant
      .select()
      .from(incoming)
      .where(
        and(foundBy('incoming', query.q), after === undefined ? undefined : lt(incoming.rowid, after[0])),
      )
      .orderBy(desc(incoming.rowid))
      .limit(query.limit + 1),
  })
  return paged(rows, query.limit, (row) => [row.rowid], showIncoming)
}

/** One incoming document: this committee's own copy, what it answers, and what was answered to it. */
export async function getIncoming(ctx: Context, id: string): Promise<z.infer<typeof incomingAnswer>> {
  const { rows, files, replies, history } = await look(ctx, 'documents.read', {
    rows: ctx.tenant
      .select({
        found: incoming,
        unit,
        original: { id: document.id, notation: document.notation, subject: document.subject },
      })
      .from(incoming)
      .leftJoin(unit, eq(unit.id, incoming.unitId))
      .leftJoin(document, eq(document.id, incoming.answersId))
      .where(eq(incoming.id, id)),
    files: ctx.tenant
      .select({
        sha256: incomingFile.sha256,
        name: incomingFile.name,
        type: incomingFile.type,
        size: incomingFile.size,
      })
      .from(incomingFile)
      .where(eq(incomingFile.incomingId, id))
      .orderBy(asc(incomingFile.position)),
    replies: ctx.tenant
      .select({
        id: document.id,
        state: document.state,
        notation: document.notation,
        subject: document.subject,
      })
      .from(document)
      .innerJoin(incoming, eq(incoming.deliveryId, document.replyTo))
      .where(and(eq(incoming.id, id), ne(document.state, 'discarded'))),
    history: historyOf(ctx.tenant, 'incoming', id),
  })
  const row = rows[0]
  if (row === undefined) throw new NotFound()
  const { found, original } = row
  return {
    ...showIncoming(found),
    signer: found.signer,
    paperFollows: found.paperFollows,
    acceptedBy: found.acceptedBy,
    acceptedAt: iso(found.arrivedAt),
    ...(row.unit === null ? {} : { unit: { id: row.unit.id, name: row.unit.name } }),
    ...(original === null || original.notation === null
      ? {}
      : { answers: { documentId: original.id, notation: original.notation, subject: original.subject } }),
    ...given({ deliveryId: found.deliveryId, dueOn: found.dueOn, note: found.note }),
    files,
    replies: replies.map(({ id: reply, state, notation, subject }) => ({
      id: reply,
      state,
      subject,
      ...given({ notation }),
    })),
    history: history.map(tellHistory),
  }
}

const showIncoming = (row: Found): z.infer<typeof incomingRow> => ({
  id: row.id,
  arrivalNo: row.arrivalNo,
  arrivedOn: row.arrivedOn,
  sender: { handle: row.senderHandle, name: row.senderName },
  notation: row.notation,
  typeName: row.typeName,
  issuedOn: row.issuedOn,
  subject: row.subject,
  urgency: row.urgency,
  receiver: row.receiver,
})
