import { html, type TemplateResult } from 'lit-html'
import type { AskOf } from '../../api/ask.ts'
import type { OpenStep } from '../../api/types.ts'
import { openEdit, type Field } from '../../parts/edit.ts'
import type { Inside } from '../../screen.ts'
import { menu } from '../../shell/menu.ts'
import { say } from '../../shell/overlay.ts'

type Order = AskOf<'POST /cases/{id}/orders'>['body']

/** The end of a working day in Hà Nội. */
const CLOSING = 'T17:00:00+07:00'

/** What leaves the way of the template: give a step to others, skip it, move its deadline, withdraw the case. */
export function orders(
  visit: Inside<'cases'>,
  id: string,
  open: readonly OpenStep[],
  done: () => Promise<void>,
): TemplateResult {
  const t = visit.words.cases
  const give = async (order: Order): Promise<void> => {
    await visit.ask('POST /cases/{id}/orders', { id, body: order })
    say(t.ordered)
    await done()
  }
  const why: Field<'reason'> = { name: 'reason', label: t.why }
  const assign = async ({ no, name }: OpenStep): Promise<void> => {
    const { items } = await visit.ask('GET /members', { query: { limit: 100, state: 'active' } })
    const choices = items.map((one) => ({ value: one.id, label: one.name }))
    openEdit({
      title: `${t.assign}: ${name}`,
      fields: [{ name: 'who', label: t.assignTo, kind: 'select', choices, empty: '' }, why],
      send: ({ who, reason }) => give({ type: 'assign', no, holders: [who], reason }),
    })
  }
  const skip = ({ no, name, outcomes }: OpenStep): void =>
    openEdit({
      title: `${t.skip}: ${name}`,
      fields: [
        {
          name: 'outcome',
          label: t.outcome,
          kind: 'select',
          choices: outcomes
            .filter(({ kind }) => kind === 'forward')
            .map((one) => ({ value: one.id, label: one.label })),
        },
        why,
      ],
      send: ({ outcome, reason }) => give({ type: 'skip', no, outcome, reason }),
    })
  const redate = ({ no, name }: Pick<OpenStep, 'no' | 'name'>): void =>
    openEdit({
      title: `${t.redate}: ${name}`,
      fields: [{ name: 'due', label: t.newDue, kind: 'date' }, why],
      send: ({ due, reason }) =>
        give({ type: 'redate', no, due: new Date(`${due}${CLOSING}`).toISOString(), reason }),
    })
  const withdraw = (): void =>
    openEdit({
      title: t.withdraw,
      fields: [why],
      save: t.withdraw,
      send: ({ reason }) => give({ type: 'withdraw', reason }),
    })
  const steps = open.filter(({ kind }) => kind === 'task')
  const item = (word: string, act: () => void) => html`<button @click=${act}>${word}</button>`
  return menu({
    label: t.orders,
    name: t.orders,
    kind: 'button',
    items: html`
      ${steps.map((one) => [
        item(`${t.assign}: ${one.name}`, () => void assign(one)),
        item(`${t.redate}: ${one.name}`, () => redate(one)),
        item(`${t.skip}: ${one.name}`, () => skip(one)),
      ])}
      ${item(`${t.redate}: ${t.wholeDue}`, () => redate({ no: 0, name: t.wholeDue }))}
      ${item(t.withdraw, withdraw)}
    `,
  })
}
