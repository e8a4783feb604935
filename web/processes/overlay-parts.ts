import { html, nothing, type TemplateResult } from 'lit-html'
import type { Op } from '../../src/processes/overlay.ts'
import { say } from '../shell/overlay.ts'
import { date } from '../text/dates.ts'
import { cellSelect, cellText } from './cells.ts'
import { rowsOf } from './outline.ts'
import type { Adapting } from './overlay-state.ts'
import { ownLimit } from './overlay-limit.ts'

export type Act = (work: () => Promise<unknown>) => Promise<void>

/** The newer version of the base: each change that it touches, as the step was and as it is. */
export function newer(adapting: Adapting, act: Act): TemplateResult | typeof nothing {
  const { visit, draft, overlay } = adapting
  const a = visit.words.adapting
  const next = overlay.newer
  if (next === undefined) return nothing
  const move = async (): Promise<void> => {
    const { version } = adapting.saving
    const done = await visit.ask('POST /procedure-versions/{id}/rebase', { id: draft.id, version })
    draft.problems = done.problems
    adapting.moved(await visit.ask('GET /procedure-versions/{id}/overlay', { id: draft.id }), done.version)
    say(a.rebased)
  }
  const { op, was, is, told } = a.besideColumns
  return html`<section class="desk-group">
    <p class="alert">${a.newer(next.number, date(next.effectiveFrom))} ${a.newerNote(next.note)}</p>
    ${
      next.touched.length === 0
        ? html`<p>${a.besideNone}</p>`
        : html`<h2>${a.beside}</h2>
            <div class="steps-scroll" tabindex="0" role="region" aria-label=${a.beside}>
              <table class="steps-table">
                <thead>
                  <tr>
                    ${[op, was, is, told].map((one) => html`<th scope="col">${one}</th>`)}
                  </tr>
                </thead>
                <tbody>
                  ${next.touched.map(
                    (one) =>
                      html`<tr class=${one.message ? 'wrong' : ''}>
                        <td>${opWord(adapting, adapting.edits.now[one.op])}</td>
                        <td>${stepWord(adapting, one.was)}</td>
                        <td>${stepWord(adapting, one.is)}</td>
                        <td>${one.message ?? a.stays}</td>
                      </tr>`,
                  )}
                </tbody>
              </table>
            </div>`
    }
    ${adapting.open ? html`<p><button class="button" @click=${() => void act(move)}>${a.rebase(next.number)}</button></p>` : html`<p>${a.draftFirst}</p>`}
  </section>`
}

type Reads = { name?: string; guide?: string; limit?: { n: number; u: 'wh' | 'wd' | 'cd' } }

function stepWord({ visit }: Adapting, step: Record<string, unknown> | undefined): string {
  if (step === undefined) return visit.words.adapting.gone
  const { name = '', guide = '', limit } = step as Reads
  const time = limit ? `${limit.n} ${visit.words.processes.units[limit.u]}` : ''
  return [name, time, guide].filter(Boolean).join('. ')
}

/** An operation in words. */
function opWord({ visit, base }: Adapting, op: Op | undefined): string {
  const [t, { ops: a }] = [visit.words.processes, visit.words.adapting]
  const stepName = (id: string): string => rowsOf(base).find(({ step }) => step.id === id)?.step.name ?? id
  switch (op?.op) {
    case undefined:
      return ''
    case 'add':
      return a.add(op.new.name)
    case 'skip':
      return a.skip(stepName(op.step))
    case 'limit':
      return a.limit(
        op.step === '' ? a.whole : `“${stepName(op.step)}”`,
        `${op.limit.n} ${t.units[op.limit.u]}`,
      )
    case 'bind':
      return a.bind(base.roles[op.role]?.name ?? op.role, t.by[op.by])
    case 'record':
      return a.record(op.record.name)
    case 'role':
      return a.role(op.role.name)
    case 'field':
      return a.field(op.field.label)
  }
}

/** What the base does not allow, each with a way to drop it. */
export function conflicts(adapting: Adapting): TemplateResult | typeof nothing {
  const { visit, edits, open } = adapting
  const a = visit.words.adapting
  if (adapting.conflicts.length === 0) return nothing
  const drop = (at: number): void => adapting.edit('drop', edits.now.toSpliced(at, 1))
  return html`<section class="desk-group" aria-labelledby="conflicts">
    <h2 id="conflicts" class="late">${a.conflicts}</h2>
    <ul class="rows">
      ${adapting.conflicts.map(
        ({ op, message }) =>
          html`<li class="row-line">
            <span class="row-what"
              >${opWord(adapting, edits.now[op])} <span class="row-sub">${message}</span></span
            >
            ${open ? html`<button class="button small" @click=${() => drop(op)}>${a.dropOp}</button>` : nothing}
          </li>`,
      )}
    </ul>
  </section>`
}

/** What belongs to the whole: what changed, its limit, who the roles are found by. */
export function whole(adapting: Adapting): TemplateResult {
  const { visit, base, edits } = adapting
  const [t, a] = [visit.words.processes, visit.words.adapting]
  const bound = (role: string): Extract<Op, { op: 'bind' }> | undefined =>
    edits.now.find((op) => op.op === 'bind' && op.role === role) as Extract<Op, { op: 'bind' }> | undefined
  const bind = (role: string, by: string): void => {
    const rest = edits.now.filter((op) => op.op !== 'bind' || op.role !== role)
    const ref = by === 'group' || by === 'position' ? { ref: role } : {}
    adapting.edit(
      `bind ${role}`,
      by === '' ? rest : [...rest, { op: 'bind', role, by: by as 'group', ...ref }],
    )
  }
  const ways = (['group', 'position', 'unit_head', 'starter', 'pick'] as const).map(
    (by) => [by, t.by[by]] as const,
  )
  return html`<div class="details">
    <p class="row"><span>${t.note}</span> ${cellText(t.note, adapting.note, adapting.setNote)}</p>
    <p class="row"><span>${t.total}</span> ${ownLimit(adapting, '', t.total, base.limit, false)}</p>
    <details class="more">
      <summary>${t.roles}</summary>
      ${Object.entries(base.roles).map(
        ([id, { name, by }]) =>
          html`<p class="row">
            <span>${name}</span>
            ${by === 'performer_of' ? t.by[by] : cellSelect(`${a.role}: ${name}`, bound(id)?.by ?? '', [['', `${t.by[by]} (${a.asBase})`], ...ways], (way) => bind(id, way))}
          </p>`,
      )}
    </details>
  </div>`
}
