import { html, nothing, type TemplateResult } from 'lit-html'
import type { Cut } from '../../api/all.ts'
import type { Page } from '../../api/types.ts'
import { emptyState, head } from '../../parts/head.ts'
import { openList } from '../../parts/list.ts'
import { createTake } from '../../parts/take.ts'
import type { Inside, View } from '../../screen.ts'
import { bookTable, type Line } from './books.ts'
import { describe, readFilters, settleTerm, toQuery, type Filters, type Lists } from './filters.ts'
import { createFilters } from './filter-fields.ts'
import { bookOf, bookTitle, readLines, readLists, slugOf } from './lines.ts'
import { createProof } from './proof.ts'
import { bookTabs } from './tabs.ts'
import { takenColumns } from './taken.ts'

/** A book on the screen as it is on the desk: its title, its columns, its lines in the order they were entered, or the last one first. */
export default async function register(visit: Inside<'registers'>): Promise<View> {
  const { query, draw } = visit
  const t = visit.words.registers
  const book = bookOf(visit.path)
  // All at once: the lines of the term now do not wait for its name, nor for what else the filters are chosen from.
  const proof = book === 'outgoing' ? createProof(visit) : undefined
  const filters = readFilters(query, book)
  const read = (page: Cut): Promise<Page<Line>> => readLines(visit, book, filters, page)
  const [lists, list] = await Promise.all([readLists(visit), openList({ read, draw, limit: 50 })])
  if (settleTerm(query, filters, lists)) await list.refresh()
  const take = createTake({
    name: t.bookTitles[book],
    columns: takenColumns(visit, book),
    read,
    limit: 1000,
    draw,
  })
  const refresh = (): void => void list.refresh()
  const { fields, turn } = createFilters(visit, { book, filters, lists, changed: refresh })
  const clear = (): void => {
    for (const name of Object.keys(filters) as (keyof Filters)[]) filters[name] = ''
    visit.rename(`${visit.path}?q=`)
    refresh()
  }
  return {
    title: t.bookTitles[book],
    wide: true,
    resume: list.refresh,
    action: () =>
      html`<a class="button" href=${visit.at('so', slugOf(book), 'in') + `?${toQuery(filters)}`}
        >${t.print}</a
      >`,
    body: () => html`
      ${head(t.title, { tabs: bookTabs(visit, book) })} ${fields()} ${proof?.() ?? nothing}
      <p class="book-acts">
        ${take()} ${turn()}
        ${book === 'outgoing' && visit.may('documents.issue') ? reserveButton(visit, lists, refresh) : nothing}
      </p>
      ${
        list.rows.length === 0
          ? emptyState(
              t.none,
              t.noneHint,
              html`<button class="button" @click=${clear}>${t.filters.clear}</button>`,
            )
          : html`<section class="book">
              ${bookTitle(visit, book, describe(visit, filters, lists), list.first)}
              ${bookTable(visit, book, list.rows, { caption: t.bookTitles[book], act: (line) => cancelAct(visit, line, refresh) })}
            </section>`
      }
      ${list.foot()}
    `,
  }
}

function reserveButton(visit: Inside<'registers'>, lists: Lists, done: () => void): TemplateResult {
  const open = async (): Promise<void> => {
    const { reserveDialog } = await import('./reserve.ts')
    reserveDialog(visit, lists, done)
  }
  return html`<button class="link" @click=${open}>${visit.words.registers.reserve.action}…</button>`
}

function cancelAct(
  visit: Inside<'registers'>,
  line: Line,
  done: () => void,
): TemplateResult | typeof nothing {
  if (!('documentId' in line) || line.state !== 'reserved' || !visit.may('documents.issue')) return nothing
  const open = async (): Promise<void> => {
    const { cancelDialog } = await import('./reserve.ts')
    cancelDialog(visit, line.documentId, line.notation, done)
  }
  return html`<br /><button class="link small" @click=${open}>
      ${visit.words.registers.reserve.cancel}
    </button>`
}
