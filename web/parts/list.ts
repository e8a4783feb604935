import { html, nothing, type TemplateResult } from 'lit-html'
import { most, type Cut } from '../api/all.ts'
import type { Page } from '../api/types.ts'
import { common } from '../text/common.ts'
import { alertLine } from './problem.ts'

/** A list read page by page from the API. */
export type List<T, P = Page<T>> = {
  rows: T[]
  /** The first page as the API answered it, with what else it told. */
  first: P
  /**
   * Reads it again from the top, as many rows as are shown: after a filter, an action, or on coming back. A failure
   * is told at the foot of the list.
   */
  refresh: () => Promise<void>
  /** The button that brings the next page, or why it did not come. */
  foot: () => TemplateResult | typeof nothing
}

type Options<T, P> = {
  /** Asks for a page; asked each time, so that it may carry filters. */
  read: (page: Cut) => Promise<P & Page<T>>
  draw: () => void
  limit?: number
}

/** Opens a list and reads its first page. */
export async function openList<T, P>({ read, draw, limit = 40 }: Options<T, P>): Promise<List<T, P>> {
  const opened = await read({ limit })
  let { next } = opened
  let problem: unknown
  let busy = false
  const readFirst = async (): Promise<void> => {
    const page = await read({ limit: Math.min(Math.max(list.rows.length, limit), most) })
    list.rows = page.items
    list.first = page
    next = page.next
    problem = undefined
  }
  const list: List<T, P> = {
    rows: opened.items,
    first: opened,
    refresh: async () => {
      await readFirst().catch((cause: unknown) => (problem = cause))
      draw()
    },
    foot: () => footer(next !== undefined, busy, problem, list.rows.length, () => void more()),
  }
  const more = async (): Promise<void> => {
    if (busy) return
    busy = true
    draw()
    try {
      const page = await read({ limit, cursor: next })
      list.rows = [...list.rows, ...page.items]
      next = page.next
      problem = undefined
    } catch (cause) {
      problem = cause
    }
    busy = false
    draw()
  }
  return list
}

function footer(
  more: boolean,
  busy: boolean,
  problem: unknown,
  shown: number,
  next: () => void,
): TemplateResult | typeof nothing {
  const t = common()
  return html`${alertLine(problem)}
    <p class="unseen" role="status">${shown > 0 ? t.loaded(shown) : ''}</p>
    ${
      more
        ? html`<p class="list-foot">
            <button class="button" aria-busy=${busy} @click=${next}>${t.more}</button>
          </p>`
        : nothing
    }`
}
