import { html, nothing, type TemplateResult } from 'lit-html'
import { live } from 'lit-html/directives/live.js'
import type { Outcome } from '../../src/processes/template.ts'
import { common } from '../text/common.ts'
import { cellSelect, cellText } from './cells.ts'
import { freshId, setOutcome, setStep } from './edits.ts'
import { rowsOf, type Row } from './outline.ts'
import type { Editor } from './state.ts'

/** What a step may come to and where each leads, one to a row. */
export function outcomes(editor: Editor, row: Row): TemplateResult {
  const { step, at } = row
  const t = editor.visit.words.processes
  const add = (): void =>
    put(editor, row, [...step.out, { id: freshId(editor.edits.now, 'kq'), label: t.outcome, to: 'END' }])
  return html`<table>
      <caption class="unseen">
        ${t.ofStep(t.outcomes, at)}
      </caption>
      <thead>
        <tr>
          <th scope="col">${t.outcome}</th>
          <th scope="col">${t.to}</th>
          <th scope="col">${t.kind}</th>
          <th scope="col">${t.signs}</th>
          <th scope="col"><span class="unseen">${common().remove}</span></th>
        </tr>
      </thead>
      <tbody>
        ${step.out.map((one, i) => line(editor, row, one, i))}
      </tbody>
    </table>
    <p><button class="link" type="button" @click=${add}>+ ${t.addOutcome}</button></p>`
}

const put = (editor: Editor, { step }: Row, out: Outcome[]): void =>
  editor.edit(`${step.id}.out`, (now) => setStep(now, step.id, (one) => ({ ...one, out })))

function line(editor: Editor, row: Row, one: Outcome, i: number): TemplateResult {
  const { step, at } = row
  const t = editor.visit.words.processes
  const targets = [
    ...rowsOf(editor.edits.now).map(({ step: other, at: no }) => [other.id, `${no}. ${other.name}`] as const),
    ['END', t.end] as const,
  ]
  const set = (change: Partial<Outcome>) =>
    editor.edit(`${step.id}.out${i}`, (now) => setOutcome(now, step.id, i, change))
  const kinds = Object.entries(t.kinds)
  return html`<tr>
    <td>${cellText(t.ofStep(`${t.outcome} ${i + 1}`, at), one.label, (label) => set({ label }))}</td>
    <td>${cellSelect(t.ofStep(`${t.to} ${i + 1}`, at), one.to, targets, (to) => set({ to }))}</td>
    <td>
      ${cellSelect(t.ofStep(`${t.kind} ${i + 1}`, at), one.kind ?? 'forward', kinds, (kind) => set({ kind: kind as 'forward' }))}
    </td>
    <td>
      ${
        one.kind === 'timeout'
          ? nothing
          : html`<input
              type="checkbox"
              aria-label=${t.ofStep(`${t.signs} ${i + 1}`, at)}
              .checked=${live(one.needs?.includes('signature') ?? false)}
              @change=${() => set({ needs: signed(one) })}
            />`
      }
    </td>
    <td>
      ${
        step.out.length > 1
          ? html`<button
              class="link"
              type="button"
              aria-label=${`${common().remove} ${one.label}`}
              @click=${() =>
                put(
                  editor,
                  row,
                  step.out.filter((other) => other !== one),
                )}
            >
              ✕
            </button>`
          : nothing
      }
    </td>
  </tr>`
}

/** What an outcome needs, with a signature if it had none, without if it had one. */
const signed = ({ needs = [] }: Outcome): NonNullable<Outcome['needs']> =>
  needs.includes('signature') ? needs.filter((one) => one !== 'signature') : [...needs, 'signature']
