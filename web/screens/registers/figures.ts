import { html, nothing, svg, type TemplateResult } from 'lit-html'
import type { AnswerOf } from '../../api/ask.ts'
import { selectField } from '../../parts/field.ts'
import { emptyState, head } from '../../parts/head.ts'
import { createTake, type TakenColumn } from '../../parts/take.ts'
import type { Inside, View } from '../../screen.ts'
import { count } from '../../text/dates.ts'
import { bookTabs } from './tabs.ts'
import '../../style/drafting.css'

type Figures = AnswerOf<'GET /document-statistics'>
type Row = Figures['items'][number]
type By = 'year' | 'term'
type Period = { id: string; name: string }
type Chosen = { by: By; deciding: string }
type Arranged = { periods: Period[]; lines: Line[] }
type Line = { typeId: string; typeName: string; counts: number[]; total: number }

/** How many papers were issued, type by type, over years or terms: pictures that open the lines they count. */
export default async function figures(visit: Inside<'registers'>): Promise<View> {
  const { signal, draw } = visit
  const t = visit.words.registers.figures
  const found = await visit.ask('GET /document-statistics', { signal })
  const chosen: Chosen = { by: 'year', deciding: '' }
  const rows = (): Row[] =>
    found.items.filter((row) => !chosen.deciding || row.decidingBody === chosen.deciding)
  const take = createTake<Row>({
    name: t.title,
    columns: breakdown(visit, found),
    read: () => Promise.resolve({ items: rows() }),
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
              ${tableOf(visit, arranged(found, rows(), chosen.by), chosen)} ${saved(visit, found, rows())}`
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

function choices(visit: Inside<'registers'>, { items }: Figures, chosen: Chosen): TemplateResult {
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
function arranged({ terms }: Figures, rows: Row[], by: By): Arranged {
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
  { periods, lines }: Arranged,
  { by, deciding }: Chosen,
): TemplateResult {
  const t = visit.words.registers.figures
  const most = Math.max(1, ...lines.flatMap(({ counts }) => counts))
  const opens = (name: string, n: number, about: Omit<Opened, 'deciding' | 'by'>, bar = false) =>
    n === 0
      ? nothing
      : html`<a
          href=${listOf(visit, { by, deciding, ...about })}
          aria-label=${t.openList(name, about.period?.name ?? t.total, n)}
          >${bar ? picture(n / most) : nothing} ${count(n)}</a
        >`
  const sums = periods.map((_, i) => lines.reduce((sum, { counts }) => sum + (counts[i] ?? 0), 0))
  const all = sums.reduce((sum, n) => sum + n, 0)
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
              ${counts.map((n, i) => html`<td>${opens(typeName, n, { typeId, period: periods[i] }, true)}</td>`)}
              <td>${opens(typeName, total, { typeId })}</td>
            </tr>`,
        )}
      </tbody>
      <tfoot>
        <tr>
          <th scope="row">${t.total}</th>
          ${sums.map((n, i) => html`<td>${opens(t.everyType, n, { period: periods[i] })}</td>`)}
          <td>${opens(t.everyType, all, {})}</td>
        </tr>
      </tfoot>
    </table>
  </div>`
}

type Opened = Chosen & { typeId?: string | undefined; period?: Period | undefined }

/** The lines of the register that a figure counts; a term is the term's own book. */
function listOf(visit: Inside<'registers'>, { by, deciding, typeId, period }: Opened): string {
  const query = new URLSearchParams({
    ...(period && by === 'year' ? { from: `${period.id}-01-01`, to: `${period.id}-12-31` } : {}),
    ...(period && by === 'term' ? { term: period.id } : {}),
    ...(typeId ? { type: typeId } : {}),
    ...(deciding ? { deciding } : {}),
  })
  return `${visit.at('so', 'van-ban-di')}?${query.size === 0 ? 'q=' : query.toString()}`
}

const picture = (share: number): TemplateResult =>
  html`<svg class="tally" viewBox="0 0 100 6" preserveAspectRatio="none" aria-hidden="true">
    ${svg`<rect class="good" width=${share * 100} height="6"/>`}
  </svg>`

function saved(visit: Inside<'registers'>, { each }: Figures, items: Row[]): TemplateResult {
  const t = visit.words.registers.figures
  const places = items.reduce((sum, row) => sum + row.places, 0)
  return html`<section aria-labelledby="f-saved">
    <h2 id="f-saved">${t.saved}</h2>
    <p>${t.savedLine(places, places * each.pages, places * each.postage)}</p>
    <p class="hint">${t.savedHow(each.pages, each.postage)}</p>
  </section>`
}
