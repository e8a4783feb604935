import { html, type TemplateResult } from 'lit-html'
import type { Member, Unit } from '../api/office.ts'
import type { Subject } from '../api/types.ts'
import type { Inside } from '../screen.ts'
import { common } from '../text/common.ts'
import { matching } from './match.ts'
import { createPicker, type Options } from './picker.ts'

/** Whom work can be given to: a unit or a person here; where a form says so, somebody else it names. */
type Chosen<Kind extends string> = { kind: Kind; id: string; name: string }

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

type Setup<Kind extends string> = {
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
  /** Others that can be chosen beside them, by the text typed. */
  others?: (typed: string) => Promise<{ label: string; options: Chosen<Kind>[] }>
  draw: () => void
}

/** A search field over units and people, and what was gathered. */
export type People<Kind extends string = Subject['kind']> = {
  chosen: Chosen<Kind>[]
  /** What the API takes. */
  refs: () => Pick<Chosen<Kind>, 'kind' | 'id'>[]
  view: (error?: string) => TemplateResult
}

/** Lets somebody choose units and people; a choice of one replaces the one before. */
export function createPeople<Kind extends string = Subject['kind']>(
  setup: Setup<Kind | Subject['kind']>,
): People<Kind | Subject['kind']> {
  const people: People<Kind | Subject['kind']> = {
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
      const [kind, id] = key.split(' ') as [Kind | Subject['kind'], string]
      const subject = { kind, id, name: label }
      const others = people.chosen.filter((one) => one.id !== id)
      people.chosen = setup.one ? [subject] : [...others, subject]
    },
  })
  return people
}

async function find({ staff, groups, persons, others }: Setup<string>, typed: string): Promise<Options> {
  const most = 8
  const more = await others?.(typed)
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
    ...(more
      ? [
          {
            label: more.label,
            options: more.options.map(({ kind, id, name }) => ({ key: `${kind} ${id}`, label: name })),
          },
        ]
      : []),
  ]
}

function line<Kind extends string>(
  setup: Setup<Kind>,
  people: People<Kind>,
  { id, name }: Chosen<Kind>,
): TemplateResult {
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
