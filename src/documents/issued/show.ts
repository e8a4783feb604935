import { iso, showDay } from '../../core/dates.ts'
import { given } from '../../core/given.ts'
import type { document } from '../tables.ts'
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
