import { html, nothing, type TemplateResult } from 'lit-html'
import { get } from '../api/client.ts'
import type { DocumentRow, Entry, IncomingRow, Page } from '../api/types.ts'
import { createFilter } from '../parts/filter.ts'
import { emptyState, head } from '../parts/head.ts'
import { kept } from '../parts/notation.ts'
import { alertLine } from '../parts/problem.ts'
import { rowKeys } from '../parts/rows.ts'
import type { Inside, View } from '../screen.ts'
import { common } from '../text/common.ts'
import { date } from '../text/dates.ts'

type Found = { incoming: Page<IncomingRow>; outgoing: Page<DocumentRow>; directory: Page<Entry> }

/** One search over papers that came, papers that went and the directory; the words stand in the address. */
export default async function search(visit: Inside<'directory'>): Promise<View> {
  const { draw } = visit
  const t = visit.words.directory
  let found: Found | undefined
  let problem: unknown
  const look = async (): Promise<void> => {
    try {
      found = filter.text ? await find(visit, filter.text) : undefined
      problem = undefined
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
      ${found ? results(visit, found, filter.text) : emptyState(t.searchEmpty, t.searchEmptyHint)}
    `,
  }
}

async function find(visit: Inside<'directory'>, q: string): Promise<Found> {
  const { signal } = visit
  const ask = <T>(allowed: boolean, path: string): Promise<Page<T>> => {
    if (!allowed) return Promise.resolve({ items: [] })
    const separator = path.includes('?') ? '&' : '?'
    return get<Page<T>>(`${path}${separator}q=${encodeURIComponent(q)}&limit=10`, signal)
  }
  const [incoming, outgoing, directory] = await Promise.all([
    ask<IncomingRow>(visit.may('documents.read'), visit.api('incoming')),
    ask<DocumentRow>(visit.may('documents.read'), `${visit.api('documents')}?state=issued`),
    ask<Entry>(visit.may('directory.read'), '/api/directory'),
  ])
  return { incoming, outgoing, directory }
}

function results(
  visit: Inside<'directory'>,
  { incoming, outgoing, directory }: Found,
  q: string,
): TemplateResult {
  const t = visit.words.directory
  if (incoming.items.length + outgoing.items.length + directory.items.length === 0) {
    return emptyState(common().searchNone(q), t.noneHint)
  }
  return html`
    ${group(t.found.incoming, incoming, visit.at('van-ban-den', 'da-vao-so'), q, (row) =>
      line(
        visit.at('van-ban-den', row.id),
        row.notation,
        `${row.typeName} ${row.subject}`,
        row.sender.name,
        row.arrivedOn,
      ),
    )}
    ${group(t.found.outgoing, outgoing, visit.at('van-ban-di', 'da-ban-hanh'), q, (row) =>
      line(
        visit.at('van-ban-di', row.id),
        row.notation,
        `${row.type?.name ?? ''} ${row.subject}`,
        row.signer ?? '',
        row.issuedOn,
      ),
    )}
    ${group(t.found.directory, directory, visit.at('danh-ba'), q, (row) => line(visit.at('danh-ba', row.handle), '', row.name, row.kindName, undefined))}
  `
}

function group<T>(
  title: string,
  { items, next }: Page<T>,
  place: string,
  q: string,
  show: (row: T) => TemplateResult,
): TemplateResult | typeof nothing {
  if (items.length === 0) return nothing
  return html`<section class="desk-group">
    <h2>${title}</h2>
    <ul class="rows">
      ${items.map(show)}
    </ul>
    ${next ? html`<p class="list-foot"><a href="${place}?q=${encodeURIComponent(q)}">${common().all}</a></p>` : nothing}
  </section>`
}

function line(
  href: string,
  notation: string | undefined,
  text: string,
  sub: string,
  day: string | undefined,
): TemplateResult {
  return html`<li class="row-line">
    <span class="row-what">
      <a class="row-link" data-row href=${href}
        >${notation ? html`<span class="nota">${notation}</span> ` : nothing}${kept(text)}</a
      >
      <span class="row-sub">${sub}</span>
    </span>
    ${day ? html`<time class="row-when" datetime=${day}>${date(day)}</time>` : nothing}
  </li>`
}
