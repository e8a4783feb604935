import { html, nothing, type TemplateResult } from 'lit-html'
import { intention } from '../../api/intention.ts'
import { openDialog, type Dialog } from '../../parts/dialog.ts'
import { areaField, dateField, submitButton, textField } from '../../parts/field.ts'
import { createForm, missing } from '../../parts/form.ts'
import { createPeople, staffOf } from '../../parts/people.ts'
import type { Inside } from '../../screen.ts'
import { say } from '../../shell/overlay.ts'
import { common } from '../../text/common.ts'
import { readDate } from '../../text/dates.ts'
import { dayProblem } from '../../parts/day.ts'

/** The button that gives a task, for whoever may. */
export const assignAction = (
  visit: Inside<'tasks'>,
  done: () => Promise<void>,
): TemplateResult | typeof nothing =>
  visit.may('tasks.assign')
    ? html`<button class="main" @click=${() => void assign(visit, done)}>${visit.words.tasks.assign}</button>`
    : nothing

async function assign(visit: Inside<'tasks'>, done: () => Promise<void>): Promise<void> {
  const t = visit.words.tasks
  const h = t.parties
  const staff = await staffOf(visit)
  const draw = (): void => dialog.draw()
  const setup = { staff, draw, placeholder: h.find, groups: { units: h.units, persons: h.persons } }
  const lead = createPeople({ ...setup, name: 'lead', label: h.lead, hint: h.leadHint, one: true })
  const cooperate = createPeople({ ...setup, name: 'cooperate', label: h.cooperate, optional: true })
  const once = intention(visit.ask)
  const form = createForm({
    draw,
    check: (values) => ({
      ...missing(values, { title: t.taskTitle }),
      ...(lead.chosen.length === 0 ? { lead: common().required(h.lead) } : {}),
      ...(values['dueOn'] && !readDate(values['dueOn']) ? { dueOn: dayProblem(values['dueOn']) } : {}),
    }),
    send: async ({ title = '', product = '', dueOn = '' }) => {
      const [owner] = lead.refs()
      if (!owner) return
      const body = { title, product, dueOn: readDate(dueOn), lead: owner, cooperate: cooperate.refs() }
      await once('POST /tasks', { body })
      dialog.close()
      say(t.assigned)
      await visit.refresh()
      await done()
    },
  })
  const dialog: Dialog = openDialog(
    t.assignTitle,
    () =>
      html`${form.summary()}
        <form class="tall" novalidate @submit=${form.submit}>
          ${areaField({ name: 'title', label: t.taskTitle, error: form.errors['title'], rows: 2 })}
          ${lead.view(form.errors['lead'])} ${cooperate.view(form.errors['cooperate.0'])}
          ${textField({ name: 'product', label: t.product, hint: t.productHint, optional: true, error: form.errors['product'] })}
          ${dateField({ name: 'dueOn', label: h.due, optional: true, error: form.errors['dueOn'] })}
          <p class="row">${submitButton(t.send, form.busy)}</p>
        </form>`,
  )
}
