import type { document } from './tables.ts'

type Draft = Pick<
  typeof document.$inferSelect,
  | 'typeId'
  | 'issuerId'
  | 'decidingBody'
  | 'subject'
  | 'signerName'
  | 'signerTitle'
  | 'authority'
  | 'urgency'
  | 'dueOn'
  | 'paperFollows'
  | 'overrideReason'
  | 'replyTo'
  | 'recipientText'
  | 'copies'
  | 'note'
>

/** A draft as the audit keeps it: recipients and files by their names. */
export const told = (row: Draft, files: { name: string }[]) => ({
  typeId: row.typeId,
  issuerId: row.issuerId,
  decidingBody: row.decidingBody,
  subject: row.subject,
  signerName: row.signerName,
  signerTitle: row.signerTitle,
  authority: row.authority,
  urgency: row.urgency,
  dueOn: row.dueOn,
  paperFollows: row.paperFollows,
  overrideReason: row.overrideReason,
  replyTo: row.replyTo,
  recipients: row.recipientText,
  files: files.map(({ name }) => name),
  copies: row.copies,
  note: row.note,
})

/** Only what an edit changed: a draft is saved many times, and its recipients may be thousands. */
export function differing(before: ReturnType<typeof told>, after: ReturnType<typeof told>) {
  const changed = (Object.keys(after) as (keyof typeof after)[]).filter(
    (key) => JSON.stringify(before[key]) !== JSON.stringify(after[key]),
  )
  const pick = (state: typeof after) => Object.fromEntries(changed.map((key) => [key, state[key]]))
  return { before: pick(before), after: pick(after) }
}
