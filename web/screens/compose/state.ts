import type { TemplateResult } from 'lit-html'
import type { Form } from '../../parts/form.ts'
import type { Uploads } from '../../parts/upload.ts'
import type { Inside } from '../../screen.ts'
import type { Books } from './books.ts'
import type { Keeper } from './draft.ts'
import type { Fields } from './fields.ts'
import type { Recipients } from './recipients.ts'

/** What comes behind the writing. */
export type Behind = {
  /** The field of those who write it too. */
  people: (error?: string) => TemplateResult
  /** The field of the hour a paper must be there by; nothing where its degree of urgency names none. */
  hour: (error?: string) => unknown
  /** Why it is needed, and what is in force already; nothing of a type that does not ask. */
  necessity: (error?: string) => unknown
  /** The head of the document as it will be, the checks, the way it came; below them what ends the writing. */
  side: (errors: Record<string, string>) => TemplateResult
}

/** The state of the screen where a document is written. */
export type State = {
  keeper: Keeper
  books: Books
  fields: Fields
  files: Uploads
  recipients: Recipients
  /** What ends the writing is done through it, and tells through it what went wrong. */
  form: Form
  /** The intention to issue, the same until its outcome is known. */
  send: Inside['ask']
  /** What one can write without, once it is here, or why it could not come. */
  behind?: Behind
  lost?: unknown
  reply?: { notation: string; sender: string }
  draw: () => void
}
