import { html, nothing, type TemplateResult } from 'lit-html'
import { repeat } from 'lit-html/directives/repeat.js'
import type { Added, Op } from '../../src/processes/overlay.ts'
import type { Leave, Limit, Step } from '../../src/processes/template.ts'
import { common } from '../text/common.ts'
import { cellArea, cellNumber, cellSelect, cellText } from './cells.ts'
import { freshId } from './edits.ts'
import { mendRow, ofStep } from './mend.ts'
import { rowsOf, type Row } from './outline.ts'
import { ownLimit } from './overlay-limit.ts'
import type { Adapting } from './overlay-state.ts'

type Of<Kind extends Op['op']> = Extract<Op, { op: Kind }>
type Line = { key: string; at: string; base?: Step; own?: { op: Of<'add'>; i: number } }

/** The steps of the base in their order, each with the steps added around it. */
export function overlayTable(adapting: Adapting): TemplateResult {
  const { visit, edits } = adapting
  const [t, a] = [visit.words.processes, visit.words.adapting]
  const head = [t.step.no, t.step.name, t.step.role, t.step.guide, t.step.limit, t.step.records, a.changes]
  return html`<div class="steps-scroll" tabindex="0" role="region" aria-label=${a.stepsCaption}>
    <table class="steps-table">
      <caption class="unseen">
        ${a.stepsCaption}
      </caption>
      <thead>
        <tr>
          ${head.map((one) => html`<th scope="col">${one}</th>`)}
        </tr>
      </thead>
      <tbody>
        ${repeat(
          linesOf(rowsOf(adapting.base), edits.now),
          ({ key }) => key,
          (line) => (line.base ? baseLine(adapting, line.base, line.at) : ownLine(adapting, line)),
        )}
      </tbody>
    </table>
  </div>`
}

function linesOf(rows: readonly Row[], ops: readonly Op[]): Line[] {
  const added = ops.flatMap((op, i) => (op.op === 'add' ? [{ op, i }] : []))
  const around = (step: string, place: 'before' | 'after'): Line[] =>
    added
      .filter(({ op }) => op.step === step && op.at === place)
      .flatMap((own) => {
        const { id } = own.op.new
        const line = { key: id, at: '+', own }
        return [...around(id, 'before'), line, ...around(id, 'after')]
      })
  return rows.flatMap(({ step, at }) => [
    ...around(step.id, 'before'),
    { key: step.id, at, base: step },
    ...around(step.id, 'after'),
  ])
}

function baseLine(adapting: Adapting, step: Step, at: string): TemplateResult {
  const { visit, base, edits } = adapting
  const [t, a] = [visit.words.processes, visit.words.adapting]
  const ops = edits.now
  const skipped = ops.some((op) => op.op === 'skip' && op.step === step.id)
  const put = (place: string, next: Op[]): void => adapting.edit(`${step.id} ${place}`, next)
  const records = ops.flatMap((op, i) => (op.op === 'record' && op.step === step.id ? [{ op, i }] : []))
  return html`<tr class=${skipped ? 'skipped' : ''}>
      <td data-step=${step.id}>${at}</td>
      <td>${step.name}</td>
      <td>${step.role === undefined ? t.blockKinds[step.kind] : base.roles[step.role]?.name}</td>
      <td>${step.guide ?? ''}</td>
      <td>
        ${step.limit ? ownLimit(adapting, step.id, t.ofStep(t.step.limit, at), step.limit, may(step, 'lock')) : ''}
      </td>
      <td>
        ${(step.records ?? []).map(({ name }) => name).join('; ')}
        ${records.map(({ op, i }) =>
          named(
            adapting,
            t.ofStep(a.newRecord, at),
            op.record.name,
            (name) => put('record', ops.with(i, { ...op, record: { ...op.record, name } })),
            () => put('record', ops.toSpliced(i, 1)),
          ),
        )}
      </td>
      <td><span class="row-acts">${baseActs(adapting, step, at, skipped, put)}</span></td>
    </tr>
    ${mendRow(`mend-${step.id}`, ofStep(adapting.problems, step.id), 7)}`
}

/** Whether the base leaves something open at a step. */
const may = (step: Step, leave: Leave): boolean => step.adapt?.includes(leave) ?? false

