import type { DocumentType, Group, Member, Organisation } from '../../api/office.ts'
import type { Intention } from '../../api/intention.ts'
import type { Uploads } from '../../parts/upload.ts'
import type { Keeper } from './draft.ts'
import type { Fields } from './fields.ts'
import type { Recipients } from './recipients.ts'

/** What one chooses from while writing. */
export type Books = { types: DocumentType[]; groups: Group[]; members: Member[]; organisation?: Organisation }
/** The state of the screen where a document is written. */
export type State = {
  keeper: Keeper
  books: Books
  fields: Fields
  files: Uploads
  recipients: Recipients
  errors: Record<string, string>
  /** The intention to issue, the same until its outcome is known. */
  send: Intention
  busy: boolean
  problem?: unknown
  reply?: { notation: string; sender: string }
  draw: () => void
}
