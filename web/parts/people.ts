import { html, type TemplateResult } from 'lit-html'
import type { Member, Unit } from '../api/office.ts'
import type { Subject } from '../api/types.ts'
import type { Inside } from '../screen.ts'
import { common } from '../text/common.ts'
import { matching } from './match.ts'
import { createPicker, type Options } from './picker.ts'

/** The units and people of a committee that work can be given to. */
export type Staff = { units: Unit[]; members: Member[] }

/** Reads who is there. */
export async function staffOf(visit: Inside, signal?: AbortSignal): Promise<Staff> {
  const [organisation, members] = await Promise.all([
    visit.ask('GET /organisation', { signal }),
    visit.ask('GET /members', { query: { limit: 100 }, signal }),
  ])
  return { units: organisation.units.filter((unit) => !unit.closed), members: members.items }
}

type Setup = {
  name: string
  label: string
  hint?: string
  optional?: boolean
  placeholder: string
  groups: { units: string; persons: string }
  staff: Staff
  /** One only: what is chosen stands in the field. */
  one?: boolean
  /** People alone, as where a unit names who does it. */
  persons?: boolean
  draw: () => void
}

/** A search field over units and people, and what was gathered. */
export type People = {
  chosen: Subject[]
  /** What the API takes. */
  refs: () => Pick<Subject, 'kind' | 'id'>[]
  view: (error?: string) => TemplateResult
}

/** Lets somebody choose units and people; a choice of one replaces the one before. */
export function createPeople(setup: Setup): People {
  const people: People = {
    chosen: [],
    refs: () => people.chosen.map(({ kind, id }) => ({ kind, id })),
    view: (error) =>
      html`${picker.view(error)}
      ${
        setup.one
          ? ''
          : html`<ul class="gathered">
              ${people.chosen.map((one) => line(setup, people, one))}
            </ul>`
      }`,
  }
  const picker = createPicker({
    ...setup,
    find: (typed) => find(setup, typed),
    shown: () => (setup.one ? (people.chosen[0]?.name ?? '') : ''),
    pick: ({ key, label }) => {
      const [kind, id] = key.split(' ') as [Subject['kind'], string]
      const subject = { kind, id, name: label }
      const others = people.chosen.filter((one) => one.id !== id)
      people.chosen = setup.one ? [subject] : [...others, subject]
    },
  })
  return people
}

function find({ staff, groups, persons }: Setup, typed: string): Options {
  const most = 8
  const units = matching(typed, persons ? [] : staff.units, ({ name }) => name)
  const members = matching(typed, staff.members, ({ name }) => name)
  return [
    {
      label: groups.units,
      options: units.slice(0, most).map(({ id, name }) => ({ key: `unit ${id}`, label: name })),
    },
    {
      label: groups.persons,
      options: members.slice(0, most).map(({ id, name, unit }) => ({
        key: `person ${id}`,
        label: name,
        ...(unit ? { note: unit.name } : {}),
      })),
    },
  ]
}

function line(setup: Setup, people: People, { id, name }: Subject): TemplateResult {
  const drop = (): void => {
    people.chosen = people.chosen.filter((one) => one.id !== id)
    setup.draw()
  }
  return html`<li>
    <span>${name}</span>
    <button class="link small" type="button" aria-label="${common().remove}: ${name}" @click=${drop}>
      ${common().remove}
    </button>
  </li>`
}
