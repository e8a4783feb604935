import { html } from 'lit-html'
import { checkField, selectField } from '../../parts/field.ts'
import type { Visit } from '../../screen.ts'
import { keysOn, setKeys } from '../../shell/keys.ts'
import { chooseLanguage, language, type Language } from '../../text/words.ts'
import type { Part } from './part.ts'

const kept = 'lt.rows'

/** How things look and answer on this browser: language, height of rows, single-letter keys. */
export function displayPart(visit: Visit<'account'>): Part {
  const { draw } = visit
  const t = visit.words.account.display
  const compact = (on: boolean): void => {
    localStorage.setItem(kept, on ? 'compact' : 'roomy')
    document.documentElement.dataset['rows'] = on ? 'compact' : 'roomy'
    draw()
  }
  return {
    title: t.title,
    body: () => html`
      ${selectField({
        name: 'language',
        label: t.language,
        value: language(),
        choices: Object.entries(t.languages).map(([value, label]) => ({ value, label })),
        change: (value) => {
          chooseLanguage(value as Language)
          location.reload()
        },
      })}
      ${checkField({
        name: 'compact',
        label: t.compact,
        hint: t.compactHint,
        checked: localStorage.getItem(kept) === 'compact',
        change: compact,
      })}
      ${checkField({ name: 'keys', label: t.keys, hint: t.keysHint, checked: keysOn(), change: setKeys })}
      <p class="quiet small">${t.here}</p>
    `,
  }
}
