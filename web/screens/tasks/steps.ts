import { html, nothing, type TemplateResult } from 'lit-html'
import { intention } from '../../api/intention.ts'
import type { Task } from '../../api/types.ts'
import { openEdit, type Field, type Fields } from '../../parts/edit.ts'
import { staffOf } from '../../parts/people.ts'
import type { Inside } from '../../screen.ts'
import { say } from '../../shell/overlay.ts'

type Visit = Inside<'tasks'>
type Step = Task['actions'][number]
type Moved = { stateName: string }
type Ask = Inside['ask']

/** Each step: what is asked before it is taken, and the request. Those first in the list lead. */
const STEPS: Record<
  Exclude<Step, 'report'>,
  {
    asks?: 'reason' | 'due' | 'person' | 'lead'
    take: (ask: Ask, id: string, given: Record<string, string>) => Promise<Moved>
  }
> = {
  accept: { take: (ask, id) => ask('POST /tasks/{id}/acceptance', { id, body: {} }) },
  approve: { take: (ask, id) => ask('POST /tasks/{id}/approval', { id, body: {} }) },
  return: {
    asks: 'reason',
    take: (ask, id, { reason = '' }) => ask('POST /tasks/{id}/return', { id, body: { reason } }),
  },
  grant: { take: (ask, id) => ask('POST /tasks/{id}/extension/approval', { id, body: {} }) },
  deny: {
    asks: 'reason',
    take: (ask, id, { reason = '' }) => ask('POST /tasks/{id}/extension/refusal', { id, body: { reason } }),
  },
  name: {
    asks: 'person',
    take: (ask, id, { personId = '' }) => ask('POST /tasks/{id}/person', { id, body: { personId } }),
  },
  reassign: {
    asks: 'lead',
    take: (ask, id, { lead = '' }) => {
      const [kind, owner = ''] = lead.split(' ')
      const body = { lead: { kind: kind === 'unit' ? ('unit' as const) : ('person' as const), id: owner } }
      return ask('POST /tasks/{id}/reassignment', { id, body })
    },
  },
  extend: {
    asks: 'due',
    take: (ask, id, { dueOn = '', reason = '' }) =>
      ask('POST /tasks/{id}/extension', { id, body: { dueOn, reason } }),
  },
  decline: {
    asks: 'reason',
    take: (ask, id, { reason = '' }) => ask('POST /tasks/{id}/refusal', { id, body: { reason } }),
  },
  suspend: {
    asks: 'reason',
    take: (ask, id, { reason = '' }) => ask('POST /tasks/{id}/suspension', { id, body: { reason } }),
  },
  resume: { take: (ask, id) => ask('POST /tasks/{id}/resumption', { id, body: {} }) },
  cancel: {
    asks: 'reason',
    take: (ask, id, { reason = '' }) => ask('POST /tasks/{id}/cancellation', { id, body: { reason } }),
  },
}

const ORDER: readonly Step[] = ['accept', 'report', ...(Object.keys(STEPS) as Step[]).slice(1)]

/** The buttons of what this person may do with a task now: one primary, the others beside it. */
export function stepsOf(
  visit: Visit,
  task: Task,
  done: () => Promise<void>,
): TemplateResult | typeof nothing {
  const t = visit.words.tasks
  const order = ORDER.filter((step) => task.actions.includes(step))
  if (order.length === 0 && !task.part) return nothing
  const after = async (moved: Moved): Promise<void> => {
    say(t.moved(moved.stateName))
    await visit.refresh()
    await done()
  }
  const once = intention(visit.ask)
  const part = (): void =>
    openEdit({
      title: t.part[task.part ?? 'inform'],
      fields: [{ name: 'note', label: t.result, optional: true }],
      send: async ({ note }) => after(await once('POST /tasks/{id}/part', { id: task.id, body: { note } })),
    })
  return html`<section class="act">
    <p class="row">
      ${order.map(
        (step, i) =>
          html`<button
            class=${i === 0 ? 'main' : 'button'}
            @click=${() => void take(visit, task, step, after)}
          >
            ${t.steps[step]}
          </button>`,
      )}
      ${task.part ? html`<button class="button" @click=${part}>${t.part[task.part]}</button>` : nothing}
    </p>
  </section>`
}

/** Asks in a small form what the step needs, and takes it; one that needs nothing is taken at once. */
async function take(
  visit: Visit,
  task: Task,
  step: Step,
  after: (moved: Moved) => Promise<void>,
): Promise<void> {
  if (step === 'report') return (await import('./report.ts')).report(visit, task, after)
  const { asks, take: send } = STEPS[step]
  const word = visit.words.tasks.steps[step]
  const once = intention(visit.ask)
  if (asks === undefined) return after(await send(once, task.id, {}))
  openEdit({
    title: word,
    save: word,
    fields: await fieldsOf(visit, task, asks),
    send: async (given) => after(await send(once, task.id, given)),
  })
}

async function fieldsOf(
  visit: Visit,
  task: Task,
  asks: 'reason' | 'due' | 'person' | 'lead',
): Promise<Fields> {
  const t = visit.words.tasks
  const reason: Field = { name: 'reason', label: t.reason }
  if (asks === 'reason') return [reason]
  if (asks === 'due') return [{ name: 'dueOn', label: t.newDue, kind: 'date', value: task.dueOn }, reason]
  const { units, members } = await staffOf(visit)
  const persons = members.filter((one) => asks === 'lead' || one.unit?.id === task.unitId)
  const prefix = asks === 'lead' ? 'person ' : ''
  const choices = [
    ...(asks === 'lead' ? units.map(({ id, name }) => ({ value: `unit ${id}`, label: name })) : []),
    ...persons.map(({ id, name }) => ({ value: `${prefix}${id}`, label: name })),
  ]
  const label = asks === 'lead' ? t.parties.lead : t.person
  return [{ name: asks === 'lead' ? 'lead' : 'personId', label, kind: 'select', choices, empty: '' }]
}
