import { html, nothing, type TemplateResult } from 'lit-html'
import type { AnswerOf } from '../../api/ask.ts'
import { intention } from '../../api/intention.ts'
import { openEdit } from '../../parts/edit.ts'
import { emptyState } from '../../parts/head.ts'
import { openList } from '../../parts/list.ts'
import { alertLine } from '../../parts/problem.ts'
import { rowKeys } from '../../parts/rows.ts'
import { table, type Column, type Ticks } from '../../parts/table.ts'
import type { Inside, View } from '../../screen.ts'
import { say } from '../../shell/overlay.ts'

type Answer = AnswerOf<'GET /case-moves'>
type Row = Answer['items'][number]
type State = { chosen: Ticks; target: number; problem?: unknown; stayed: Map<string, unknown> }

/** Running cases on older versions: which can go on under the one in force, which stay and why; moved one by one. */
export default async function movesScreen(visit: Inside<'cases'>): Promise<View> {
  const { params, signal, draw } = visit
  const procedure = params['id'] ?? ''
  const t = visit.words.cases.moves
  const state: State = { chosen: new Set(), target: 0, stayed: new Map() }
  const [list, of] = await Promise.all([
    openList({
      read: async (page) => {
        const answer = await visit.ask('GET /case-moves', { query: { ...page, procedure }, signal })
        state.target = answer.target.number
        return answer
      },
      draw,
      limit: 100,
    }),
    visit.ask('GET /procedures/{id}', { id: procedure, signal }),
  ])
  const moving = (): Row[] => list.rows.filter(({ id, moves }) => moves && state.chosen.has(id))
  const move = (): void =>
    openEdit({
      title: t.title(state.target),
      fields: [{ name: 'reason', label: visit.words.cases.why }],
      save: t.act(moving().length),
      send: async ({ reason }) => {
        const done = await moveAll(visit, moving(), reason, state)
        state.chosen.clear()
        await list.refresh()
        say(t.done(done))
      },
    })
  return {
    title: `${t.title(state.target)} ${of.code}`,
    wide: true,
    keys: rowKeys(),
    resume: list.refresh,
    action: () =>
      moving().length > 0
        ? html`<button class="button main" @click=${move}>${t.act(moving().length)}</button>`
        : nothing,
    body: () => html`
      ${top(visit, procedure, of, state.target)} ${alertLine(state.problem)}
      ${
        list.rows.length === 0
          ? emptyState(t.none, t.noneHint)
          : table<Row>({
              caption: t.caption,
              columns: columns(visit, state),
              rows: list.rows,
              key: ({ id }) => id,
              ticks: { chosen: state.chosen, name: ({ title }) => title, draw },
            })
      }
      ${list.foot()}
    `,
  }
}

const top = (
  visit: Inside<'cases'>,
  procedure: string,
  of: { code: string; name: string },
  target: number,
): TemplateResult => {
  const t = visit.words.cases.moves
  return html` <div class="paper-head">
    <p class="crumb"><a href=${visit.at('quy-trinh', procedure)}>‹ ${of.name}</a></p>
    <h1 tabindex="-1">${t.title(target)} <span class="nota">${of.code}</span></h1>
    <p class="quiet">${t.lead}</p>
  </div>`
}

/** @returns how many moved; of the others the reason is shown at their row */
async function moveAll(visit: Inside<'cases'>, rows: Row[], reason: string, state: State): Promise<number> {
  let done = 0
  for (const { id, seq } of rows) {
    try {
      await intention(visit.ask)('POST /cases/{id}/moves', { id, body: { seq, reason } })
      done++
    } catch (problem) {
      state.stayed.set(id, problem)
    }
  }
  return done
}

function columns(visit: Inside<'cases'>, { target, stayed }: State): Column<Row>[] {
  const t = visit.words.cases
  return [
    {
      title: t.columns.title,
      kind: 'main',
      cell: ({ id, title }) =>
        html`<a class="row-link" data-row href=${visit.at('quy-trinh', 'ho-so', id)}>${title}</a>`,
    },
    { title: t.columns.now, drop: 2, cell: ({ now }) => now.join('; ') },
    { title: t.moves.on, kind: 'line', cell: ({ number }) => t.version(number) },
    {
      title: t.moves.outcome,
      cell: ({ id, moves, why }): TemplateResult =>
        html`${moves ? t.moves.moves(target) : t.moves.stays}
        ${why ? html`<span class="row-sub">${why}</span>` : nothing} ${alertLine(stayed.get(id))}`,
    },
  ]
}
