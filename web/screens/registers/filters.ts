import type { DocumentType, Organisation } from '../../api/office.ts'
import type { Inside } from '../../screen.ts'
import { date, today } from '../../text/dates.ts'
import type { Book } from './books.ts'

/** What narrows a book, as the API names it. An empty value narrows nothing. */
export type Filters = Record<
  'term' | 'period' | 'issuer' | 'type' | 'deciding' | 'from' | 'to' | 'q' | 'order',
  string
>
export type Lists = { organisation: Organisation; types: DocumentType[] }

const names = ['term', 'period', 'issuer', 'type', 'deciding', 'from', 'to', 'q', 'order'] as const

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
