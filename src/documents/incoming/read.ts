import { and, asc, eq } from 'drizzle-orm'
import type { z } from 'zod'
import { look } from '../../core/batch.ts'
import type { Context } from '../../core/context.ts'
import { iso } from '../../core/dates.ts'
import { NotFound } from '../../core/errors.ts'
import { given } from '../../core/given.ts'
import { historyOf, tellHistory } from '../../core/history.ts'
import { query } from '../../core/query.ts'
import { remarkChecks, tellFile } from '../../files/remarks.ts'
import type { Remarks } from '../../files/remarks.ts'
import type { FileFacts } from '../../files/schema.ts'
import { unit } from '../../organisation/tables.ts'
import { copiesMade } from '../copies/original.ts'
import { tellJoint } from '../joint/rules.ts'
import { tellCopy, tellMade } from '../copies/show.ts'
import { reads } from '../outgoing/reachable.ts'
import { document, incoming, incomingFile } from '../tables.ts'
import { showIncoming } from './list.ts'
import type { incomingAnswer } from './schema.ts'

const oneIncoming = query<{ id: string }>()((db, { id }) =>
  db
    .select({
      found: incoming,
      unit,
      original: { id: document.id, notation: document.notation, subject: document.subject },
    })
    .from(incoming)
    .leftJoin(unit, eq(unit.id, incoming.unitId))
    .leftJoin(document, eq(document.id, incoming.answersId))
    .where(eq(incoming.id, id)),
)
const filesOf = query<{ id: string }>()((db, { id }) =>
  db
    .select({
      sha256: incomingFile.sha256,
      name: incomingFile.name,
      type: incomingFile.type,
      size: incomingFile.size,
      remarks: incomingFile.remarks,
    })
    .from(incomingFile)
    .where(eq(incomingFile.incomingId, id))
    .orderBy(asc(incomingFile.position)),
)
const repliesTo = query<{ id: string; person: string }>()((db, { id, person }) =>
  db
    .select({
      id: document.id,
      state: document.state,
      notation: document.notation,
      subject: document.subject,
    })
    .from(document)
    .innerJoin(incoming, eq(incoming.deliveryId, document.replyTo))
    .where(and(eq(incoming.id, id), reads({ person: { id: person } }))),
)

/** One incoming document: this committee's own copy, what it answers, and what answers it, drafts as far as in reach. */
export async function getIncoming(ctx: Context, id: string): Promise<z.infer<typeof incomingAnswer>> {
  const { rows, files, replies, copies, history } = await look(ctx, {
    rows: oneIncoming(ctx.tenant, { id }),
    files: filesOf(ctx.tenant, { id }),
    replies: repliesTo(ctx.tenant, { id, person: ctx.person.id }),
    copies: copiesMade(ctx.tenant, { id }),
    history: historyOf(ctx.tenant, 'incoming', id),
  })
  const row = rows[0]
  if (row === undefined) throw new NotFound()
  const { found, original } = row
  return {
    ...showIncoming(found),
    version: found.version,
    channel: found.channel,
    signer: found.signer,
    paperFollows: found.paperFollows,
    acceptedBy: found.acceptedBy,
    acceptedAt: iso(found.arrivedAt),
    ...given({ unit: row.unit && { id: row.unit.id, name: row.unit.name } }),
    ...answersOf(original),
    ...putAwayOf(found),
    ...extrasOf(found, ctx.committee.id),
    copiesMade: copies.map(tellMade),
    ...tellFiles(files),
    replies: replies.map(({ notation, ...reply }) => ({ ...reply, ...given({ notation }) })),
    history: history.map(tellHistory(ctx)),
  }
}

/** The files of a paper, and what was seen in them. */
const tellFiles = (files: (FileFacts & { remarks: Remarks | null })[]) => ({
  files: files.map(tellFile),
  checks: remarkChecks(files),
})

/** Our own document that a paper answers. */
const answersOf = (original: Pick<typeof document.$inferSelect, 'id' | 'notation' | 'subject'> | null) =>
  original === null || original.notation === null
    ? {}
    : { answers: { documentId: original.id, notation: original.notation, subject: original.subject } }

/** What only some papers have. */
const extrasOf = (
  { deliveryId, dueOn, deliverBy, note, copy, joint }: typeof incoming.$inferSelect,
  here: string,
) => ({
  ...tellJoint(joint, here),
  ...given({ deliveryId, dueOn, deliverBy, note }),
  ...tellCopy(copy),
})

/** That its sender has a paper back, and why. */
const putAwayOf = ({ recalledAt, recallReason }: typeof incoming.$inferSelect) =>
  recalledAt === null ? {} : { recalled: { at: iso(recalledAt), reason: recallReason ?? '' } }
