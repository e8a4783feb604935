import type { Authority, CoAuthor, Document, Draft, Recipient } from '../../api/types.ts'
import type { Listed } from '../../parts/upload.ts'

/** What a person writes of a document, with the names of its receivers and of those who write it too. */
export type Writing = Omit<Draft, 'recipients' | 'people'> & { recipients?: Recipient[]; people?: CoAuthor[] }
/** What changes of it; undefined takes a part away. */
export type Patch = { [key in keyof Writing]?: Writing[key] | undefined }

const AUTHORITIES: readonly Authority[] = ['', 'T/M', 'K/T', 'T/L', 'Q.']

/** The part of a document that a person writes. */
export function draftOf(document: Document): Writing {
  const { type, issuer, signer, replyTo } = document
  return clean({
    typeId: type?.id,
    issuerId: issuer?.id,
    decidingBody: document.decidingBody,
    subject: document.subject,
    signerId: signer.id,
    signerName: signer.name,
    signerTitle: signer.title,
    authority: AUTHORITIES.find((one) => one === signer.authority),
    urgency: document.urgency,
    dueOn: document.dueOn,
    deliverBy: document.deliverBy,
    replyTo: replyTo?.deliveryId,
    recipients: document.recipients,
    people: document.people,
    files: document.files.map(({ sha256, name }) => ({ sha256, name })),
    paperFollows: document.paperFollows,
    overrideReason: document.overrideReason,
    necessity: document.necessity,
    copies: document.copies,
    copyKeeper: document.copyKeeper,
    note: document.note,
    effectiveOn: document.effectiveOn,
    expiresOn: document.expiresOn,
    relates: document.relates.map(({ kind, documentId }) => ({ kind, documentId })),
  })
}

/** The files of a draft, with what the server has told of them. */
export function filesOf({ files = [] }: Writing, document: Document | undefined): Listed[] {
  const known = document?.files ?? []
  return files.map(({ sha256, name = '' }) => ({
    name,
    size: known.find((one) => one.sha256 === sha256)?.size,
    sha256,
  }))
}

/** A draft without its empty fields: what is missing is not sent. */
export function clean(draft: Patch): Writing {
  const filled = Object.entries(draft).filter(
    ([, value]) => value !== undefined && value !== '' && value !== null,
  )
  return Object.fromEntries(filled) as Writing
}

/** The same as the API takes it: receivers and people by their keys alone. */
export function toInput({ recipients, people, ...rest }: Writing): Draft {
  return {
    ...rest,
    ...(recipients ? { recipients: recipients.map(keyOf) } : {}),
    // Who they are counts, not in which order they came.
    ...(people ? { people: people.map(({ id }) => id).sort() } : {}),
  }
}

function keyOf({ kind, id, handle, coIssues }: Recipient): NonNullable<Draft['recipients']>[number] {
  return kind === 'committee'
    ? { kind, handle: handle ?? id, ...(coIssues ? { coIssues } : {}) }
    : { kind, id }
}

/** What the API takes where a draft says nothing. */
const defaults: Draft = {
  urgency: 0,
  paperFollows: false,
  recipients: [],
  files: [],
  people: [],
  relates: [],
}

/** Whether two drafts are one to the server, whatever stands in them by default. */
export function isSame(one: Writing, other: Writing): boolean {
  const whole = (draft: Writing): string =>
    JSON.stringify(Object.entries({ ...defaults, ...toInput(draft) }).sort(([a], [b]) => (a < b ? -1 : 1)))
  return whole(one) === whole(other)
}
