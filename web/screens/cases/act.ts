import { html, nothing, type TemplateResult } from 'lit-html'
import { intention } from '../../api/intention.ts'
import type { OpenStep } from '../../api/types.ts'
import { areaField, checkField, choicesOf, selectField, submitButton } from '../../parts/field.ts'
import { createForm, type Form, type Values } from '../../parts/form.ts'
import type { Inside } from '../../screen.ts'
import { say } from '../../shell/overlay.ts'
import { formField, readForm, type People, type Typed } from './fields.ts'

/** The work of one step: its form, its outcome, what the outcome asks for. */
export type Act = Typed & { form: Form; outcome: string }

/** Opens the form of a step that waits for me. */
export function openAct(visit: Inside<'cases'>, id: string, open: OpenStep, done: () => Promise<void>): Act {
  const t = visit.words.cases
  const send = intention(visit.ask)
  const act: Act = {
    tables: {},
    files: {},
    outcome: open.outcomes.length === 1 ? (open.outcomes[0]?.id ?? '') : '',
    form: createForm({
      draw: visit.draw,
      check: (values) => {
        if (values['outcome'] === '') return { outcome: t.mustChoose }
        return going(open, values) ? readForm(visit, open.form, values, act).errors : {}
      },
      send: async (values) => {
        await send('POST /cases/{id}/steps', { id, body: bodyOf(visit, open, values, act) })
        say(t.sent)
        await done()
      },
      mend: ({ fields }) =>
        Object.fromEntries(Object.entries(fields).map(([at, text]) => [at.replace(/^fields\./, ''), text])),
    }),
  }
  return act
}

/** Whether the outcome goes on: only then must the form be whole. */
const going = (open: OpenStep, values: Values): boolean =>
  (open.outcomes.find(({ id }) => id === values['outcome'])?.kind ?? 'forward') === 'forward'

function bodyOf(visit: Inside<'cases'>, open: OpenStep, values: Values, typed: Typed) {
  const { fields } = readForm(visit, open.form, values, typed)
  const picks = Object.fromEntries(
    open.picks.flatMap(({ role }) => {
      const who = values[`pick-${role}`]
      return who ? [[role, [who]]] : []
    }),
  )
  return {
    no: open.no,
    outcome: values['outcome'] ?? '',
    fields,
    picks,
    signed: values['signed'] === 'on',
    ...(values['reasonCode'] ? { reasonCode: values['reasonCode'] as 'other' } : {}),
    ...(values['reason'] ? { reason: values['reason'] } : {}),
  }
}

/** The form as it is drawn. */
export function actForm(visit: Inside<'cases'>, open: OpenStep, act: Act, people: People): TemplateResult {
  const t = visit.words.cases
  const { form } = act
  const chosen = open.outcomes.find(({ id }) => id === act.outcome)
  const choose = (value: string): void => {
    act.outcome = value
    visit.draw()
  }
  return html`<form class="act" novalidate @submit=${form.submit}>
    ${form.summary()}
    ${open.form.filter(({ mode }) => mode !== 'ro').map((line) => formField(visit, line, people, act, form.errors[line.f]))}
    ${open.picks.map(({ role, name, from }) =>
      selectField({
        name: `pick-${role}`,
        label: t.pick(name),
        empty: t.choose,
        choices: from.map((one) => ({ value: one.id, label: one.name })),
      }),
    )}
    ${selectField({
      name: 'outcome',
      label: t.outcome,
      value: act.outcome,
      empty: t.choose,
      error: form.errors['outcome'],
      choices: open.outcomes.map(({ id, label }) => ({ value: id, label })),
      change: choose,
    })}
    ${chosen?.needs.includes('reason_code') || chosen?.kind === 'return' ? selectField({ name: 'reasonCode', label: t.reasonCode, empty: t.choose, choices: choicesOf(t.reasons), error: form.errors['reasonCode'] }) : nothing}
    ${chosen && (chosen.needs.includes('reason') || chosen.kind !== 'forward') ? areaField({ name: 'reason', label: t.reason, error: form.errors['reason'], optional: !chosen.needs.includes('reason') }) : nothing}
    ${chosen?.needs.includes('signature') ? checkField({ name: 'signed', label: t.signed }) : nothing}
    ${submitButton(t.send, form.busy)}
  </form>`
}
