import { html, nothing, svg, type TemplateResult } from 'lit-html'
import type { AnswerOf } from '../../api/ask.ts'
import { selectField } from '../../parts/field.ts'
import { emptyState, head } from '../../parts/head.ts'
import { createTake, type TakenColumn } from '../../parts/take.ts'
import type { Inside, View } from '../../screen.ts'
import { bookTabs } from './tabs.ts'
import '../../style/drafting.css'

type Figures = AnswerOf<'GET /document-statistics'>
type Row = Figures['items'][number]
type By = 'year' | 'term'
type Period = { id: string; name: string }
type Line = { typeId: string; typeName: string; counts: number[]; total: number }

/** How many papers were issued, type by type, over years or terms: pictures that open the lines they count. */
export default async function figures(visit: Inside<'registers'>): Promise<View> {
  const { signal, draw } = visit
  const t = visit.words.registers.figures
  const found = await visit.ask('GET /document-statistics', { signal })
  const chosen: { by: By; deciding: string } = { by: 'year', deciding: '' }
  const view = () => arranged(found, chosen.by, chosen.deciding)
  const take = createTake<Row>({
    name: t.title,
    columns: breakdown(visit, found),
    read: () =>
      Promise.resolve({
        items: found.items.filter((row) => !chosen.deciding || row.decidingBody === chosen.deciding),
      }),
    draw,
  })
  return {
    title: t.title,
    wide: true,
    body: () => html`
      ${head(visit.words.registers.title, { tabs: bookTabs(visit, 'figures') })}
      ${
        found.items.length === 0
          ? emptyState(t.none, t.noneHint)
          : html`${choices(visit, found, chosen)}
              <p class="book-acts">${take()}</p>
              ${tableOf(visit, view(), chosen.by)} ${saved(visit, found)}`
      }
    `,
  }
}

/** What is taken along: every figure there is, by type, year, term and deciding body, with what paper it saved. */
function breakdown(visit: Inside<'registers'>, { terms, each }: Figures): TakenColumn<Row>[] {
  const t = visit.words.registers.figures
  const named = new Map(terms.map(({ id, name }) => [id, name]))
  return [
    { title: t.type, width: 24, of: ({ typeName }) => typeName },
    { title: t.byYear, width: 8, of: ({ year }) => year },
    { title: t.byTerm, width: 14, of: ({ termId }) => named.get(termId) ?? '' },
    { title: t.deciding, width: 28, of: ({ deciding }) => deciding },
    { title: t.papers, kind: 'number', width: 12, of: ({ papers }) => papers },
    { title: t.places, kind: 'number', width: 12, of: ({ places }) => places },
    { title: t.pages, kind: 'number', width: 14, of: ({ places }) => places * each.pages },
    { title: t.postage, kind: 'number', width: 16, of: ({ places }) => places * each.postage },
  ]
}

function choices(
  visit: Inside<'registers'>,
  { items }: Figures,
  chosen: { by: By; deciding: string },
): TemplateResult {
  const t = visit.words.registers.figures
  const bodies = new Map(items.map(({ decidingBody, deciding }) => [decidingBody, deciding]))
  return html`<div class="tools">
    ${selectField({
      name: 'by',
      label: t.by,
      value: chosen.by,
      choices: [
        { value: 'year', label: t.byYear },
        { value: 'term', label: t.byTerm },
      ],
      change: (value) => {
        chosen.by = value === 'term' ? 'term' : 'year'
        visit.draw()
      },
    })}
    ${selectField({
      name: 'deciding',
      label: t.deciding,
      empty: t.all,
      value: chosen.deciding,
      choices: [...bodies].filter(([id]) => id).map(([value, label]) => ({ value, label })),
      change: (value) => {
        chosen.deciding = value
        visit.draw()
      },
    })}
  </div>`
}

/** Types by how many papers they have, over the periods, the latest first. */
function arranged({ items, terms }: Figures, by: By, deciding: string): { periods: Period[]; lines: Line[] } {
  const rows = items.filter((row) => !deciding || row.decidingBody === deciding)
  const keyOf = (row: Row): string => (by === 'year' ? row.year : row.termId)
  const there = new Set(rows.map(keyOf))
  const periods =
    by === 'year'
      ? [...there].sort((a, b) => b.localeCompare(a)).map((id) => ({ id, name: id }))
      : terms.filter(({ id }) => there.has(id))
  const lines = [...Map.groupBy(rows, ({ typeId }) => typeId)].map(([typeId, mine]): Line => {
    const counts = periods.map(({ id }) => sumOf(mine.filter((row) => keyOf(row) === id)))
    return { typeId, typeName: mine[0]?.typeName ?? '', counts, total: sumOf(mine) }
  })
  return { periods, lines: lines.sort((a, b) => b.total - a.total) }
}

const sumOf = (rows: Row[]): number => rows.reduce((sum, { papers }) => sum + papers, 0)

function tableOf(
  visit: Inside<'registers'>,
  { periods, lines }: { periods: Period[]; lines: Line[] },
  by: By,
): TemplateResult {
  const t = visit.words.registers.figures
  const most = Math.max(1, ...lines.flatMap(({ counts }) => counts))
  return html`<div class="scrolls">
    <table class="beside figures">
      <caption class="unseen">
        ${t.caption}
      </caption>
      <thead>
        <tr>
          <th scope="col">${t.type}</th>
          ${periods.map(({ name }) => html`<th scope="col">${name}</th>`)}
          <th scope="col">${t.total}</th>
        </tr>
      </thead>
      <tbody>
        ${lines.map(
          ({ typeId, typeName, counts, total }) =>
            html`<tr>
              <th scope="row">${typeName}</th>
              ${counts.map((n, i) => cell(visit, by, { typeId, typeName, n, period: periods[i], most }))}
              <td>${total}</td>
            </tr>`,
        )}
      </tbody>
    </table>
  </div>`
}

/** A count as a bar and a number, which opens the lines of the register that it counts. */
function cell(
  visit: Inside<'registers'>,
  by: By,
  one: { typeId: string; typeName: string; n: number; period: Period | undefined; most: number },
): TemplateResult {
  const { typeId, typeName, n, period, most } = one
  if (n === 0 || !period) return html`<td>${nothing}</td>`
  const days = by === 'year' ? `from=${period.id}-01-01&to=${period.id}-12-31&term=` : `term=${period.id}`
  const href = `${visit.at('so', 'van-ban-di')}?type=${encodeURIComponent(typeId)}&${days}`
  return html`<td>
    <a href=${href} aria-label=${visit.words.registers.figures.openList(typeName, period.name, n)}>
      <svg class="tally" viewBox="0 0 100 6" preserveAspectRatio="none" aria-hidden="true">
        ${svg`<rect class="good" width=${(n / most) * 100} height="6"/>`}
      </svg>
      ${n}
    </a>
  </td>`
}

function saved(visit: Inside<'registers'>, { items, each }: Figures): TemplateResult {
  const t = visit.words.registers.figures
  const places = items.reduce((sum, row) => sum + row.places, 0)
  return html`<section aria-labelledby="f-saved">
    <h2 id="f-saved">${t.saved}</h2>
    <p>${t.savedLine(places, places * each.pages, places * each.postage)}</p>
    <p class="hint">${t.savedHow(each.pages, each.postage)}</p>
  </section>`
}
