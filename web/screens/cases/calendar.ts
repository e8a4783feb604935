import '../../style/flow.css'
import { html, nothing, type TemplateResult } from 'lit-html'
import type { AnswerOf } from '../../api/ask.ts'
import { choicesOf, dateField, selectField, submitButton, textField } from '../../parts/field.ts'
import { createForm, missing, type Form } from '../../parts/form.ts'
import { head } from '../../parts/head.ts'
import { processTabs } from '../../processes/tabs.ts'
import type { Inside, View } from '../../screen.ts'
import { date, moment, readDate, today } from '../../text/dates.ts'

type Here = Inside<'cases' | 'calendar'>
type Year = AnswerOf<'GET /calendar'>
type Counted = AnswerOf<'GET /calendar-deadlines'>
type State = {
  found: Year
  counted?: Counted
  own?: ReturnType<typeof import('./calendar-own.ts').ownDays>
}

const FIRST = 2025
const LAST = 2030
const MOST = 2000

/** The working time of a year, each day with its document, and a limit counted by it line by line. */
export default async function calendarScreen(visit: Here): Promise<View> {
  const { query, signal, draw } = visit
  if (query.has('tinh-lai')) return (await import('./recounts.ts')).recountsScreen(visit)
  const t = visit.words.calendar
  const asked = Number(query.get('nam') ?? today().slice(0, 4))
  const year = Math.min(LAST, Math.max(FIRST, asked || FIRST))
  const read = () => visit.ask('GET /calendar', { query: { year }, signal })
  const state: State = { found: await read() }
  const again = async (): Promise<void> => {
    state.found = await read()
    await learnOwn()
    draw()
  }
  const learnOwn = async (): Promise<void> => {
    if (!visit.may('cases.manage')) return
    const { ownDays } = await import('./calendar-own.ts')
    state.own = ownDays(visit, state.found, again)
  }
  await learnOwn()
  const form = createForm({
    draw,
    check: (values) => ({
      ...missing(values, { from: t.from, hour: t.hour, n: t.limit }),
      ...(/^([01]?\d|2[0-3]):[0-5]\d$/.test(values['hour'] ?? '') ? {} : { hour: t.wrongHour }),
      ...(Number(values['n']) >= 1 && Number(values['n']) <= MOST ? {} : { n: t.wrongLimit(MOST) }),
    }),
    send: async ({ from = '', hour = '', n = '', u = 'wd' }) => {
      const at = new Date(`${readDate(from)}T${hour.padStart(5, '0')}:00+07:00`).toISOString()
      state.counted = await visit.ask('GET /calendar-deadlines', {
        query: { from: at, n: Math.trunc(Number(n)), u: u as 'wd' },
      })
      draw()
    },
  })
  const to = (by: number): string => `${visit.at('quy-trinh', 'lich')}?nam=${year + by}`
  return {
    title: `${t.title} ${year}`,
    body: () => html`
      ${head(t.title, { lead: t.lead, tabs: processTabs(visit, visit.words.cases.tabs, 'calendar') })}
      <p class="row">
        ${year > FIRST ? html`<a href=${to(-1)}>‹ ${t.yearBefore}</a>` : nothing}
        <strong>${t.year} ${year}</strong>
        ${year < LAST ? html`<a href=${to(1)}>${t.yearAfter} ›</a>` : nothing}
      </p>
      <p class="quiet">${t.sure(date(state.found.confirmedThrough))}</p>
      ${state.own?.buttons()}
      <div class="split">
        <div>${days(visit, state)}</div>
        <div class="aside">${week(visit, state.found)} ${counting(visit, form, state.counted)}</div>
      </div>
    `,
  }
}

function days(visit: Here, { found: { days: rows }, own }: State): TemplateResult {
  const t = visit.words.calendar
  return html`<section class="desk-group">
    <h2>${t.days}</h2>
    <div class="steps-scroll" tabindex="0" role="region" aria-label=${t.days}>
      <table class="steps-table">
        <thead>
          <tr>
            ${Object.values(t.columns).map((one) => html`<th scope="col">${one}</th>`)}
          </tr>
        </thead>
        <tbody>
          ${rows.map(
            (one) =>
              html`<tr>
                <th scope="row">${one.to ? t.to(date(one.date), date(one.to)) : date(one.date)}</th>
                <td>${what(visit, one)}${one.provisional ? ` (${t.provisional})` : ''}</td>
                <td>${one.reason.charAt(0).toLocaleUpperCase('vi')}${one.reason.slice(1)}</td>
                <td>
                  ${one.own ? html`${one.source ?? ''} <span class="quiet">${t.ownDay}</span> ${own?.remove(one)}` : (one.source ?? '')}
                </td>
              </tr>`,
          )}
        </tbody>
      </table>
    </div>
  </section>`
}

/** Off, or worked: as on another weekday, or in the hours told. */
function what({ words: { calendar: t } }: Here, { kind, as, windows }: Year['days'][number]): string {
  if (kind === 'off') return t.off
  return as === undefined
    ? t.workedIn((windows ?? []).map(spoken).join('; '))
    : t.worked(t.weekdays[as] ?? '')
}

const spoken = (hours: string): string => hours.replace('-', ' đến ')

function week(visit: Here, { week: plan, source, changed }: Year): TemplateResult {
  const t = visit.words.calendar
  return html`<section class="aside-part">
    <h2>${t.week}</h2>
    <dl class="facts">
      ${plan.map(
        ({ day, windows }) =>
          html`<div>
            <dt>${t.weekdays[day]}</dt>
            <dd>${windows.length === 0 ? t.off : windows.map(spoken).join('; ')}</dd>
          </div>`,
      )}
    </dl>
    ${source ? html`<p class="quiet small">${source}</p>` : nothing}
    ${changed ? html`<p class="quiet small">${t.changed(changed.note, changed.byName, moment(changed.at))}</p>` : nothing}
  </section>`
}

function counting(visit: Here, form: Form, counted: Counted | undefined): TemplateResult {
  const t = visit.words.calendar
  return html`<section class="aside-part">
    <h2>${t.count}</h2>
    <form novalidate @submit=${form.submit}>
      ${form.summary()}
      ${dateField({ name: 'from', label: t.from, value: date(today()), type: 'text', error: form.errors['from'] })}
      ${textField({ name: 'hour', label: t.hour, value: '16:10', narrow: true, error: form.errors['hour'] })}
      ${textField({ name: 'n', label: t.limit, value: '3', narrow: true, inputmode: 'numeric', error: form.errors['n'] })}
      ${selectField({ name: 'u', label: t.unit, value: 'wd', choices: choicesOf(t.units) })}
      ${submitButton(t.act, form.busy)}
    </form>
    <div role="status">
      ${
        counted
          ? html`<p>
                <strong>${t.due(moment(counted.due))}</strong
                >${counted.provisional ? ` (${t.provisional})` : ''}
              </p>
              <ol>
                ${counted.lines.map((one) => html`<li>${one}</li>`)}
              </ol>`
          : nothing
      }
    </div>
  </section>`
}
