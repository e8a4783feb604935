import { html, nothing, type TemplateResult } from 'lit-html'
import { get } from '../../api/client.ts'
import type { DocumentType, Organisation } from '../../api/office.ts'
import type { Page } from '../../api/types.ts'
import { emptyState, head } from '../../parts/head.ts'
import { openList } from '../../parts/list.ts'
import { rename } from '../../router.ts'
import type { Visit, View } from '../../screen.ts'
import { api, at, here, may } from '../../session.ts'
import { words } from '../../text/words.ts'
import { bookTable, type Book, type Line } from './books.ts'
import { createFilters, describe, readFilters, toQuery, type Filters, type Lists } from './filters.ts'

/** A book on the screen as it is on the desk: its title, its columns, its lines in the order they were entered. */
export default async function register({ query, signal, draw }: Visit): Promise<View> {
  const t = words('registers')
  const book = bookOf(location.pathname)
  const lists = await readLists(signal)
  const filters = readFilters(query, book, lists)
  const url = (): string => `${api('registers', book)}?${toQuery(filters)}`
  const list = await openList<Line>({ url, signal, draw, limit: 50 })
  const refresh = (): void => void list.refresh().catch(() => undefined)
  const fields = createFilters({ book, filters, lists, changed: refresh })
  const clear = (): void => {
    for (const name of Object.keys(filters) as (keyof Filters)[]) filters[name] = ''
    rename(`${location.pathname}?q=`)
    refresh()
  }
  return {
    title: t.bookTitles[book],
    wide: true,
    resume: list.refresh,
    action: () =>
      html`<a class="button" href=${at('so', slugOf(book), 'in') + `?${toQuery(filters)}`}>${t.print}</a>`,
    body: () => html`
      ${head(t.title, { tabs: tabs(book) })} ${fields()}
      ${book === 'outgoing' && may('documents.issue') ? reserveButton(lists, refresh) : nothing}
      ${
        list.rows.length === 0
          ? emptyState(
              t.none,
              t.noneHint,
              html`<button class="button" @click=${clear}>${t.filters.clear}</button>`,
            )
          : html`<section class="book">
              ${bookTitle(book, describe(filters, lists), list.total)}
              ${bookTable(book, list.rows, { caption: t.bookTitles[book], act: (line) => cancelAct(line, refresh) })}
            </section>`
      }
      ${list.foot()}
    `,
  }
}

/** The book an address names. */
export function bookOf(path: string): Book {
  return path.includes('/van-ban-den') ? 'incoming' : 'outgoing'
}

/** What a book's filters are chosen from. */
export async function readLists(signal: AbortSignal): Promise<Lists> {
  const [organisation, types] = await Promise.all([
    get<Organisation>(api('organisation'), signal),
    get<Page<DocumentType>>(api('document-types'), signal),
  ])
  return { organisation, types: types.items }
}

/** The title of the book and what of it is shown. */
export function bookTitle(book: Book, described: string, total: number | undefined): TemplateResult {
  const t = words('registers')
  return html`<div class="book-title">
    <p>${here().committee.name}</p>
    <h2>${t.bookTitles[book]}</h2>
    <p class="small">${[described, total === undefined ? '' : t.total(total)].filter(Boolean).join(' · ')}</p>
  </div>`
}

/** The word of a book in addresses. */
export function slugOf(book: Book): string {
  return book === 'outgoing' ? 'van-ban-di' : 'van-ban-den'
}

function tabs(current: Book): { href: string; word: string; current: boolean }[] {
  const t = words('registers').tabs
  return (['outgoing', 'incoming'] as const).map((book) => ({
    href: at('so', slugOf(book)),
    word: t[book],
    current: book === current,
  }))
}

function reserveButton(lists: Lists, done: () => void): TemplateResult {
  const open = async (): Promise<void> => {
    const { reserveDialog } = await import('./reserve.ts')
    reserveDialog(lists, done)
  }
  return html`<p class="book-acts">
    <button class="link" @click=${open}>${words('registers').reserve.action}…</button>
  </p>`
}

function cancelAct(line: Line, done: () => void): TemplateResult | typeof nothing {
  if (!('documentId' in line) || line.state !== 'reserved' || !may('documents.issue')) return nothing
  const open = async (): Promise<void> => {
    const { cancelDialog } = await import('./reserve.ts')
    cancelDialog(line.documentId, line.notation, done)
  }
  return html`<br /><button class="link small" @click=${open}>${words('registers').reserve.cancel}</button>`
}
