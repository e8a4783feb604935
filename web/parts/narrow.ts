import { html, type TemplateResult } from 'lit-html'
import type { Visit } from '../screen.ts'
import { date, readDate } from '../text/dates.ts'
import { dayProblem } from './day.ts'
import { dateField, selectField, textField } from './field.ts'

/** One way to narrow a list or to turn it round: what is typed, a day, or a choice, with what stands for none. */
export type Way<N extends string> = {
  name: N
  label: string
  /** Not while this one says something. */ unless?: N
} & (
  | { kind: 'words' | 'day' }
  | { kind: 'choice'; empty: string; choices: { value: string; label: string }[] }
)

/** How a list is narrowed; an empty value narrows nothing. */
export type Narrow<N extends string> = {
  values: Record<N, string>
  /** Whether anything is left out. */
  narrowed: () => boolean
  fields: () => TemplateResult
  clear: () => void
}

/** A moment after the last key, in milliseconds. */
const PAUSE = 300

/** The row of fields that narrow a list. What they say stands in the address, so that it can be shared and come back to. */
export function createNarrow<N extends string>(
  visit: Visit,
  ways: Way<N>[],
  changed: () => unknown,
): Narrow<N> {
  const from = (query: URLSearchParams): Record<N, string> =>
    Object.fromEntries(ways.map(({ name }) => [name, query.get(name) ?? ''])) as Record<N, string>
  const values = from(visit.query)
  const wrong = new Map<string, string>()
  let timer: ReturnType<typeof setTimeout> | undefined
  const said = (): string =>
    new URLSearchParams(Object.entries<string>(values).filter(([, value]) => value)).toString()
  const tell = (wait: number): void => {
    clearTimeout(timer)
    timer = setTimeout(() => {
      visit.rename(said() ? `${visit.path}?${said()}` : visit.path)
      changed()
    }, wait)
  }
  const set = (name: N, value: string, wait = 0): void => {
    values[name] = value
    tell(wait)
  }
  const day = (name: N, typed: string): void => {
    const read = typed.trim() ? readDate(typed) : ''
    if (read === undefined && typed.length >= 8) wrong.set(name, dayProblem(typed))
    else wrong.delete(name)
    if (read === undefined) visit.draw()
    else set(name, read, PAUSE)
  }
  const fieldOf = (way: Way<N>): TemplateResult => {
    const { name, label } = way
    const value = values[name]
    if (way.kind === 'choice') {
      const { empty, choices } = way
      return selectField({ name, label, empty, value, choices, change: (chosen) => set(name, chosen) })
    }
    return way.kind === 'day'
      ? dateField({
          name,
          label,
          value: date(value),
          error: wrong.get(name),
          input: (typed) => day(name, typed),
        })
      : textField({ name, label, type: 'search', value, input: (typed) => set(name, typed.trim(), PAUSE) })
  }
  return {
    values,
    narrowed: () => said() !== '',
    fields: () => html`${ways.filter(({ unless }) => !unless || !values[unless]).map(fieldOf)}`,
    clear: () => {
      for (const { name } of ways) values[name] = ''
      tell(0)
    },
  }
}
