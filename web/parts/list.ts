import { html, nothing, type TemplateResult } from 'lit-html'
import { get } from '../api/client.ts'
import type { Page } from '../api/types.ts'
import { common } from '../text/common.ts'
import { alertLine } from './problem.ts'

/** A list read page by page from the API. */
export type List<T> = {
  rows: T[]
  total?: number
  /** The first page as the API answered it, with what else it told. */
  first: Page<T>
  /**
   * Reads it again from the top, as many rows as are shown: after a filter, an action, or on coming back. A failure
   * is told at the foot of the list.
   */
  refresh: () => Promise<void>
  /** The button that brings the next page, or why it did not come. */
  foot: () => TemplateResult | typeof nothing
}

type Options = { url: () => string; signal: AbortSignal; draw: () => void; limit?: number }

/** Opens a list and reads its first page. `url` is asked each time, so that it may carry filters. */
export async function openList<T>({ url, signal, draw, limit = 40 }: Options): Promise<List<T>> {
  let next: string | undefined
  let problem: unknown
  let busy = false
  const read = async (cursor: string | undefined, count: number): Promise<Page<T>> => {
    const query = new URLSearchParams({ limit: String(Math.min(count, 100)) })
    if (cursor) query.set('cursor', cursor)
    const base = url()
    return get<Page<T>>(`${base}${base.includes('?') ? '&' : '?'}${query}`, signal)
  }
  const readFirst = async (): Promise<void> => {
    const page = await read(undefined, Math.max(list.rows.length, limit))
    list.rows = page.items
    list.first = page
    if (page.total !== undefined) list.total = page.total
    next = page.next
    problem = undefined
  }
  const list: List<T> = {
    rows: [],
    first: { items: [] },
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
      const page = await read(next, limit)
      list.rows = [...list.rows, ...page.items]
      next = page.next
      problem = undefined
    } catch (cause) {
      problem = cause
    }
    busy = false
    draw()
  }
  await readFirst()
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
