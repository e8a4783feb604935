import { and, asc, desc, eq, isNotNull, isNull } from 'drizzle-orm'
import { query } from '../../core/query.ts'
import { SEALED } from '../../core/seal.ts'
import { file } from '../../files/tables.ts'
import { issuer } from '../../organisation/tables.ts'
import { gone } from '../issued/relations.ts'
import { endedText } from '../issued/show.ts'
import { filesIn } from '../outgoing/parts.ts'
import { document, incoming, incomingFile, isIssued } from '../tables.ts'
import { copyIn } from './rules.ts'
import type { Copy, Side } from './rules.ts'

/** A paper of which a copy is to be made, whichever side it lies on. */
export type Original = {
  side: Side
  id: string
  of: Copy['of']
  /** It is a copy itself. */
  isCopy: boolean
  urgency: number
  /** The sending that brought it, and whose store its files lie in; of ours neither. */
  deliveryId: string | null
  senderId: string | null
  /** Why no copy may be made; what ended it, which takes a reason. */
  refused: string | undefined
  ended: string | undefined
}

const ours = query<{ id: string }>()((db, { id }) =>
  db
    .select({ found: document, issuerName: issuer.name })
    .from(document)
    .leftJoin(issuer, eq(issuer.id, document.issuerId))
    .where(and(eq(document.id, id), isIssued)),
)
const theirs = query<{ id: string }>()((db, { id }) => db.select().from(incoming).where(eq(incoming.id, id)))
const theirsFiles = query<{ id: string }>()((db, { id }) =>
  db
    .select({
      sha256: incomingFile.sha256,
      name: incomingFile.name,
      type: incomingFile.type,
      size: incomingFile.size,
      blocks: incomingFile.blocks,
      remarks: file.remarks,
    })
    .from(incomingFile)
    .leftJoin(file, eq(file.sha256, incomingFile.sha256))
    .where(eq(incomingFile.incomingId, id))
    .orderBy(asc(incomingFile.position)),
)

/** Statements that read a paper to be copied and its files: of the side that is not asked for nothing is found. */
export const originalOf = (db: Parameters<typeof ours>[0], side: Side, id: string) => ({
  ours: ours(db, { id: side === 'document' ? id : '' }),
  theirs: theirs(db, { id: side === 'incoming' ? id : '' }),
  oursFiles: filesIn(db, { id: side === 'document' ? id : '' }),
  theirsFiles: theirsFiles(db, { id: side === 'incoming' ? id : '' }),
})

type Rows = {
  ours: { found: typeof document.$inferSelect; issuerName: string | null }[]
  theirs: (typeof incoming.$inferSelect)[]
  oursFiles: Awaited<ReturnType<typeof filesIn>>
  theirsFiles: Awaited<ReturnType<typeof theirsFiles>>
}

/** The paper that was read, or nothing: not here, or never issued. */
export function tellOriginal({ ours: [own], theirs: [came] }: Rows): Original | undefined {
  if (own !== undefined) return fromOurs(own)
  return came === undefined ? undefined : fromTheirs(came)
}

export const filesOfOriginal = ({ oursFiles: own, theirsFiles: came }: Rows) => [...own, ...came]

function fromOurs({ found, issuerName }: Rows['ours'][number]): Original {
  const { notation, endedHow } = found
  return {
    side: 'document',
    id: found.id,
    of: copyIn(found.copy)?.of ?? {
      notation: notation ?? '',
      typeName: found.typeName ?? '',
      issuer: issuerName ?? '',
      issuedOn: found.issuedOn ?? '',
      subject: found.subject,
    },
    isCopy: found.copy !== null,
    urgency: found.urgency,
    deliveryId: null,
    senderId: null,
    refused: endedHow === 'recalled' ? gone(notation, endedHow) : lockedText(found.subject),
    ended: endedHow === 'recalled' ? undefined : endedText(found),
  }
}

function fromTheirs(found: typeof incoming.$inferSelect): Original {
  return {
    side: 'incoming',
    id: found.id,
    of: copyIn(found.copy)?.of ?? {
      notation: found.notation,
      typeName: found.typeName,
      issuer: found.senderName,
      issuedOn: found.issuedOn,
      subject: found.subject,
    },
    isCopy: found.copy !== null,
    urgency: found.urgency,
    deliveryId: found.deliveryId,
    senderId: found.deliveryId === null ? null : found.senderId,
    refused:
      found.state === 'recalled'
        ? `Nơi gửi đã thu hồi văn bản ${found.notation}.`
        : lockedText(found.subject),
    ended: undefined,
  }
}

/** Why a paper that is locked is not copied. */
const lockedText = (subject: string): string | undefined =>
  subject === SEALED ? 'Văn bản này đã khóa vì nghi có bí mật nhà nước.' : undefined

/** Copies made of a paper, the newest first. */
export const copiesMade = query<{ id: string }>()((db, { id }) =>
  db
    .select({
      id: document.id,
      copyKind: document.copyKind,
      notation: document.notation,
      issuedOn: document.issuedOn,
      recipientCount: document.recipientCount,
      endedOn: document.endedOn,
      endedHow: document.endedHow,
    })
    .from(document)
    .where(and(eq(document.copyOfId, id), isNotNull(document.copyOfId), isIssued))
    .orderBy(desc(document.issuedAt))
    .limit(50),
)

/** Copies of a paper that still hold: what goes back with it when it is recalled. */
export const copiesHolding = query<{ id: string }>()((db, { id }) =>
  db
    .select({ id: document.id })
    .from(document)
    .where(and(eq(document.copyOfId, id), isNotNull(document.copyOfId), isIssued, isNull(document.endedOn))),
)
