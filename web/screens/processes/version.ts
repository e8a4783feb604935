import '../../style/flow.css'
import { html, nothing, type TemplateResult } from 'lit-html'
import type { Step, Template } from '../../../src/processes/template.ts'
import type { Procedure, ProcedureVersion } from '../../api/types.ts'
import { openEdit } from '../../parts/edit.ts'
import { facts } from '../../parts/head.ts'
import { alertLine } from '../../parts/problem.ts'
import type { Inside, View } from '../../screen.ts'
import { say } from '../../shell/overlay.ts'
import { common } from '../../text/common.ts'
import { date, today } from '../../text/dates.ts'
import { templateIn } from '../../processes/tabs.ts'
import { rowsOf } from '../../processes/outline.ts'
import { annexes, foreword } from './official.ts'

type Core = typeof import('../../processes/core.ts') & typeof import('../../parts/flow.ts')
type State = { version: ProcedureVersion; all: Procedure; core?: Core; problem?: unknown }

/** The official procedure: its cover, what changed when, its steps, its drawing, its records; as it prints. */
export default async function versionPage(visit: Inside<'processes' | 'adapting'>): Promise<View> {
  const { params, signal, draw } = visit
  const id = params['id'] ?? ''
  const version = await visit.ask('GET /procedure-versions/{id}', { id, signal })
  const all = await visit.ask('GET /procedures/{id}', { id: version.procedure.id, signal })
  const state: State = { version, all }
  const t = visit.words.processes
  void Promise.all([import('../../processes/core.ts'), import('../../parts/flow.ts')]).then(
    ([core, flow]) => {
      state.core = { ...core, ...flow }
      draw()
    },
  )
  const act = async (work: () => Promise<unknown>, done: string): Promise<void> => {
    delete state.problem
    try {
      await work()
      say(done)
      visit.go(visit.at('quy-trinh', version.procedure.id))
    } catch (problem) {
      state.problem = problem
      draw()
    }
  }
  return {
    title: `${version.procedure.code} ${t.number(version.number)}`,
    action: () => html`<button class="button" @click=${() => print()}>${t.print}</button>`,
    body: () => {
      const template = templateIn(version)
      return html`
        <div class="paper-head">
          <p class="crumb">
            <a href=${visit.at('quy-trinh', version.procedure.id)}>‹ ${version.procedure.name}</a>
          </p>
          <p class="sheet-head">${visit.here.committee.name}</p>
          <h1 tabindex="-1"><span class="nota">${version.procedure.code}</span> ${template.name}</h1>
          <p class="quiet">${t.number(version.number)} · ${t.standing[version.standing]}</p>
        </div>
        ${version.standing === 'replaced' || version.standing === 'archived' ? html`<p class="alert warn">${t.band}</p>` : nothing}
        ${alertLine(state.problem)} ${decisions(visit, version, act)} ${cover(visit, state)}
        ${foreword(visit, template)}
        <section class="desk-group">
          <h2>${t.steps}</h2>
          ${stepsTable(visit, template)}
        </section>
        ${drawing(visit, template, state.core)}
        ${annexes(visit, template, all, version.standing === 'effective')}
      `
    },
  }
}

function decisions(
  visit: Inside<'processes' | 'adapting'>,
  { id, standing }: ProcedureVersion,
  act: (work: () => Promise<unknown>, done: string) => Promise<void>,
): TemplateResult | typeof nothing {
  const t = visit.words.processes
  if (standing !== 'reviewing') return nothing
  const approve = (): void =>
    openEdit({
      title: t.approveTitle,
      fields: [{ name: 'effectiveFrom', label: t.effectiveFrom, kind: 'date', value: today() }],
      save: t.approve,
      send: async ({ effectiveFrom }) => {
        await visit.ask('POST /procedure-versions/{id}/approval', { id, body: { effectiveFrom } })
        await act(async () => undefined, t.approved)
      },
    })
  const giveBack = (): void =>
    openEdit({
      title: t.back,
      fields: [{ name: 'reason', label: t.reason }],
      save: t.back,
      send: ({ reason }) =>
        act(() => visit.ask('POST /procedure-versions/{id}/return', { id, body: { reason } }), t.back),
    })
  return html`<p class="row no-print">
    ${visit.may('procedures.approve') ? html`<button class="button main" @click=${approve}>${t.approve}</button>` : nothing}
    ${
      visit.may('procedures.review')
        ? html`<button
              class="button"
              @click=${() => void act(() => visit.ask('POST /procedure-versions/{id}/review', { id }), t.review)}
            >
              ${t.review}
            </button>
            <button class="button" @click=${giveBack}>${t.back}…</button>`
        : nothing
    }
  </p>`
}

