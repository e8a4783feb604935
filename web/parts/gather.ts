import { html, type TemplateResult } from 'lit-html'
import { common } from '../text/common.ts'
import { findCommittees } from './committees.ts'
import { createPicker, type Option } from './picker.ts'

type Setup = {
  name: string
  label: string
  hint?: string
  placeholder: string
  draw: () => void
  superior?: string
  /** Those gathered from the start. */
  chosen?: Option[]
}

/** A search field over committees of the directory, and those gathered. */
export function gatherCommittees(setup: Setup): {
  handles: () => string[]
  view: (error?: string) => TemplateResult
} {
  let chosen: Option[] = setup.chosen ?? []
  const without = ({ key }: Option): Option[] => chosen.filter((one) => one.key !== key)
  const picker = createPicker({
    ...setup,
    optional: true,
    find: async (typed) => [{ label: setup.label, options: await findCommittees(typed, setup.superior) }],
    pick: (option) => {
      chosen = [...without(option), option]
    },
  })
  const drop = (option: Option): void => {
    chosen = without(option)
    setup.draw()
  }
  return {
    handles: () => chosen.map(({ key }) => key),
    view: (error) =>
      html`${picker.view(error)}
        <ul class="gathered">
          ${chosen.map((one) => line(one, () => drop(one)))}
        </ul>`,
  }
}

const line = ({ label }: Option, drop: () => void): TemplateResult =>
  html`<li>
    <span>${label}</span>
    <button class="link small" type="button" aria-label="${common().remove}: ${label}" @click=${drop}>
      ${common().remove}
    </button>
  </li>`