/** What can be done at a step of the base. */
function baseActs(
  adapting: Adapting,
  step: Step,
  at: string,
  skipped: boolean,
  put: (place: string, next: Op[]) => void,
): TemplateResult {
  const { visit, edits, open } = adapting
  const [t, a] = [visit.words.processes, visit.words.adapting]
  const ops = edits.now
  const skip = (): void =>
    put(
      'skip',
      skipped
        ? ops.filter((op) => op.op !== 'skip' || op.step !== step.id)
        : [...ops, { op: 'skip', step: step.id }],
    )
  const button = (word: string, act: () => void) =>
    !open
      ? nothing
      : html`<button
          class="link"
          type="button"
          ?disabled=${!open}
          aria-label=${t.ofStep(word, at)}
          @click=${act}
        >
          ${word}
        </button>`
  return html`${may(step, 'lock') ? html`<span class="quiet">${a.locked}</span>` : nothing}
  ${
    may(step, 'skip')
      ? html`<label
          ><input type="checkbox" aria-label=${t.ofStep(a.skipped, at)} .checked=${skipped} @change=${skip} />
          ${a.skipped}</label
        >`
      : nothing
  }
  ${may(step, 'before') ? button(a.addBefore, () => put('add', [...ops, added(adapting, step.id, 'before')])) : nothing}
  ${may(step, 'after') ? button(a.addAfter, () => put('add', [...ops, added(adapting, step.id, 'after')])) : nothing}
  ${
    may(step, 'lock') || step.kind !== 'task'
      ? nothing
      : button(a.addRecord, () =>
          put('record', [
            ...ops,
            { op: 'record', step: step.id, record: { name: a.newRecord, keep_years: 5 } },
          ]),
        )
  }`
}

/** A text that belongs to an operation, with a way to take it away. */
const named = (
  { open }: Adapting,
  label: string,
  value: string,
  set: (value: string) => void,
  drop: () => void,
): TemplateResult =>
  html`<span class="row"
    >${cellText(label, value, set)}
    <button
      class="plain"
      type="button"
      ?disabled=${!open}
      aria-label=${`${common().remove} ${value}`}
      @click=${drop}
    >
      ✕
    </button></span
  >`

function added({ base, edits, visit }: Adapting, step: string, at: 'before' | 'after'): Op {
  const taken = { ...base, basis: [JSON.stringify(edits.now)] }
  const id = freshId(taken, 'them')
  const role = Object.keys(base.roles)[0] ?? ''
  return {
    op: 'add',
    at,
    step,
    new: { id, name: visit.words.adapting.newStep, role, limit: { n: 1, u: 'wd' } },
  }
}

function ownLine(adapting: Adapting, { own }: Line): TemplateResult | typeof nothing {
  if (own === undefined) return nothing
  const { visit, edits, made } = adapting
  const [t, a] = [visit.words.processes, visit.words.adapting]
  const { op, i } = own
  const step = op.new
  const label = (what: string): string => `${what}, ${a.own}: ${step.name}`
  const set = (part: string, change: Partial<Added>): void =>
    adapting.edit(`${step.id} ${part}`, edits.now.with(i, { ...op, new: { ...step, ...change } }))
  const roles = Object.entries(made.roles).map(([id, { name }]) => [id, name] as const)
  const units = Object.entries(t.units)
  return html`<tr class="own">
      <td data-step=${step.id}><span class="quiet">${a.own}</span></td>
      <td>${cellText(label(t.step.name), step.name, (name) => set('name', { name }))}</td>
      <td>${cellSelect(label(t.step.role), step.role, roles, (role) => set('role', { role }))}</td>
      <td>${cellArea(label(t.step.guide), step.guide ?? '', (guide) => set('guide', { guide }))}</td>
      <td>
        ${cellNumber(label(t.step.limit), step.limit.n, (n) => set('limit', { limit: { ...step.limit, n } }))}
        ${cellSelect(label(t.kind), step.limit.u, units, (u) => set('limit', { limit: { ...step.limit, u: u as Limit['u'] } }))}
      </td>
      <td>
        ${cellText(label(t.step.records), (step.records ?? []).map(({ name }) => name).join('; '), (text) =>
          set('records', {
            records: text
              .split(';')
              .map((one) => one.trim())
              .filter(Boolean)
              .map((name) => ({ name, keep_years: 5 })),
          }),
        )}
      </td>
      <td><span class="row-acts">${ownActs(adapting, own, label, set)}</span></td>
    </tr>
    ${mendRow(`mend-${step.id}`, ofStep(adapting.problems, step.id), 7)}`
}

function ownActs(
  adapting: Adapting,
  { op, i }: NonNullable<Line['own']>,
  label: (what: string) => string,
  set: (part: string, change: Partial<Added>) => void,
): TemplateResult {
  const { visit, edits, open } = adapting
  const a = visit.words.adapting
  const step = op.new
  const drop = (): void =>
    adapting.edit(
      'drop',
      edits.now.filter((one, at) => at !== i && !(one.op === 'add' && one.step === step.id)),
    )
  return html`${
      op.at === 'after'
        ? html`<label
            ><input
              type="checkbox"
              ?disabled=${!open}
              aria-label=${label(a.back)}
              .checked=${step.back ?? false}
              @change=${() => set('back', { back: !step.back })}
            />
            ${a.back}</label
          >`
        : nothing
    }
    <button
      class="link"
      type="button"
      ?disabled=${!open}
      aria-label=${`${common().remove} ${step.name}`}
      @click=${drop}
    >
      ${common().remove}
    </button>`
}
