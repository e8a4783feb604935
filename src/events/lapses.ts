import { sql } from 'drizzle-orm'
import { tellHolding } from '../asks/holding.ts'
import { crosserOf } from '../core/crossing.ts'
import type { Wake } from '../core/domain.ts'
import { CHANGED_SINCE, SETTLES } from '../documents/joint/agreement.ts'

const DAY = 86_400_000
const MINUTE = 60_000

type Found = { askId: string; verdict: string | null; settled: 0 | 1 } & Record<
  keyof typeof CHANGED_SINCE,
  0 | 1
>

/**
 * Tells co-issuers of a draft of ours that their agreement lapsed because its content changed, and that it holds again
 * where the content came back: on their desk, in the pulse and by letter, through the crossing of the ask by which they
 * agreed. A draft saves itself while it is written, so they are told once it was left alone (`SETTLES`).
 */
export const tellLapses: Wake = async (woken) => {
  const { tenant, now } = woken
  const rows = await tenant.all<Found>(sql`select p.askId, k.verdict, max(e.concludedAt) as at,
      d.updatedAt <= ${now - SETTLES} as settled, ${CHANGED_SINCE.subject} as subject, ${CHANGED_SINCE.type} as type,
      ${CHANGED_SINCE.files} as files
    from document_agreement a
    join document d on d.id = a.documentId and (d.state = 'draft' or d.updatedAt > ${now - DAY})
    join document_recipient r on r.documentId = d.id and r.targetId = a.committeeId and r.coIssues = 1
    join document_version v on v.documentId = d.id and v.no = a.versionNo
    join event e on e.documentId = d.id and e.versionNo = a.versionNo and e.state = 'concluded'
    join event_person p on p.eventId = e.id and p.kind = 'committee' and p.subjectId = a.committeeId
    join asked k on k.id = p.askId and k.state = 'closed'
    group by a.documentId, a.committeeId`)
  const stale = rows.filter((one) => (changedParts(one) === '') === (one.verdict === 'lapsed'))
  const ready = stale.filter(({ settled }) => settled === 1)
  const done = await tellHolding(
    crosserOf(woken),
    ready.map((one) => ({ askId: one.askId, holds: changedParts(one) === '', reason: reasonOf(one) })),
    'Hệ thống',
  )
  return { done, ...(ready.length < stale.length ? { next: now + MINUTE } : {}) }
}

/** The parts of its content that a draft has other than what was agreed to, in a line; empty where it is the same. */
const changedParts = ({ subject, type, files }: Found): string =>
  [
    ...(subject === 1 ? ['trích yếu'] : []),
    ...(type === 1 ? ['tên loại'] : []),
    ...(files === 1 ? ['tệp'] : []),
  ].join(', ')

const reasonOf = (one: Found): string => {
  const parts = changedParts(one)
  return parts === ''
    ? 'Nội dung trở lại như bản đã nhất trí, nên nhất trí có hiệu lực.'
    : `Nội dung đã sửa sau khi nhất trí: ${parts}.`
}
