import { html, nothing, type TemplateResult } from 'lit-html'
import type { Found } from '../api/types.ts'
import { createFilter } from '../parts/filter.ts'
import { emptyState, head } from '../parts/head.ts'
import { listOf, screenOf, wordOf } from '../parts/kinds.ts'
import { kept } from '../parts/notation.ts'
import { alertLine } from '../parts/problem.ts'
import { rowKeys } from '../parts/rows.ts'
import type { Inside, View } from '../screen.ts'
import { createMarks, type Marks } from './incoming/marks.ts'
import { common } from '../text/common.ts'
import { date } from '../text/dates.ts'

/** One search over everything a committee has and the directory; the words stand in the address. */
export default async function search(visit: Inside<'directory'>): Promise<View> {
  const { signal, draw } = visit
  const t = visit.words.directory
  let groups: Found[] | undefined
  let problem: unknown
  const marks = createMarks(visit)
  const look = async (): Promise<void> => {
    const q = filter.text
    try {
      groups = q ? (await visit.ask('GET /search', { query: { q }, signal })).groups : undefined
      problem = undefined
      // They come behind: what a sender did since stands in the exchange.
      void marks.look(groups?.flatMap(({ items }) => items) ?? [])
    } catch (cause) {
      problem = cause
    }
    draw()
  }
  const filter = createFilter(visit, look)
  await look()
  return {
    title: () => (filter.text ? `${t.searchTitle}: ${filter.text}` : t.searchTitle),
    keys: rowKeys(),
    body: () => html`
      ${head(t.searchTitle, { lead: t.searchLead })}
      <div class="tools">${filter.field(common().search)}</div>
      ${alertLine(problem)}
      ${groups ? results(visit, groups, filter.text, marks) : emptyState(t.searchEmpty, t.searchEmptyHint)}
    `,
  }
}

function results(visit: Inside<'directory'>, groups: Found[], q: string, marks: Marks): unknown {
  if (groups.length === 0) return emptyState(common().searchNone(q), visit.words.directory.noneHint)
  return groups.map((one) => group(visit, one, q, marks))
}

function group(
  visit: Inside<'directory'>,
  { kind, items, more }: Found,
  q: string,
  marks: Marks,
): TemplateResult {
  const t = visit.words.directory
  const all = more ? listOf(visit, kind, q) : undefined
  return html`<section class="desk-group">
    <h2>${wordOf(t.found, kind, t.foundOther)}</h2>
    <ul class="rows">
      ${items.map((row) => line(visit, row, marks))}
    </ul>
    ${all ? html`<p class="list-foot"><a href=${all}>${common().all}</a></p>` : nothing}
  </section>`
}

function line(visit: Inside<'directory'>, row: Found['items'][number], marks: Marks): TemplateResult {
  const { notation, title, sub, on, mark, deliveryId } = row
  const href = screenOf(visit, row)
  const named = html`${notation ? html`<span class="nota">${notation}</span> ` : nothing}${kept(title)}`
  return html`<li class="row-line">
    <span class="row-what">
      ${href ? html`<a class="row-link" data-row href=${href}>${named}</a>` : named}
      <span class="row-sub">${sub}</span>
      ${mark ? html`<span class="row-sub ${mark.ended ? 'bad' : ''}">${mark.text}</span>` : nothing}
      ${deliveryId ? marks.of(deliveryId) : nothing}
    </span>
    ${on ? html`<time class="row-when" datetime=${on}>${date(on)}</time>` : nothing}
  </li>`
}
