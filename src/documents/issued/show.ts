import { sql } from 'drizzle-orm'
import { addDays, iso, showDay } from '../../core/dates.ts'
import { given } from '../../core/given.ts'
import { document } from '../tables.ts'
import { RELATIONS } from './relations.ts'
import type { Related, Relation } from './relations.ts'

type Found = Pick<
  typeof document.$inferSelect,
  'effectiveOn' | 'expiresOn' | 'endedOn' | 'endedHow' | 'recalledAt' | 'recalledBy' | 'recallReason'
>

const ENDED = { replaces: 'Đã được thay thế', repeals: 'Đã bị bãi bỏ', recalled: 'Đã thu hồi' } as const

/** What ended a paper, in words; nothing while it stands. */
export const endedText = ({ endedOn, endedHow }: Pick<Found, 'endedOn' | 'endedHow'>): string | undefined =>
  endedOn === null || endedHow === null ? undefined : `${ENDED[endedHow]} từ ngày ${showDay(endedOn)}`

/** How long a paper holds, and what ended it. */
export const validity = (found: Found) => ({
  ...given({ effectiveOn: found.effectiveOn, expiresOn: found.expiresOn }),
  ...(found.endedOn === null || found.endedHow === null
    ? {}
    : {
        ended: {
          on: found.endedOn,
          how: found.endedHow,
          text: endedText(found) ?? '',
        },
      }),
  ...(found.recalledAt === null
    ? {}
    : {
        recalled: {
          at: iso(found.recalledAt),
          by: found.recalledBy ?? '',
          reason: found.recallReason ?? '',
        },
      }),
})

/** An earlier paper that a document is about. */
export const tellRelated = ({ kind, targetId, notation, typeName, subject }: Related) => ({
  kind,
  name: RELATIONS[kind].name,
  documentId: targetId,
  notation: notation ?? '',
  typeName: typeName ?? '',
  subject,
})

type From = {
  kind: Relation
  documentId: string
  notation: string | null
  typeName: string | null
  subject: string
}

/** A later paper that is about a document. */
export const tellRelating = ({ kind, documentId, notation, typeName, subject }: From) => ({
  kind,
  name: RELATIONS[kind].passive,
  documentId,
  notation: notation ?? '',
  typeName: typeName ?? '',
  subject,
})

/** Of a later paper of ours that leaves an earlier one in force, the gravest: an expression of its row. */
export const laterKind = sql<'amends' | 'corrects' | null>`(select l.kind from document_link l
  join document n on n.id = l.documentId and +n.state = 'issued'
  where l.targetId = ${document.id} and l.kind in ('amends', 'corrects') order by l.kind limit 1)`

const LATER = { amends: 'Đã được sửa đổi, bổ sung', corrects: 'Đã được đính chính' } as const

/** What became of a paper since it was issued, in two or three words; nothing where nothing did. @param today `YYYY-MM-DD` */
export function markOf(
  found: Pick<Found, 'endedOn' | 'endedHow' | 'expiresOn'> & { later: keyof typeof LATER | null },
  today: string,
): { text: string; ended: boolean } | undefined {
  const ended = endedText(found)
  if (ended !== undefined) return { text: ended, ended: true }
  if (found.expiresOn !== null && found.expiresOn < today)
    return { text: `Hết hiệu lực từ ngày ${showDay(addDays(found.expiresOn, 1))}`, ended: true }
  return found.later === null ? undefined : { text: LATER[found.later], ended: false }
}
