import type { document } from '../tables.ts'

type Draft = Pick<
  typeof document.$inferSelect,
  | 'typeId'
  | 'decidingBody'
  | 'subject'
  | 'signerName'
  | 'signerTitle'
  | 'authority'
  | 'urgency'
  | 'dueOn'
  | 'deliverBy'
  | 'paperFollows'
  | 'overrideReason'
  | 'necessity'
  | 'recipientText'
  | 'copies'
  | 'copyKeeper'
  | 'note'
>

/** What a draft refers to, as it is called: the audit is read when ids say nothing any more. */
export type Names = { issuer: string | null; replyTo: string | null; files: string[]; people: string[] }

/** A draft as the audit keeps it. */
export const told = (row: Draft, names: Names) => ({
  typeId: row.typeId,
  issuer: names.issuer,
  decidingBody: row.decidingBody,
  subject: row.subject,
  signerName: row.signerName,
  signerTitle: row.signerTitle,
  authority: row.authority,
  urgency: row.urgency,
  dueOn: row.dueOn,
  deliverBy: row.deliverBy,
  paperFollows: row.paperFollows,
  overrideReason: row.overrideReason,
  necessity: row.necessity,
  replyTo: names.replyTo,
  recipients: row.recipientText,
  people: names.people,
  files: names.files,
  copies: row.copies,
  copyKeeper: row.copyKeeper,
  note: row.note,
})

type Told = ReturnType<typeof told>

/** Only what an edit changed: a draft is saved many times, and its recipients may be thousands. */
export function differing(before: Told, after: Told): { before: Partial<Told>; after: Partial<Told> } {
  const changed = (Object.keys(after) as (keyof Told)[]).filter(
    (key) => JSON.stringify(before[key]) !== JSON.stringify(after[key]),
  )
  const pick = (state: Told): Partial<Told> => Object.fromEntries(changed.map((key) => [key, state[key]]))
  return { before: pick(before), after: pick(after) }
}
