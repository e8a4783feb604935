import { html, nothing } from 'lit-html'
import type { AnswerOf } from '../../api/ask.ts'
import { intention } from '../../api/intention.ts'
import { emptyState } from '../../parts/head.ts'
import { openList } from '../../parts/list.ts'
import { alertLine } from '../../parts/problem.ts'
import { rowKeys } from '../../parts/rows.ts'
import { table, type Column, type Ticks } from '../../parts/table.ts'
import type { Inside, View } from '../../screen.ts'
import { say } from '../../shell/overlay.ts'
import { moment } from '../../text/dates.ts'

type Here = Inside<'cases' | 'calendar'>
type Row = AnswerOf<'GET /calendar-recounts'>['items'][number]

/** Deadlines of running cases that are others by the calendar as it is now: which, from when to when, why. */
export async function recountsScreen(visit: Here): Promise<View> {
  const { signal, draw } = visit
  const t = visit.words.calendar
  const chosen: Ticks = new Set()
  const stayed = new Map<string, unknown>()
  let busy = false
  const list = await openList({
    read: (page) => visit.ask('GET /calendar-recounts', { query: page, signal }),
    draw,
    limit: 100,
  })
  const picked = (): Row[] => list.rows.filter(({ id }) => chosen.has(id))
  const approve = async (): Promise<void> => {
    busy = true
    let done = 0
    for (const { id, seq } of picked()) {
      try {
        await intention(visit.ask)('POST /cases/{id}/recounts', { id, body: { seq } })
        done++
      } catch (problem) {
        stayed.set(id, problem)
      }
    }
    busy = false
    chosen.clear()
    await list.refresh()
    say(t.recounted(done))
  }
  return {
    title: t.recounts,
    wide: true,
    keys: rowKeys(),
    resume: list.refresh,
    action: () =>
      picked().length > 0
        ? html`<button class="button main" ?disabled=${busy} @click=${() => void approve()}>
            ${t.recount(picked().length)}
          </button>`
        : nothing,
    body: () => html`
      <div class="paper-head">
        <p class="crumb"><a href=${visit.at('quy-trinh', 'lich')}>‹ ${t.title}</a></p>
        <h1 tabindex="-1">${t.recounts}</h1>
        <p class="quiet">${t.recountsLead}</p>
      </div>
      ${
        list.rows.length === 0
          ? emptyState(t.recountsNone, t.recountsNoneHint)
          : table<Row>({
              caption: t.recounts,
              columns: columns(visit, stayed),
              rows: list.rows,
              key: ({ id }) => id,
              ticks: { chosen, name: ({ title }) => title, draw },
            })
      }
      ${list.foot()}
    `,
  }
}

function columns(visit: Here, stayed: Map<string, unknown>): Column<Row>[] {
  const t = visit.words.calendar
  return [
    {
      title: visit.words.cases.columns.title,
      kind: 'main',
      cell: ({ id, code, title, why }) =>
        html`<a class="row-link" data-row href=${visit.at('quy-trinh', 'ho-so', id)}
            ><span class="nota">${code}</span> ${title}</a
          >
          <span class="row-sub">${why}</span> ${alertLine(stayed.get(id))}`,
    },
    {
      title: t.recountDeadlines,
      kind: 'line',
      cell: ({ deadlines }) =>
        html`${deadlines.map(
          ({ step, from, to }) =>
            html`<span class="row-sub"
              >${step || t.wholeCase}: ${moment(from)} → <strong>${moment(to)}</strong></span
            >`,
        )}`,
    },
  ]
}
