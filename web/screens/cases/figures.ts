import '../../style/flow.css'
import { html, nothing, type TemplateResult } from 'lit-html'
import { given } from '../../../src/core/given.ts'
import type { Figures, Procedure } from '../../api/types.ts'
import { emptyState } from '../../parts/head.ts'
import { createTake, type TakenColumn } from '../../parts/take.ts'
import { wordOf } from '../../parts/kinds.ts'
import type { Inside, View } from '../../screen.ts'
import { count, today } from '../../text/dates.ts'

/** How a process did in a month: by step in time or late, hours, returns; each number opens its cases. */
export default async function figures(visit: Inside<'cases'>): Promise<View> {
  const { params, query, signal } = visit
  const t = visit.words.cases
  const procedure = params['id'] ?? ''
  const month = query.get('thang') ?? today().slice(0, 7)
  const narrow = given({ unit: query.get('don-vi'), version: query.get('lan') })
  const [found, of] = await Promise.all([
    visit.ask('GET /case-figures', { query: { procedure, month, ...narrow }, signal }),
    visit.ask('GET /procedures/{id}', { id: procedure, signal }),
  ])
  const heat: Heat = {}
  void drawHeat(visit, of, found, heat)
  const take = createTake<Figures['steps'][number]>({
    name: `${t.figures} ${of.code} ${month}`,
    columns: taken(visit),
    read: () => Promise.resolve({ items: found.steps }),
    draw: visit.draw,
  })
  const shown = `${month.slice(5)}/${month.slice(0, 4)}`
  const to = (by: number): string => {
    const moved = new Date(Date.UTC(Number(month.slice(0, 4)), Number(month.slice(5)) - 1 + by))
    return `${visit.at('quy-trinh', procedure, 'so-lieu')}?thang=${moved.toISOString().slice(0, 7)}`
  }
  return {
    title: `${t.figures} ${of.code}`,
    wide: true,
    body: () => html`
      <div class="paper-head">
        <p class="crumb"><a href=${visit.at('quy-trinh', procedure)}>‹ ${of.name}</a></p>
        <h1 tabindex="-1">${t.figures} <span class="nota">${of.code}</span></h1>
        <p class="row">
          <a href=${to(-1)}>‹ ${t.monthBefore}</a> <strong>${t.month} ${shown}</strong>
          <a href=${to(1)}>${t.monthAfter} ›</a> ${take()}
        </p>
        ${narrow.unit !== undefined || narrow.version !== undefined ? html`<p><a href=${to(0)}>‹ ${t.allOfIt}</a></p>` : nothing}
      </div>
      ${found.steps.length === 0 ? emptyState(t.figuresNone, t.figuresNoneHint) : html`${bySteps(visit, procedure, month, found)} ${parts(visit, procedure, month, found)} ${hot(visit, heat)} ${returns(visit, procedure, month, found)}`}
    `,
  }
}

const hours = (value: number | undefined): string =>
  value === undefined ? '' : (Math.round(value * 10) / 10).toLocaleString('vi-VN')

const percent = (rate: number | undefined): string =>
  rate === undefined ? '' : `${(Math.round(rate * 1000) / 10).toLocaleString('vi-VN')}%`

function taken(visit: Inside<'cases'>): TakenColumn<Figures['steps'][number]>[] {
  const head = visit.words.cases.figureColumns
  const number = (title: string, of: (row: Figures['steps'][number]) => number | undefined) =>
    ({ title, kind: 'number', of }) as const
  return [
    { title: head.step, width: 40, of: ({ name }) => name },
    number(head.finished, ({ finished }) => finished),
    number(head.inTime, ({ inTime }) => inTime),
    number(head.overdue, ({ overdue }) => overdue),
    { title: head.rate, of: ({ rate }) => percent(rate) },
    number(head.p50, ({ hours: took }) => took.p50),
    number(head.p80, ({ hours: took }) => took.p80),
    number(head.p95, ({ hours: took }) => took.p95),
  ]
}

/** Whole cases by unit and by version, where there is more than one; each leads to the figures of that alone. */
function parts(
  visit: Inside<'cases'>,
  procedure: string,
  month: string,
  { units, versions }: Figures,
): TemplateResult | typeof nothing {
  const t = visit.words.cases
  const to = (key: string, id: string): string =>
    `${visit.at('quy-trinh', procedure, 'so-lieu')}?${new URLSearchParams({ thang: month, [key]: id })}`
  const rows = [
    ...(units.length > 1 ? units.map((one) => ({ ...one, key: 'don-vi', word: one.name || t.noUnit })) : []),
    ...(versions.length > 1
      ? versions.map((one) => ({ ...one, key: 'lan', word: t.version(Number(one.name)) }))
      : []),
  ]
  if (rows.length === 0) return nothing
  const head = t.figureColumns
  return html`<section class="desk-group">
    <h2>${t.byPart}</h2>
    <table class="steps-table">
      <thead>
        <tr>
          ${[t.part, head.finished, head.inTime, head.overdue, head.rate].map((one) => html`<th scope="col">${one}</th>`)}
        </tr>
      </thead>
      <tbody>
        ${rows.map(
          ({ key, id, word, finished, inTime, overdue, rate }) =>
            html`<tr>
              <th scope="row"><a href=${to(key, id)}>${word}</a></th>
              <td>${count(finished)}</td>
              <td>${count(inTime)}</td>
              <td>${count(overdue)}</td>
              <td>${percent(rate)}</td>
            </tr>`,
        )}
      </tbody>
    </table>
  </section>`
}

