import { html } from 'lit-html'
import { openDialog, type Dialog } from '../../parts/dialog.ts'
import { areaField, dateField, selectField, submitButton, textField } from '../../parts/field.ts'
import { createForm, missing, type Errors, type Values } from '../../parts/form.ts'
import { findCommittees } from '../../parts/committees.ts'
import { matching } from '../../parts/match.ts'
import { createPeople, staffOf } from '../../parts/people.ts'
import type { Inside } from '../../screen.ts'
import { common } from '../../text/common.ts'
import { date, readDate } from '../../text/dates.ts'
import { lineBody, type Line, type PlanState } from './state.ts'

const DAYS = ['startOn', 'dueOn'] as const

/** Writes a line of a draft; all but what is to be done may come later, until the plan is issued. */
export async function editLine(visit: Inside<'plans'>, state: PlanState, line?: Line): Promise<void> {
  const t = visit.words.plans.lines
  const staff = await staffOf(visit)
  const draw = (): void => dialog.draw()
  const lead = createPeople<'committee' | 'below'>({
    staff,
    draw,
    ...(visit.may('asks.ask') ? { others: below(visit) } : {}),
    name: 'lead',
    label: t.lead,
    hint: t.leadHint,
    optional: true,
    one: true,
    placeholder: t.find,
    groups: { units: t.units, persons: t.persons },
  })
  if (line?.lead) lead.chosen = [line.lead]
  const form = createForm({
    draw,
    check: (values) => ({ ...missing(values, { title: t.work }), ...wrongDays(values) }),
    send: async (values) => {
      const written = { ...read(values), lead: lead.refs()[0], ...(line ? { id: line.id } : {}) }
      const before = state.plan.lines.map(lineBody)
      const lines = line ? before.map((one) => (one.id === line.id ? written : one)) : [...before, written]
      await state.save({ lines })
      dialog.close()
    },
    mend: ({ fields }) => mine(fields, line ? state.plan.lines.indexOf(line) : state.plan.lines.length),
  })
  const dialog: Dialog = openDialog(
    line ? t.edit(line.title) : t.add,
    () =>
      html`${form.summary()}
        <form class="tall" novalidate @submit=${form.submit}>
          ${areaField({ name: 'title', label: t.work, rows: 2, value: line?.title, error: form.errors['title'] })}
          ${lead.view(form.errors['lead'])}
          ${textField({ name: 'product', label: t.product, hint: t.productHint, optional: true, value: line?.product, error: form.errors['product'] })}
          ${dateField({ name: 'startOn', label: t.start, optional: true, value: date(line?.startOn), error: form.errors['startOn'] })}
          ${dateField({ name: 'dueOn', label: t.due, optional: true, value: date(line?.dueOn), error: form.errors['dueOn'] })}
          ${textField({ name: 'measure', label: t.measure, hint: t.measureHint, optional: true, value: line?.measure, error: form.errors['measure'] })}
          ${textField({ name: 'target', label: t.target, hint: t.targetHint, optional: true, value: line?.target, error: form.errors['target'] })}
          ${selectField({ name: 'priority', label: t.priority, value: String(line?.priority ?? 0), choices: t.priorities.map((label, i) => ({ value: String(i), label })) })}
          <p class="row">${submitButton(common().save, form.busy)}</p>
        </form>`,
  )
}

/** Committees directly below, each of which may own a line, or all of them. */
const below =
  (visit: Inside<'plans'>) =>
  async (typed: string): Promise<{ label: string; options: Owner[] }> => {
    const t = visit.words.plans.lines
    const all: Owner = { kind: 'below', id: 'all', name: t.allBelow }
    const found = await findCommittees(typed, visit.here.committee.handle)
    const options = found.map(({ key, label }): Owner => ({ kind: 'committee', id: key, name: label }))
    return { label: t.below, options: [...matching(typed, [all], ({ name }) => name), ...options] }
  }
type Owner = { kind: 'committee' | 'below'; id: string; name: string }

const wrongDays = (values: Values): Errors =>
  Object.fromEntries(
    DAYS.filter((name) => values[name] && !readDate(values[name])).map((name) => [name, common().dateWrong]),
  )

const read = ({ title = '', product, measure, target, priority, startOn = '', dueOn = '' }: Values) => ({
  title,
  product,
  measure,
  target,
  priority: priority === '2' ? (2 as const) : priority === '1' ? (1 as const) : (0 as const),
  startOn: readDate(startOn),
  dueOn: readDate(dueOn),
})

/** Of what the server says of a whole plan, what is wrong with one line. */
const mine = (fields: Errors, at: number): Errors | undefined => {
  const own = Object.entries(fields).map(([name, text]) => [name.replace(`lines.${at}.`, ''), text])
  return own.length > 0 ? Object.fromEntries(own) : undefined
}
