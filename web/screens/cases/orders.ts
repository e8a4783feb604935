import { html, type TemplateResult } from 'lit-html'
import type { AskOf } from '../../api/ask.ts'
import { intention } from '../../api/intention.ts'
import type { OpenStep } from '../../api/types.ts'
import { openEdit, type Field } from '../../parts/edit.ts'
import type { Inside } from '../../screen.ts'
import { menu } from '../../shell/menu.ts'
import { say } from '../../shell/overlay.ts'

type Order = AskOf<'POST /cases/{id}/orders'>['body']

/** The end of a working day in Hà Nội. */
const CLOSING = 'T17:00:00+07:00'

type Give = (order: Order) => Promise<void>
type Words = Inside<'cases'>['words']['cases']
const why = (t: Words): Field<'reason'> => ({ name: 'reason', label: t.why })

/** What leaves the way of the template: give a step to others, skip it, move its deadline, withdraw the case. */
export function orders(
  visit: Inside<'cases'>,
  id: string,
  open: readonly OpenStep[],
  done: () => Promise<void>,
): TemplateResult {
  const t = visit.words.cases
  const send = intention(visit.ask)
  const give: Give = async (order) => {
    await send('POST /cases/{id}/orders', { id, body: order })
    say(t.ordered)
    await done()
  }
  const item = (word: string, act: () => void) => html`<button @click=${act}>${word}</button>`
  const steps = open.filter(({ kind }) => kind === 'task')
  return menu({
    label: t.orders,
    name: t.orders,
    kind: 'button',
    items: html`
      ${steps.map((one) => [
        item(`${t.assign}: ${one.name}`, () => void assign(visit, one, give)),
        item(`${t.redate}: ${one.name}`, () => redate(t, one, give)),
        item(`${t.skip}: ${one.name}`, () => skip(t, one, give)),
      ])}
      ${item(`${t.redate}: ${t.wholeDue}`, () => redate(t, { no: 0, name: t.wholeDue }, give))}
      ${item(t.withdraw, () => withdraw(t, give))}
    `,
  })
}

async function assign(visit: Inside<'cases'>, { no, name }: OpenStep, give: Give): Promise<void> {
  const t = visit.words.cases
  const { items } = await visit.ask('GET /members', { query: { limit: 100, state: 'active' } })
  const choices = items.map((one) => ({ value: one.id, label: one.name }))
  openEdit({
    title: `${t.assign}: ${name}`,
    fields: [{ name: 'who', label: t.assignTo, kind: 'select', choices, empty: '' }, why(t)],
    send: ({ who, reason }) => give({ type: 'assign', no, holders: [who], reason }),
  })
}

function skip(t: Words, { no, name, outcomes }: OpenStep, give: Give): void {
  const choices = outcomes
    .filter(({ kind }) => kind === 'forward')
    .map((one) => ({ value: one.id, label: one.label }))
  openEdit({
    title: `${t.skip}: ${name}`,
    fields: [{ name: 'outcome', label: t.outcome, kind: 'select', choices }, why(t)],
    send: ({ outcome, reason }) => give({ type: 'skip', no, outcome, reason }),
  })
}

function redate(t: Words, { no, name }: Pick<OpenStep, 'no' | 'name'>, give: Give): void {
  openEdit({
    title: `${t.redate}: ${name}`,
    fields: [{ name: 'due', label: t.newDue, kind: 'date' }, why(t)],
    send: ({ due, reason }) =>
      give({ type: 'redate', no, due: new Date(`${due}${CLOSING}`).toISOString(), reason }),
  })
}

function withdraw(t: Words, give: Give): void {
  openEdit({
    title: t.withdraw,
    fields: [why(t)],
    save: t.withdraw,
    send: ({ reason }) => give({ type: 'withdraw', reason }),
  })
}
