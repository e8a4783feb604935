import { html, nothing, type TemplateResult } from 'lit-html'
import type { AnswerOf } from '../../api/ask.ts'
import { facts } from '../../parts/head.ts'
import { table, type Column } from '../../parts/table.ts'
import type { Inside } from '../../screen.ts'
import { count, moment, size } from '../../text/dates.ts'

export type Usage = AnswerOf<'GET /usage'>
type Limited = Usage['limits'][number]

/** What the committee uses of the instance, how much it may, and what is left until when. */
export function usagePart(
  visit: Inside<'usage'>,
  { stored, limits, lostFiles, damagedFiles }: Usage,
): TemplateResult {
  const t = visit.words.usage
  const wrong = lostFiles + damagedFiles
  return html`<section class="admin-part">
    <h2>${t.title}</h2>
    <p class="hint">${t.hint}</p>
    ${facts([
      [t.stored, t.of(size(stored.bytes), size(stored.most))],
      [t.free, size(Math.max(0, stored.most - stored.bytes))],
    ])}
    ${wrong === 0 ? nothing : html`<p class="alert bad">${t.filesWrong(wrong)}</p>`}
    ${table<Limited>({ caption: t.caption, columns: columns(visit), rows: limits, key: ({ what }) => what })}
  </section>`
}

function columns(visit: Inside<'usage'>): Column<Limited>[] {
  const t = visit.words.usage
  return [
    {
      title: t.what,
      kind: 'main',
      cell: ({ what, whose, within }) =>
        html`${t.limits[what]}<span class="row-sub"
            >${t.whose[whose]}, ${within === 86_400 ? t.aDay : t.anHour}</span
          >`,
    },
    { title: t.used, kind: 'line', cell: (one) => t.of(count(one.count), count(one.most)) },
    {
      title: t.left,
      kind: 'line',
      cell: ({ left }) => (left === 0 ? html`<strong>${t.none}</strong>` : count(left)),
    },
    { title: t.until, kind: 'line', drop: 3, cell: ({ until }) => (until ? moment(until) : '') },
  ]
}
