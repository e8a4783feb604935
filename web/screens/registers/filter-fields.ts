import { html, nothing, type TemplateResult } from 'lit-html'
import { dayProblem } from '../../parts/day.ts'
import { dateField, selectField, textField } from '../../parts/field.ts'
import type { Inside } from '../../screen.ts'
import { date, readDate, today } from '../../text/dates.ts'
import type { Book } from './books.ts'
import { toQuery, type Filters, type Lists } from './filters.ts'

type Setup = { book: Book; filters: Filters; lists: Lists; changed: () => void }

/** The row of filters, and what turns the book round. A change shows at once and stands in the address. */
export function createFilters(
  visit: Inside<'registers'>,
  { book, filters, lists, changed }: Setup,
): { fields: () => TemplateResult; turn: () => TemplateResult } {
  const wrong = new Map<string, string>()
  let timer: ReturnType<typeof setTimeout> | undefined
  const set = (name: keyof Filters, value: string, wait = 0): void => {
    filters[name] = value
    // The index of words does not know who decided.
    if (filters.deciding) filters.q = ''
    clearTimeout(timer)
    timer = setTimeout(() => {
      visit.rename(`${visit.path}?${toQuery(filters) || 'q='}`)
      changed()
    }, wait)
  }
  const day = (name: 'from' | 'to', label: string): TemplateResult =>
    dateField({
      name,
      label,
      value: date(filters[name]),
      error: wrong.get(name),
      input: (typed) => {
        const read = typed.trim() ? readDate(typed) : ''
        if (read === undefined && typed.length >= 8) wrong.set(name, dayProblem(typed))
        else wrong.delete(name)
        if (read !== undefined) set(name, read, 300)
      },
    })
  const t = visit.words.registers.filters
  const fields = (): TemplateResult =>
    html`<form class="tools" @submit=${(event: Event) => event.preventDefault()}>
      ${book === 'outgoing' ? outgoingChoices(visit, filters, lists, set) : yearChoice(visit, filters, lists, set)}
      ${day('from', t.from)} ${day('to', t.to)}
      ${filters.deciding ? nothing : textField({ name: 'q', label: t.q, type: 'search', value: filters.q, input: (typed) => set('q', typed.trim(), 300) })}
    </form>`
  const turn = (): TemplateResult => {
    const newest = filters.order === 'newest'
    return html`<button class="link" type="button" @click=${() => set('order', newest ? '' : 'newest')}>
      ${newest ? t.oldest : t.newest}
    </button>`
  }
  return { fields, turn }
}

type Set = (name: keyof Filters, value: string) => void

function outgoingChoices(
  visit: Inside<'registers'>,
  filters: Filters,
  { organisation, types }: Lists,
  set: Set,
): TemplateResult {
  const t = visit.words.registers.filters
  const options = (rows: { id: string; name: string }[]): { value: string; label: string }[] =>
    rows.map(({ id, name }) => ({ value: id, label: name }))
  const choice = (
    name: 'term' | 'issuer' | 'type' | 'deciding',
    label: string,
    rows: { id: string; name: string }[],
  ): TemplateResult =>
    selectField({
      name,
      label,
      empty: t.all,
      value: filters[name],
      choices: options(rows),
      change: (value) => set(name, value),
    })
  return html`${choice('term', t.term, organisation.terms)}
  ${organisation.issuers.length > 1 ? choice('issuer', t.issuer, organisation.issuers) : nothing}
  ${choice('type', t.type, types)}
  ${organisation.deciding.length > 1 ? choice('deciding', t.deciding, organisation.deciding) : nothing}`
}

function yearChoice(
  visit: Inside<'registers'>,
  filters: Filters,
  { organisation }: Lists,
  set: Set,
): TemplateResult {
  const t = visit.words.registers.filters
  const now = Number(today().slice(0, 4))
  const first = Math.min(now, ...organisation.terms.map(({ opensOn }) => Number(opensOn.slice(0, 4))))
  const years = Array.from({ length: now - first + 1 }, (_, index) => String(now - index))
  return selectField({
    name: 'period',
    label: t.year,
    value: filters.period || String(now),
    choices: years.map((year) => ({ value: year, label: year })),
    change: (value) => set('period', value),
  })
}
