import { html, nothing, type TemplateResult } from 'lit-html'
import { live } from 'lit-html/directives/live.js'
import type { Outcome } from '../../src/processes/template.ts'
import { common } from '../text/common.ts'
import { cellSelect, cellText } from './cells.ts'
import { conditionEditor } from './conditions.ts'
import { freshId, setOutcome, setStep } from './edits.ts'
import { rowsOf, type Row } from './outline.ts'
import type { Editor } from './state.ts'

/** What a step may come to and where each leads, one to a row. */
export function outcomes(editor: Editor, row: Row): TemplateResult {
  const { step, at } = row
  const t = editor.words
  const add = (): void =>
    put(editor, row, [...step.out, { id: freshId(editor.edits.now, 'kq'), label: t.outcome, to: 'END' }])
  return html`<table class="stacks">
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

const put = (editor: Editor, { step }: Row, out: Outcome[], place: number | '' = ''): void =>
  editor.edit(`${step.id}.out${place}`, (now) => setStep(now, step.id, (one) => ({ ...one, out })))

function line(editor: Editor, row: Row, one: Outcome, i: number): TemplateResult {
  const { step, at } = row
  const t = editor.words
  const targets = [
    ...rowsOf(editor.edits.now).map(({ step: other, at: no }) => [other.id, `${no}. ${other.name}`] as const),
    ['END', t.end] as const,
  ]
  const set = (change: Partial<Outcome>) =>
    editor.edit(`${step.id}.out${i}`, (now) => setOutcome(now, step.id, i, change))
  const kinds = Object.entries(t.kinds).filter(([kind]) => step.kind !== 'decide' || kind !== 'timeout')
  return html`<tr>
      <td data-label=${t.outcome}>
        ${cellText(t.ofStep(`${t.outcome} ${i + 1}`, at), one.label, (label) => set({ label }))}
      </td>
      <td data-label=${t.to}>
        ${cellSelect(t.ofStep(`${t.to} ${i + 1}`, at), one.to, targets, (to) => set({ to }))}
      </td>
      <td data-label=${t.kind}>
        ${cellSelect(t.ofStep(`${t.kind} ${i + 1}`, at), one.kind ?? 'forward', kinds, (kind) => set({ kind: kind as 'forward' }))}
      </td>
      <td data-label=${t.signs}>
        ${
          one.kind === 'timeout'
            ? nothing
            : html`<input
                type="checkbox"
                aria-label=${t.ofStep(`${t.signs} ${i + 1}`, at)}
                .checked=${live(one.needs?.includes('signature') ?? false)}
                @change=${() => set({ needs: turned(one, 'signature') })}
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
    </tr>
    ${
      one.kind === 'timeout'
        ? nothing
        : html`<tr class="more-of">
            <td colspan="5">${more(editor, row, one, i, set)}</td>
          </tr>`
    }`
}

/** Under what condition a way is open, its turn where ways are tried in order, and what going back asks. */
function more(
  editor: Editor,
  row: Row,
  one: Outcome,
  i: number,
  set: (change: Partial<Outcome>) => void,
): TemplateResult {
  const t = editor.words
  const { step, at } = row
  const inOrder = step.kind !== 'task' && step.kind !== 'wait'
  const last = step.out.findLastIndex(({ kind }) => kind !== 'timeout') === i
  const earlier = (): void => {
    const [before] = step.out.slice(i - 1, i)
    if (before) put(editor, row, step.out.with(i - 1, one).with(i, before))
  }
  const when = (next: Outcome['when']): void => {
    const { when: _, ...rest } = one
    put(editor, row, step.out.with(i, next === undefined ? rest : { ...rest, when: next }), i)
  }
  // Few ways have a condition: in a list of work it comes when it is asked for.
  return html`<div class="row">
    <span>${inOrder && last && one.when === undefined ? t.whenElse : t.when}</span>
    ${inOrder && last && one.when === undefined ? nothing : conditionEditor(editor, one.when, when, `${at} (${i + 1})`)}
    ${
      inOrder && i > 0
        ? html`<button
            class="link"
            type="button"
            aria-label=${t.ofStep(`${t.earlier}: ${one.label}`, at)}
            @click=${earlier}
          >
            ↑ ${t.earlier}
          </button>`
        : nothing
    }
    ${
      inOrder || one.kind === 'return' || one.kind === 'reject'
        ? nothing
        : html`<label class="tick"
            ><input
              type="checkbox"
              aria-label=${t.ofStep(`${t.needsReason} ${i + 1}`, at)}
              .checked=${live(one.needs?.includes('reason') ?? false)}
              @change=${() => set({ needs: turned(one, 'reason') })}
            />${t.needsReason}</label
          >`
    }
    ${
      one.kind === 'return'
        ? html`<span>${t.clock}</span>
            ${cellSelect(t.ofStep(`${t.clock} ${i + 1}`, at), one.clock ?? 'restart', Object.entries(t.clocks), (clock) => set({ clock: clock as 'restart' }))}`
        : nothing
    }
  </div>`
}

type Needs = NonNullable<Outcome['needs']>

/** What an outcome needs, with one thing more, or without it if it had it. */
const turned = ({ needs = [] }: Outcome, one: Needs[number]): Needs =>
  needs.includes(one) ? needs.filter((other) => other !== one) : [...needs, one]
