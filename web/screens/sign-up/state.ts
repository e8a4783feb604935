import type { Ask, OpenKey } from '../../api/ask.ts'
import type { Kind, Provisioning } from '../../api/types.ts'
import type { Picker } from '../../parts/picker.ts'

/** What was answered so far, as typed; `read` holds the dates as the API wants them. */
export type Answers = Partial<
  Record<'kind' | 'name' | 'place' | 'suffix' | 'handle' | 'code' | 'codeFrom' | 'term' | 'opensOn', string>
> & { superior?: string; superiorName?: string; read?: { codeFrom?: string; opensOn?: string } }

/** A committee being made ready, step by step. */
export type Opening = { handle: string; steps: Provisioning['steps']; problem?: unknown; again: () => void }

/** A sign-up under way. */
export type State = {
  step: number
  answers: Answers
  kinds: Kind[]
  superior: Picker
  send: Ask<OpenKey>
  opening?: Opening
  draw: () => void
}