type Heat = { drawing?: TemplateResult }

/** Draws the flow of the newest version with the steps that ran late, the later the darker. */
async function drawHeat(
  visit: Inside<'cases'>,
  of: Procedure,
  { steps }: Figures,
  heat: Heat,
): Promise<void> {
  const newest = of.versions.find(({ standing }) => standing === 'effective') ?? of.versions[0]
  if (newest === undefined || steps.length === 0) return
  const [{ content }, core, { flowDrawing }] = await Promise.all([
    visit.ask('GET /procedure-versions/{id}', { id: newest.id, signal: visit.signal }),
    import('../../processes/core.ts'),
    import('../../parts/flow.ts'),
  ])
  const { template } = core.checkTemplate(content)
  if (template === undefined) return
  const told = steps.filter(({ step, rate }) => step !== '' && rate !== undefined)
  const rates = new Map(told.map(({ step, rate = 1 }) => [step, rate]))
  const label = `${visit.words.cases.heat}: ${told.map(({ name, rate }) => `${name} ${percent(rate)}`).join('; ')}`
  heat.drawing = flowDrawing(core.layoutDiagram(template), label, { rates })
  visit.draw()
}

const hot = (visit: Inside<'cases'>, { drawing }: Heat): TemplateResult | typeof nothing =>
  drawing === undefined
    ? nothing
    : html`<section class="desk-group">
        <h2>${visit.words.cases.heat}</h2>
        <p class="quiet small">${visit.words.cases.heatHint}</p>
        ${drawing}
      </section>`

/** The address of the cases behind a figure. */
function behind(
  visit: Inside<'cases'>,
  procedure: string,
  month: string,
  more: Record<string, string>,
): string {
  const narrow = ['don-vi', 'lan'].flatMap((key) => {
    const value = visit.query.get(key)
    return value === null ? [] : [[key, value] as const]
  })
  const asked = { 'quy-trinh': procedure, thang: month, ...Object.fromEntries(narrow), ...more }
  return `${visit.at('quy-trinh', 'ho-so')}?${new URLSearchParams(asked)}`
}

function bySteps(
  visit: Inside<'cases'>,
  procedure: string,
  month: string,
  { steps }: Figures,
): TemplateResult {
  const t = visit.words.cases
  const head = t.figureColumns
  const link = (step: string, n: number, late?: boolean): unknown => {
    if (n === 0) return '0'
    const more = { buoc: step, ...(late === undefined ? {} : { tre: late ? '1' : '0' }) }
    return html`<a href=${behind(visit, procedure, month, more)}>${count(n)}</a>`
  }
  return html`<div class="steps-scroll" tabindex="0" role="region" aria-label=${t.figures}>
      <table class="steps-table">
        <thead>
          <tr>
            ${Object.values(head).map((one) => html`<th scope="col">${one}</th>`)}
          </tr>
        </thead>
        <tbody>
          ${steps.map(
            ({ step, name, finished, inTime, overdue, rate, hours: took }) =>
              html`<tr>
                <th scope="row">${name}</th>
                <td>${link(step, finished)}</td>
                <td>${link(step, inTime, false)}</td>
                <td>${link(step, overdue, true)}</td>
                <td>${percent(rate)}</td>
                <td>${hours(took.p50)}</td>
                <td>${hours(took.p80)}</td>
                <td>${hours(took.p95)}</td>
              </tr>`,
          )}
        </tbody>
      </table>
    </div>
    <p class="quiet small">${t.rateHint}</p>`
}

function returns(
  visit: Inside<'cases'>,
  procedure: string,
  month: string,
  { returns: rows }: Figures,
): TemplateResult | typeof nothing {
  const t = visit.words.cases
  if (rows.length === 0) return nothing
  return html`<section class="desk-group">
    <h2>${t.returns}</h2>
    <table class="steps-table">
      <thead>
        <tr>
          ${Object.values(t.returnColumns).map((one) => html`<th scope="col">${one}</th>`)}
        </tr>
      </thead>
      <tbody>
        ${rows.map(
          ({ step, name, reason, count: times, hours: lost }) =>
            html`<tr>
              <td>${name}</td>
              <td>${wordOf(t.reasons, reason, reason)}</td>
              <td>
                <a href=${behind(visit, procedure, month, { buoc: step, tra: reason })}>${count(times)}</a>
              </td>
              <td>${hours(lost)}</td>
            </tr>`,
        )}
      </tbody>
    </table>
  </section>`
}
