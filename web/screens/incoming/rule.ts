import { html, nothing, type TemplateResult } from 'lit-html'
import type { AnswerOf } from '../../api/ask.ts'
import { intention } from '../../api/intention.ts'
import { openDialog, type Dialog } from '../../parts/dialog.ts'
import { selectField, textField } from '../../parts/field.ts'
import { createForm, missing, type Form, type Values } from '../../parts/form.ts'
import { createPeople, staffOf } from '../../parts/people.ts'
import type { Inside } from '../../screen.ts'
import { say } from '../../shell/overlay.ts'
import { date } from '../../text/dates.ts'

type Visit = Inside<'arrivals' | 'routing'>
type Preview = AnswerOf<'GET /routing-rules/preview'>

/** The form of a standing rule: its marks, what they would have caught, and to whom such papers go. */
export async function setRule(visit: Visit, done: () => Promise<void>): Promise<void> {
  const t = visit.words.routing
  const [staff, { items: types }] = await Promise.all([staffOf(visit), visit.ask('GET /document-types', {})])
  const draw = (): void => dialog.draw()
  const setup = { staff, draw, placeholder: t.find, groups: { units: t.units, persons: t.persons } }
  const lead = createPeople({ ...setup, name: 'lead', label: t.form.lead, optional: true, one: true })
  const inform = createPeople({ ...setup, name: 'inform', label: t.form.inform, optional: true })
  const once = intention(visit.ask)
  let preview: Preview | undefined
  let looks = false
  const form = createForm({
    draw,
    check: (values) => ({
      ...(looks ? {} : missing(values, { name: t.form.name })),
      ...(marksOf(values).every((one) => one === '') ? { sender: t.form.noMarks } : {}),
      ...(looks || lead.chosen.length + inform.chosen.length > 0 ? {} : { lead: t.form.nobody }),
      ...(/^\d*$/.test(values['dueDays'] ?? '') ? {} : { dueDays: t.form.daysWrong }),
    }),
    send: async (values) => {
      const [sender = '', typeName = '', words = ''] = marksOf(values)
      if (looks) {
        preview = await visit.ask('GET /routing-rules/preview', { query: { sender, typeName, words } })
        return
      }
      const { name = '', dueDays = '' } = values
      const days = dueDays === '' ? undefined : Number(dueDays)
      await once('POST /routing-rules', {
        body: { name, sender, typeName, words, lead: lead.refs()[0], inform: inform.refs(), dueDays: days },
      })
      dialog.close()
      say(t.added(name))
      await done()
    },
  })
  const press = (look: boolean) => (): void => {
    looks = look
  }
  const dialog: Dialog = openDialog(
    t.add,
    () =>
      html`${form.summary()}
        <form class="tall" novalidate @submit=${form.submit}>
          ${textField({ name: 'name', label: t.form.name, hint: t.form.nameHint, error: form.errors['name'] })}
          ${marks(visit, types, form, preview, press(true), looks)} ${lead.view(form.errors['lead'])}
          ${inform.view(form.errors['inform.0'])}
          ${textField({ name: 'dueDays', label: t.form.dueDays, optional: true, hint: t.form.dueHint, narrow: true, inputmode: 'numeric', error: form.errors['dueDays'] })}
          <p class="row">
            <button class="main" aria-busy=${form.busy && !looks} @click=${press(false)}>
              ${t.form.save}
            </button>
          </p>
        </form>`,
  )
}

type Types = AnswerOf<'GET /document-types'>['items']

/** The marks, and what they would have caught. */
function marks(
  visit: Visit,
  types: Types,
  { errors, busy }: Form,
  preview: Preview | undefined,
  look: () => void,
  looks: boolean,
): TemplateResult {
  const t = visit.words.routing.form
  const choices = types.map(({ name }) => ({ value: name, label: name }))
  return html`<fieldset class="group">
    <legend>${t.marks}</legend>
    ${textField({ name: 'sender', label: t.sender, optional: true, hint: t.folded, error: errors['sender'] })}
    ${selectField({ name: 'typeName', label: t.type, optional: true, empty: t.anyType, choices, error: errors['typeName'] })}
    ${textField({ name: 'words', label: t.words, optional: true, hint: t.wordsHint, error: errors['words'] })}
    <p class="row"><button class="button" aria-busy=${busy && looks} @click=${look}>${t.look}</button></p>
    <div role="status">${preview ? caught(visit, preview) : nothing}</div>
  </fieldset>`
}

const marksOf = ({ sender = '', typeName = '', words = '' }: Values): string[] => [sender, typeName, words]

/** What the marks would have caught among the last papers of the book. */
function caught(visit: Visit, { looked, caught: many, items }: Preview): TemplateResult {
  const t = visit.words.routing.form
  return html`<p><b>${t.caught(many, looked)}</b></p>
    <ul class="links">
      ${items.map(
        ({ notation, typeName, subject, sender, arrivedOn, rule }) =>
          html`<li>
            <span class="nota">${notation}</span> ${typeName} ${subject}
            <span class="row-sub"
              >${[sender, date(arrivedOn), rule && t.before(rule)].filter(Boolean).join(' · ')}</span
            >
          </li>`,
      )}
    </ul>
    ${many > items.length ? html`<p class="quiet small">${t.more(many - items.length)}</p>` : nothing}`
}
