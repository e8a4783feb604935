import { html, nothing, type TemplateResult } from 'lit-html'
import { intention } from '../../api/intention.ts'
import { areaField, chosenOf, choicesOf, selectField, submitButton, textField } from '../../parts/field.ts'
import { createForm, type Errors, type Form, type Values } from '../../parts/form.ts'
import type { Inside } from '../../screen.ts'
import { say } from '../../shell/overlay.ts'
import { common } from '../../text/common.ts'
import { moment } from '../../text/dates.ts'
import type { Round } from './of.ts'

/** The form in which somebody who is asked says what they think. */
export type Opinion = { view: () => TemplateResult }

type Visit = Inside<'rounds'>
type Line = { place: string; text: string }

/** Makes it for the first of those for whom the member answers; what was sent before stands in it. */
export function createOpinion(visit: Visit, round: () => Round, done: () => Promise<void>): Opinion {
  const t = visit.words.rounds.opinion
  const once = intention(visit.ask)
  const own = () => {
    const { mine, parties } = round()
    return parties.find(({ no }) => no === mine[0]?.no)
  }
  const before = own()?.remarks.map(({ place, text }) => ({ place, text })) ?? []
  let lines: Line[] = before.length > 0 ? before : [{ place: '', text: '' }]
  const form = createForm({
    draw: visit.draw,
    check: (values) => check(values, t.stand),
    send: async (values) => {
      const no = round().mine[0]?.no
      const stand = chosenOf(choicesOf(t.stands), values['stand'] ?? '')
      if (stand === undefined) return
      const remarks = stand === 'agree' ? [] : written(values, lines.length)
      await once('POST /rounds/{id}/opinion', { id: round().id, body: { no, stand, remarks } })
      say(t.sent)
      await done()
    },
  })
  const keep = (i: number, change: Partial<Line>): void => {
    lines = lines.map((one, at) => (at === i ? { ...one, ...change } : one))
  }
  const add = (): void => {
    lines = [...lines, { place: '', text: '' }]
    visit.draw()
  }
  return { view: () => view(visit, round(), own(), form, lines, { keep, add }) }
}

type Change = { keep: (i: number, change: Partial<Line>) => void; add: () => void }

function view(
  visit: Visit,
  { mine: [first] }: Round,
  party: Round['parties'][number] | undefined,
  form: Form,
  lines: Line[],
  { keep, add }: Change,
): TemplateResult {
  const t = visit.words.rounds.opinion
  return html`<section class="act no-print" aria-labelledby="y-kien">
    <h2 id="y-kien">${party?.kind === 'unit' && first ? t.titleFor(first.name) : t.title}</h2>
    ${party?.at && party.standName ? html`<p class="quiet" role="status">${t.given(party.standName, moment(party.at))}</p>` : nothing}
    ${form.summary()}
    <form novalidate @submit=${form.submit}>
      ${selectField({
        name: 'stand',
        label: t.stand,
        value: party?.stand,
        empty: visit.words.rounds.pick,
        choices: choicesOf(t.stands),
        error: form.errors['stand'],
      })}
      ${lines.map((line, i) => remarkFields(visit, line, i, form.errors, keep))}
      <p class="row">
        <button class="button" type="button" @click=${add}>${t.add}</button>
        ${submitButton(t.send, form.busy)}
      </p>
    </form>
  </section>`
}

function remarkFields(
  visit: Visit,
  line: Line,
  i: number,
  errors: Errors,
  keep: Change['keep'],
): TemplateResult {
  const t = visit.words.rounds.opinion
  return html`<fieldset class="group">
    <legend>${t.remark(i + 1)}</legend>
    ${textField({
      name: `place-${i}`,
      label: t.place,
      optional: true,
      value: line.place,
      error: errors[`remarks.${i}.place`],
      input: (place) => keep(i, { place }),
    })}
    ${areaField({
      name: `text-${i}`,
      label: t.text,
      rows: 3,
      limit: 4000,
      value: line.text,
      error: errors[`remarks.${i}.text`] ?? (i === 0 ? errors['remarks'] : undefined),
      input: (text) => keep(i, { text }),
    })}
  </fieldset>`
}

const check = ({ stand = '' }: Values, label: string): Errors =>
  stand === '' ? { stand: common().required(label) } : {}

/** The remarks that have a text. */
function written(values: Values, count: number): Line[] {
  return Array.from({ length: count }, (_, i) => ({
    place: values[`place-${i}`] ?? '',
    text: values[`text-${i}`] ?? '',
  })).filter(({ text }) => text !== '')
}
