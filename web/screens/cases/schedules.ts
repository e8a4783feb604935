import { html, nothing, type TemplateResult } from 'lit-html'
import type { AnswerOf } from '../../api/ask.ts'
import { intention } from '../../api/intention.ts'
import { openEdit } from '../../parts/edit.ts'
import { choicesOf } from '../../parts/field.ts'
import { alertLine } from '../../parts/problem.ts'
import type { Inside } from '../../screen.ts'
import { say } from '../../shell/overlay.ts'
import { count, date, moment } from '../../text/dates.ts'

type Here = Inside<'calendar'>
type Schedule = AnswerOf<'GET /case-schedules'>['items'][number]

/** The schedules of a process, to be seen by whoever may open cases and set by whoever manages them. */
export async function schedulesPart(visit: Here, procedureId: string): Promise<() => TemplateResult> {
  const read = async (): Promise<Schedule[]> =>
    (await visit.ask('GET /case-schedules', { query: { procedure: procedureId } })).items
  const state = { rows: await read(), problem: undefined as unknown }
  const again = async (word: string): Promise<void> => {
    state.rows = await read()
    say(word)
    visit.draw()
  }
  const t = visit.words.calendar.schedules
  const may = visit.may('cases.manage')
  return () =>
    html`<section class="desk-group">
      <h2>${t.title}</h2>
      <p class="quiet small">${t.lead}</p>
      ${alertLine(state.problem)}
      ${
        state.rows.length === 0
          ? html`<p>${t.none}</p>`
          : html`<ul class="rows">
              ${state.rows.map((one) => line(visit, one, may, () => askStop(visit, one, () => again(t.stopped))))}
            </ul>`
      }
      ${
        may
          ? html`<p class="row">
              <button class="button" @click=${() => void askNew(visit, procedureId, () => again(t.set))}>
                + ${t.add}
              </button>
            </p>`
          : nothing
      }
    </section>`
}

function line(visit: Here, one: Schedule, may: boolean, stop: () => void): TemplateResult {
  const t = visit.words.calendar.schedules
  const said = t.said[one.every](one.day, one.month)
  return html`<li class="row-line">
    <span class="row-what"
      >${one.title}
      <span class="row-sub"
        >${said}${one.until ? `, ${t.until.toLocaleLowerCase('vi')} ${date(one.until)}` : ''}</span
      >
      <span class="row-sub">${t.next(one.next.map(moment).join('; '))}</span>
      <span class="row-sub">${t.by(one.starter.name)}, ${t.opened(count(one.opened))}</span>
      ${one.problem ? html`<span class="row-sub late">${t.problem(one.problem)}</span>` : nothing}
    </span>
    ${may ? html`<button class="button small" aria-label=${t.stopOf(one.title)} @click=${stop}>${t.stop}</button>` : nothing}
  </li>`
}

async function askNew(visit: Here, procedureId: string, done: () => Promise<void>): Promise<void> {
  const t = visit.words.calendar.schedules
  const { items } = await visit.ask('GET /members', { query: { limit: 100 } })
  const me = visit.here.me.memberId
  openEdit({
    title: t.add,
    lead: t.lead,
    fields: [
      { name: 'title', label: t.caseTitle, hint: t.caseTitleHint },
      { name: 'every', label: t.every, kind: 'select', value: 'month', choices: choicesOf(t.kinds) },
      { name: 'day', label: t.day, kind: 'number', value: '1', hint: t.dayHint },
      { name: 'month', label: t.month, kind: 'number', value: '1', hint: t.monthHint },
      { name: 'land', label: t.land, kind: 'select', value: 'next', choices: choicesOf(t.lands) },
      {
        name: 'starter',
        label: t.starter,
        kind: 'select',
        value: me,
        choices: items.map(({ id, name }) => ({ value: id, label: name })),
      },
      { name: 'until', label: t.until, kind: 'date', optional: true },
    ],
    send: async ({ title, every, day, month, land, starter, until }) => {
      const body = {
        procedureId,
        title,
        every: every as 'month',
        day: Number(day),
        land: land as 'next',
        starterId: starter,
        ...(every === 'quarter' || every === 'year' ? { month: Number(month) } : {}),
        ...(until ? { until } : {}),
      }
      await intention(visit.ask)('POST /case-schedules', { body })
      await done()
    },
  })
}

function askStop(visit: Here, one: Schedule, done: () => Promise<void>): void {
  const t = visit.words.calendar.schedules
  openEdit({
    title: t.stopOf(one.title),
    lead: t.stopLead,
    fields: [],
    save: t.stop,
    send: async () => {
      await visit.ask('DELETE /case-schedules/{id}', { id: one.id })
      await done()
    },
  })
}
