import { html, nothing, type TemplateResult } from 'lit-html'
import { matching } from '../../parts/match.ts'
import { createPicker } from '../../parts/picker.ts'
import type { Inside } from '../../screen.ts'
import { common } from '../../text/common.ts'
import type { Keeper } from './draft.ts'
import type { Books } from './books.ts'

/**
 * Those who work on the draft beside its author: they find it on their desk and may change it.
 * @returns the view of the field
 */
export function createPeople(
  visit: Inside<'compose' | 'issuing'>,
  keeper: Keeper,
  { members }: Books,
): (error?: string) => TemplateResult {
  const t = visit.words.issuing
  const { memberId } = visit.here.me
  const chosen = (): { id: string; name: string }[] => keeper.draft.people ?? []
  const isChosen = (id: string): boolean => chosen().some((one) => one.id === id)
  const picker = createPicker({
    name: 'people',
    label: t.people,
    hint: t.peopleHint,
    optional: true,
    placeholder: t.peoplePlace,
    find: (typed) => {
      const others = members.filter(({ id }) => id !== memberId && !isChosen(id))
      const options = matching(typed, others, ({ name }) => name).map(({ id, name, unit }) => ({
        key: id,
        label: name,
        ...(unit ? { note: unit.name } : {}),
      }))
      return [{ label: visit.words.compose.members, options }]
    },
    pick: ({ key, label }) => keeper.change({ people: [...chosen(), { id: key, name: label }] }),
    draw: visit.draw,
  })
  const line = ({ id, name }: { id: string; name: string }): TemplateResult =>
    html`<li>
      <span>${name}</span>
      <button
        class="link small"
        type="button"
        aria-label=${t.removePerson(name)}
        @click=${() => keeper.change({ people: chosen().filter((one) => one.id !== id) })}
      >
        ${common().remove}
      </button>
    </li>`
  return (error) =>
    html`${picker.view(error)}
    ${
      chosen().length > 0
        ? html`<ul class="gathered">
            ${chosen().map(line)}
          </ul>`
        : nothing
    }`
}
