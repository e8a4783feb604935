import { html, nothing, type TemplateResult } from 'lit-html'
import type { DocumentType, Organisation } from '../../api/office.ts'
import { dateField, selectField, textField } from '../../parts/field.ts'
import type { Inside } from '../../screen.ts'
import { date, readDate, today } from '../../text/dates.ts'
import type { Book } from './books.ts'
import { dayProblem } from '../../parts/day.ts'

/** What narrows a book, as the API names it. An empty value narrows nothing. */
export type Filters = Record<'term' | 'period' | 'issuer' | 'type' | 'deciding' | 'from' | 'to' | 'q', string>
export type Lists = { organisation: Organisation; types: DocumentType[] }

const names = ['term', 'period', 'issuer', 'type', 'deciding', 'from', 'to', 'q'] as const

const WEEK = 7 * 86_400_000
/** The term that holds today, as the API takes it. */
const NOW = 'current'

/**
 * The filters in an address; without any, a book opens where a clerk works: at this month of the term now, in its first
 * week at the one before.
 */
export function readFilters(query: URLSearchParams, book: Book): Filters {
  const filters = Object.fromEntries(names.map((name) => [name, query.get(name) ?? ''])) as Filters
  if (query.size > 0) return filters
  const from = `${today(new Date(Date.now() - WEEK)).slice(0, 8)}01`
  return book === 'outgoing' ? { ...filters, term: NOW, from } : { ...filters, from }
}

/**
 * Once the terms are known: the one that holds today by its id. Where none does, nothing is of this month either (the
 * committee merged, say), and its book is opened whole.
 * @returns whether what the filters ask for has changed
 */
export function settleTerm(query: URLSearchParams, filters: Filters, { organisation }: Lists): boolean {
  if (query.size > 0) return false
  const term = organisation.terms.find(({ current }) => current)?.id
  if (filters.term === NOW) filters.term = term ?? ''
  if (term === undefined) filters.from = ''
  return term === undefined
}

/** The filters as a query for the API and for the address. */
export function toQuery(filters: Filters): string {
  return new URLSearchParams(Object.entries(filters).filter(([, value]) => value)).toString()
}

/** What the filters say, for the title of the book. */
export function describe(
  visit: Inside<'registers'>,
  filters: Filters,
  { organisation, types }: Lists,
): string {
  const t = visit.words.registers
  const term = organisation.terms.find(({ id }) => id === filters.term)?.name
  const issuer = organisation.issuers.find(({ id }) => id === filters.issuer)?.name
  const type = types.find(({ id }) => id === filters.type)?.name
  const deciding = organisation.deciding.find(({ id }) => id === filters.deciding)?.name
  return [
    term ? t.term(term) : '',
    filters.period ? t.year(filters.period) : '',
    issuer,
    deciding,
    type,
    t.range(date(filters.from), date(filters.to)),
  ]
    .filter(Boolean)
    .join(' · ')
}

type Setup = { book: Book; filters: Filters; lists: Lists; changed: () => void }

/** The row of filters. A change shows at once and stands in the address. */
export function createFilters(
  visit: Inside<'registers'>,
  { book, filters, lists, changed }: Setup,
): () => TemplateResult {
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
  return () =>
    html`<form class="tools" @submit=${(event: Event) => event.preventDefault()}>
      ${book === 'outgoing' ? outgoingChoices(visit, filters, lists, set) : yearChoice(visit, filters, lists, set)}
      ${day('from', t.from)} ${day('to', t.to)}
      ${filters.deciding ? nothing : textField({ name: 'q', label: t.q, type: 'search', value: filters.q, input: (typed) => set('q', typed.trim(), 300) })}
    </form>`
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
