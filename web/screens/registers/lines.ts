import { html, type TemplateResult } from 'lit-html'
import type { Cut } from '../../api/all.ts'
import type { Page } from '../../api/types.ts'
import type { Inside } from '../../screen.ts'
import type { Book, Line } from './books.ts'
import type { Filters, Lists } from './filters.ts'

/** The book an address names. */
export function bookOf(path: string): Book {
  return path.includes('/van-ban-den') ? 'incoming' : 'outgoing'
}

/** What a book's filters are chosen from. */
export async function readLists(visit: Inside<'registers'>): Promise<Lists> {
  const { signal } = visit
  const [organisation, types] = await Promise.all([
    visit.ask('GET /organisation', { signal }),
    visit.ask('GET /document-types', { signal }),
  ])
  return { organisation, types: types.items }
}

/** A page of a book's lines, as its filters narrow it. */
export function readLines(
  { ask, signal }: Inside<'registers'>,
  book: Book,
  { term, issuer, type, deciding, period, from, to, q, order }: Filters,
  page: Cut,
): Promise<Page<Line>> {
  const common = {
    ...page,
    from: from || undefined,
    to: to || undefined,
    q,
    ...(order === 'newest' ? { order: 'newest' as const } : {}),
  }
  return book === 'outgoing'
    ? ask('GET /registers/outgoing', {
        query: { ...common, term, issuer, type, deciding: deciding || undefined },
        signal,
      })
    : ask('GET /registers/incoming', { query: { ...common, period }, signal })
}

/** How many lines there are; `more` where the book was counted no further. */
export type Counted = { total?: number | undefined; more?: boolean | undefined }

/** The title of the book and what of it is shown. */
export function bookTitle(
  visit: Pick<Inside<'registers'>, 'words' | 'here'>,
  book: Book,
  described: string,
  { total, more }: Counted,
): TemplateResult {
  const t = visit.words.registers
  return html`<div class="book-title">
    <p>${visit.here.committee.name}</p>
    <h2>${t.bookTitles[book]}</h2>
    <p class="small">
      ${[described, total === undefined ? '' : t.total(total, more === true)].filter(Boolean).join(' · ')}
    </p>
  </div>`
}

/** The word of a book in addresses. */
export function slugOf(book: Book): string {
  return book === 'outgoing' ? 'van-ban-di' : 'van-ban-den'
}
