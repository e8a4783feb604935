import { html, type TemplateResult } from 'lit-html'
import { alertLine } from '../../parts/problem.ts'
import type { Inside, View } from '../../screen.ts'
import { bookTable, type Book, type Line } from './books.ts'
import { describe, readFilters, settleTerm, toQuery, type Filters, type Lists } from './filters.ts'
import { paginate } from './pages.ts'
import type { Piece } from './tall.ts'
import { bookOf, bookTitle, readLines, readLists, slugOf } from './lines.ts'

type State = {
  book: Book
  filters: Filters
  lists: Lists
  lines: Line[]
  total?: number
  /** The lines as they go onto sheets, once they were measured. */
  pieces: Piece[]
  pages?: { from: number; to: number }[]
  problem?: unknown
}

/**
 * A book as it leaves the printer: sheets of A4 across, each with the heads, its own total and the running one.
 * The rows are measured at their width on paper first, since no browser can count what it puts on a page; one that no
 * sheet holds goes on over the next.
 */
export default async function printBook(visit: Inside<'registers'>): Promise<View> {
  const { query, draw } = visit
  const t = visit.words.registers
  const book = bookOf(visit.path)
  const lists = await readLists(visit)
  const filters = readFilters(query, book)
  settleTerm(query, filters, lists)
  const state: State = { book, lists, filters, lines: [], pieces: [] }
  fill(visit, state).catch((problem: unknown) => {
    state.problem = problem
    draw()
  })
  return {
    title: `${t.printing.title}: ${t.bookTitles[book]}`,
    wide: true,
    action: () =>
      html`<button class="main" ?disabled=${!state.pages} @click=${() => print()}>
        ${t.printing.send}
      </button>`,
    body: () => html`
      <div class="paper-head no-print">
        <p class="crumb">
          <a href="${visit.at('so', slugOf(book))}?${toQuery(state.filters)}">‹ ${t.printing.back}</a>
        </p>
        <h1 tabindex="-1">${t.printing.title}: ${t.bookTitles[book]}</h1>
        <p class="quiet" role="status">
          ${state.pages ? t.printing.ready(state.pages.length) : t.printing.loading(state.lines.length, state.total)}
        </p>
      </div>
      ${alertLine(state.problem)} ${state.pages ? sheets(visit, state, state.pages) : measure(visit, state)}
    `,
  }
}

async function fill(visit: Inside<'registers'>, state: State): Promise<void> {
  const { draw } = visit
  // On paper a book runs on from line to line, whatever way it was looked at.
  const inOrder = { ...state.filters, order: '' }
  let next: string | undefined
  do {
    const page = await readLines(visit, state.book, inOrder, { limit: 100, cursor: next })
    state.lines = [...state.lines, ...page.items]
    // One that was not counted to its end is known when all of it is here.
    if (page.total !== undefined && page.more !== true) state.total = page.total
    next = page.next
    draw()
  } while (next)
  state.total = state.lines.length
  await document.fonts.ready
  // The sheet to measure is on the page only after the drawing that is under way.
  await new Promise((done) => setTimeout(done))
  Object.assign(state, await paginateMeasured(state.lines))
  draw()
}

async function paginateMeasured(lines: readonly Line[]): Promise<Pick<State, 'pieces' | 'pages'>> {
  const { piecesOf } = await import('./tall.ts')
  const height = (selector: string): number =>
    document.querySelector(selector)?.getBoundingClientRect().height ?? 0
  const rows = [...document.querySelectorAll<HTMLTableRowElement>('.book-measure tbody tr')]
  const foot = height('.book-measure tfoot')
  const room = height('.book-measure .book-room') - height('.book-measure thead') - foot
  const pieces = piecesOf(rows, lines, room)
  const heights = pieces.map((piece) => piece.height)
  return { pieces, pages: paginate(heights, { room, first: room - height('.book-measure .book-title') }) }
}

/** One endless sheet of the printed width, out of sight. */
function measure(visit: Inside<'registers'>, { book, lines, filters, lists, total }: State): TemplateResult {
  return html`<div class="book-measure" aria-hidden="true">
    <div class="book-room"></div>
    ${bookTitle(visit, book, describe(visit, filters, lists), { total })}
    ${bookTable(visit, book, lines, { caption: '', foot: visit.words.registers.printing.pageTotal(0, 0) })}
  </div>`
}

function sheets(
  visit: Inside<'registers'>,
  { book, pieces, filters, lists, total }: State,
  pages: { from: number; to: number }[],
): TemplateResult {
  const t = visit.words.registers.printing
  // A line is counted on the sheet on which it begins.
  const counted = (from: number, to: number): number =>
    pieces.slice(from, to).filter(({ begins }) => begins).length
  return html`<div class="book-sheets">
    ${pages.map(
      ({ from, to }, index) =>
        html`<section class="book-sheet">
          <div class="book-inner">
            ${index === 0 ? bookTitle(visit, book, describe(visit, filters, lists), { total }) : ''}
            ${bookTable(
              visit,
              book,
              pieces.slice(from, to).map(({ line, cells }) => (cells ? { cells } : line)),
              {
                caption: t.page(index + 1, pages.length),
                foot: t.pageTotal(counted(from, to), counted(0, to)),
              },
            )}
          </div>
          <p class="book-number">${t.page(index + 1, pages.length)}</p>
        </section>`,
    )}
  </div>`
}
