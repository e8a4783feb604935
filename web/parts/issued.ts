import type { Inside } from '../screen.ts'
import { createPicker, type Option, type Picker } from './picker.ts'

type Setup = {
  visit: Inside
  name: string
  label: string
  hint: string
  /** What stands for no paper at all, once one was chosen. */
  none: string
  placeholder: string
  chosen?: Option | undefined
  draw: () => void
}

/** A search field over papers of ours that were issued, by number or words, of which one may be chosen. */
export function pickIssued({
  visit,
  none,
  chosen: given,
  ...setup
}: Setup): Picker & { id: () => string | undefined } {
  let chosen = given
  const picker = createPicker({
    ...setup,
    optional: true,
    find: async (typed) => {
      const query = { state: 'issued' as const, q: typed.trim() || undefined, limit: 8 }
      const { items } = await visit.ask('GET /documents', { query })
      const options = items.map(({ id, notation = '', subject }) => ({
        key: id,
        label: notation,
        note: subject ?? '',
      }))
      return [{ label: setup.label, options: chosen ? [{ key: '', label: none }, ...options] : options }]
    },
    shown: () => (chosen?.key ? chosen.label : ''),
    pick: (option) => (chosen = option),
  })
  return { id: () => chosen?.key || undefined, view: picker.view }
}
