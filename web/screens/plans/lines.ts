import { html, nothing, type TemplateResult } from 'lit-html'
import { shape } from '../../parts/mark.ts'
import { kept } from '../../parts/notation.ts'
import { table, type Column } from '../../parts/table.ts'
import type { Inside } from '../../screen.ts'
import { common } from '../../text/common.ts'
import { date } from '../../text/dates.ts'
import { lineBody, type Line, type PlanState } from './state.ts'

type Visit = Inside<'plans'>

/** The tasks of a plan: in a draft what is still missing and what another plan has too, then how far each has come. */
export function linesOf(visit: Visit, state: PlanState): TemplateResult {
  const t = visit.words.plans.lines
  const { lines, actions } = state.plan
  const may = actions.includes('save')
  return html`<section class="aside-part">
    <h2>${t.title}</h2>
    ${
      lines.length === 0
        ? html`<p class="quiet">${t.none}</p>`
        : table<Line>({
            caption: t.caption,
            columns: may ? [...columns(visit), tools(visit, state)] : columns(visit),
            rows: lines,
            key: ({ id }) => id,
          })
    }
    ${
      may
        ? html`<p class="row">
            <button class="button" @click=${() => void edit(visit, state)}>${t.add}</button>
          </p>`
        : nothing
    }
  </section>`
}

function columns(visit: Visit): Column<Line>[] {
  const t = visit.words.plans.lines
  const state = ({ task, asked }: Line): string =>
    asked
      ? counted(visit, asked)
      : task
        ? [task.stateName, task.late ? t.overdue : ''].filter(Boolean).join(' · ')
        : ''
  const due = ({ task, dueOn }: Line): string => date(task?.dueOn ?? dueOn)
  return [
    {
      title: t.work,
      kind: 'main',
      cell: (line) =>
        html`${
            pageOf(visit, line)
              ? html`<a class="row-link" data-row href=${pageOf(visit, line)}>${line.title}</a>`
              : html`<span>${line.title}</span>`
          }
          ${sub([line.priority > 0 ? t.priorities[line.priority] : '', line.product, measured(line)])}
          ${line.lacks.length > 0 ? html`<span class="row-sub">${shape('warn')} ${t.lacks(line.lacks.join(', '))}</span>` : nothing}
          ${line.asked?.stuck ? html`<span class="row-sub">${kept(line.asked.stuck)}</span>` : nothing}
          ${line.twins.map(
            (twin) =>
              html`<span class="row-sub"
                ><a href=${visit.at('cong-viec', 'ke-hoach', twin.planId)}
                  >${t.twin(twin.plan, twin.owner)}</a
                ></span
              >`,
          )}
          <span class="row-sub on-phone"
            >${[line.lead?.name, due(line), state(line)].filter(Boolean).join(' · ')}</span
          >`,
    },
    {
      title: t.lead,
      drop: 3,
      cell: (line) => html`<span class="cell-name">${line.task?.person ?? line.lead?.name ?? ''}</span>`,
    },
    { title: t.start, kind: 'line', drop: 1, cell: ({ startOn }) => date(startOn) },
    { title: t.due, kind: 'line', drop: 3, cell: due },
    { title: t.state, drop: 2, cell: (line) => html`<span class="cell-name">${state(line)}</span>` },
  ]
}

/** The page of what a line became, where its reader may open it. */
const pageOf = (visit: Visit, { task, asked }: Line): string | undefined =>
  task
    ? task.open
      ? visit.at('cong-viec', task.id)
      : undefined
    : asked && visit.at('cong-viec', 'giao-cap-duoi', asked.id)

/** How far what was asked of committees below has come. */
function counted(visit: Visit, { done, total, late }: NonNullable<Line['asked']>): string {
  const t = visit.words.plans
  return [t.done(done, total), late > 0 ? t.late(late) : ''].filter(Boolean).join(' · ')
}

/** Opens the form of a line, which few readers of a plan need. */
const edit = async (visit: Visit, state: PlanState, line?: Line): Promise<void> =>
  (await import('./line.ts')).editLine(visit, state, line)

const measured = ({ measure, target }: Line): string => [measure, target].filter(Boolean).join(': ')

function sub(parts: (string | undefined)[]): TemplateResult | typeof nothing {
  const told = parts.filter(Boolean).join(' · ')
  return told ? html`<span class="row-sub">${told}</span>` : nothing
}

const tools = (visit: Visit, state: PlanState): Column<Line> => ({
  title: common().edit,
  unseen: true,
  cell: (line) => {
    const t = visit.words.plans.lines
    const drop = async (): Promise<void> => {
      const left = state.plan.lines.filter(({ id }) => id !== line.id).map(lineBody)
      await state.save({ lines: left }).catch((problem: unknown) => {
        state.problem = problem
        visit.draw()
      })
    }
    return html`<button
        class="link small"
        aria-label=${t.edit(line.title)}
        @click=${() => void edit(visit, state, line)}
      >
        ${common().edit}
      </button>
      <button class="link small" aria-label=${t.drop(line.title)} @click=${() => void drop()}>
        ${common().remove}
      </button>`
  },
})
