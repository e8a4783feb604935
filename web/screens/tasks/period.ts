import { html, type TemplateResult } from 'lit-html'
import type { Inside } from '../../screen.ts'
import { today } from '../../text/dates.ts'

/** A month of a screen: `YYYY-MM` in the address, and its first and last day for the API. */
export type Month = { month: string; from: string; to: string; shown: string }

/** The month that the address names, or this one. */
export function monthOf(query: URLSearchParams): Month {
  const asked = query.get('thang') ?? ''
  const month = /^\d{4}-(0[1-9]|1[0-2])$/.test(asked) ? asked : today().slice(0, 7)
  const [year = 0, no = 1] = month.split('-').map(Number)
  const last = new Date(Date.UTC(year, no, 0)).toISOString().slice(0, 10)
  return { month, from: `${month}-01`, to: last, shown: `${month.slice(5)}/${month.slice(0, 4)}` }
}

/** The month, with the ways to the one before and the one after; what else the address says stays. */
export function monthLine(visit: Inside<'tasks' | 'tracking'>, { month, shown }: Month): TemplateResult {
  const t = visit.words.tracking.period
  const to = (by: number): string => {
    const moved = new Date(Date.UTC(Number(month.slice(0, 4)), Number(month.slice(5)) - 1 + by))
    const query = new URLSearchParams(visit.query)
    query.set('thang', moved.toISOString().slice(0, 7))
    return `${visit.path}?${query}`
  }
  return html`<p class="row">
    <a href=${to(-1)}>‹ ${t.before}</a> <strong>${t.month(shown)}</strong> <a href=${to(1)}>${t.after} ›</a>
  </p>`
}
