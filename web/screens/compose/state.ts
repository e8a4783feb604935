import type { Form } from '../../parts/form.ts'
import type { Uploads } from '../../parts/upload.ts'
import type { Inside } from '../../screen.ts'
import type { Books } from './books.ts'
import type { checkPart } from './checks.ts'
import type { Keeper } from './draft.ts'
import type { Fields } from './fields.ts'
import type { createPeople } from './people.ts'
import type { preview } from './preview.ts'
import type { Recipients } from './recipients.ts'

/** The head of the document as it will be, the checks, and those who write it too. */
export type Behind = {
  preview: typeof preview
  checkPart: typeof checkPart
  people: ReturnType<typeof createPeople>
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
  /** What one can write without, once its code is here. */
  behind?: Behind
  reply?: { notation: string; sender: string }
  draw: () => void
}