function cover(visit: Inside<'processes' | 'adapting'>, { version, all }: State): TemplateResult {
  const t = visit.words.processes
  const template = templateIn(version)
  return html`<section class="desk-group">
    ${facts([
      [t.author, version.authorName],
      [t.reviewer, version.reviewerName],
      [t.approver, version.approverName],
      [t.effectiveFrom, date(version.effectiveFrom)],
      [t.total, template.limit && limitText(visit, template.limit)],
      [visit.words.adapting.from, fromBase(visit, version)],
      [t.hash, version.hash && html`<span class="nota">${version.hash.slice(0, 16)}</span>`],
    ])}
    <table class="steps-table">
      <caption class="unseen">
        ${t.versions}
      </caption>
      <thead>
        <tr>
          <th scope="col">${t.versions}</th>
          <th scope="col">${t.effectiveFrom}</th>
          <th scope="col">${t.note}</th>
        </tr>
      </thead>
      <tbody>
        ${all.versions.map(
          (one) =>
            html`<tr>
              <td>${t.number(one.number)}</td>
              <td>${date(one.effectiveFrom)}</td>
              <td>${one.note}</td>
            </tr>`,
        )}
      </tbody>
    </table>
  </section>`
}

/** Of what adapts a base: which one, and the way to what is different. */
function fromBase(visit: Inside<'processes' | 'adapting'>, { id, base }: ProcedureVersion): unknown {
  const a = visit.words.adapting
  return (
    base &&
    html`${a.base(base.issuer || a.fromOwn, base.number)}, ${a.hash(base.hash.slice(0, 12))}.
      <a class="no-print" href=${visit.at('quy-trinh', 'dieu-chinh', id)}>${a.seeOverlay}</a>`
  )
}

const limitText = (visit: Inside<'processes' | 'adapting'>, { n, u }: Template['limit']): string =>
  `${n} ${visit.words.processes.units[u]}`

function stepsTable(visit: Inside<'processes' | 'adapting'>, template: Template): TemplateResult {
  const t = visit.words.processes
  const { step: head } = t
  return html`<div class="steps-scroll" tabindex="0" role="region" aria-label=${t.steps}>
    <table class="steps-table stacks">
      <thead>
        <tr>
          ${[head.no, head.name, head.role, head.guide, head.limit, head.form, head.records].map((one) => html`<th scope="col">${one}</th>`)}
        </tr>
      </thead>
      <tbody>
        ${rowsOf(template).map(
          ({ step, at }) =>
            html`<tr>
              <td>${at}</td>
              <td>${step.name}${ways(visit, template, step)}</td>
              <td data-label=${head.role}>
                ${step.role === undefined ? t.blockKinds[step.kind] : template.roles[step.role]?.name}
              </td>
              <td data-label=${head.guide}>${step.guide ?? ''}</td>
              <td data-label=${head.limit}>${step.limit ? limitText(visit, step.limit) : ''}</td>
              <td data-label=${head.form}>
                ${(step.form ?? []).map(({ f }) => template.fields[f]?.label ?? f).join('; ')}
              </td>
              <td data-label=${head.records}>
                ${(step.records ?? []).map(({ name, form }) => [form, name].filter(Boolean).join(' ')).join('; ')}
              </td>
            </tr>`,
        )}
      </tbody>
    </table>
  </div>`
}

/** Where the results of a step lead, in a line under its name. */
function ways(visit: Inside<'processes' | 'adapting'>, template: Template, { out }: Step): TemplateResult {
  const t = visit.words.processes
  const names = new Map(rowsOf(template).map(({ step, at }) => [step.id, at]))
  return html`<span class="row-sub"
    >${out.map(({ label, to }) => `${label} → ${names.get(to) ?? t.end.toLocaleLowerCase('vi')}`).join('; ')}</span
  >`
}

function drawing(
  visit: Inside<'processes' | 'adapting'>,
  template: Template,
  core: Core | undefined,
): TemplateResult {
  const t = visit.words.processes
  const sound = core?.checkTemplate(template).template
  return html`<section class="desk-group">
    <h2>${t.flow}</h2>
    ${sound && core ? core.flowDrawing(core.layoutDiagram(sound), t.flow) : html`<p class="quiet">${core ? t.errors(1) : common().waiting}</p>`}
    ${
      sound && core
        ? html`<details class="more no-print">
            <summary>${t.flowList}</summary>
            ${core.flowList(core.listSteps(sound))}
          </details>`
        : nothing
    }
  </section>`
}
