import { html, type TemplateResult } from 'lit-html'
import { intention } from '../../api/intention.ts'
import type { DocumentType, Series } from '../../api/office.ts'
import { LIMITS } from '../../limits.ts'
import { cancelButton, openDialog, type Dialog } from '../../parts/dialog.ts'
import { areaField, choicesOf, chosenOf, selectField, submitButton, type Choice } from '../../parts/field.ts'
import { createForm, missing, type Form } from '../../parts/form.ts'
import type { Inside } from '../../screen.ts'
import { say } from '../../shell/overlay.ts'
import type { Lists } from './filters.ts'

/** Takes the next number for a paper that must not, or need not, be here. */
export function reserveDialog(visit: Inside<'registers'>, lists: Lists, done: () => void): void {
  const t = visit.words.registers.reserve
  const reserve = intention(visit.ask)
  const promise = promised(visit, lists, () => dialog.draw())
  const form = createForm({
    draw: () => dialog.draw(),
    check: (values) => missing(values, { typeId: t.type, why: t.why }),
    send: async ({ typeId = '', issuerId = '', why = '' }) => {
      const reason = chosenOf(choicesOf(t.reasons), why) ?? 'paper'
      const body = { typeId, issuerId, why: reason, number: promise.next()?.next }
      const { notation } = await reserve('POST /number-reservations', { body }).catch(
        async (problem: unknown) => {
          await promise.read()
          throw problem
        },
      )
      dialog.close()
      say(t.done(notation))
      done()
    },
  })
  const dialog: Dialog = openDialog(
    t.title,
    (open) =>
      html`<p class="lead">${t.lead}</p>
        ${form.summary()}
        <form novalidate @submit=${form.submit}>
          ${fields(visit, lists, form, promise)}
          <p class="row">${submitButton(t.send(promise.shown()), form.busy)} ${cancelButton(open)}</p>
        </form>`,
  )
  void promise.read()
}

function fields(
  visit: Inside<'registers'>,
  { organisation, types }: Lists,
  { errors }: Form,
  { chosen, choose }: Promised,
): TemplateResult {
  const t = visit.words.registers.reserve
  const choices = (rows: { id: string; name: string }[]): Choice[] =>
    rows.map(({ id, name }) => ({ value: id, label: name }))
  return html`${selectField({
    name: 'typeId',
    label: t.type,
    empty: t.choose,
    error: errors['typeId'],
    choices: choices(types.filter(({ hidden }) => !hidden)),
    change: choose('typeId'),
  })}
  ${selectField({
    name: 'issuerId',
    label: t.issuer,
    value: chosen.issuerId,
    error: errors['issuerId'],
    choices: choices(organisation.issuers.filter(({ closed }) => !closed)),
    change: choose('issuerId'),
  })}
  ${selectField({ name: 'why', label: t.why, empty: t.choose, error: errors['why'], choices: choicesOf(t.reasons) })}`
}

type Chosen = { typeId: string; issuerId: string }
type Promised = {
  chosen: Chosen
  choose: (name: keyof Chosen) => (value: string) => void
  /** The run of numbers that what is chosen draws from. */
  next: () => Series | undefined
  shown: () => string
  read: () => Promise<void>
}

/** Which number the button promises; without an answer it says less, and the number is the next one all the same. */
function promised(visit: Inside<'registers'>, { organisation, types }: Lists, draw: () => void): Promised {
  const chosen = { typeId: '', issuerId: organisation.issuers.find(({ main }) => main)?.id ?? '' }
  let runs: Series[] = []
  const next = (): Series | undefined =>
    runs.find(
      ({ issuer, types: own }) => issuer.id === chosen.issuerId && own.some(({ id }) => id === chosen.typeId),
    )
  return {
    chosen,
    choose: (name) => (value) => {
      chosen[name] = value
      draw()
    },
    next,
    shown: () =>
      numberOf(
        next(),
        types.find(({ id }) => id === chosen.typeId),
      ),
    read: async () => {
      const answer = await visit.ask('GET /number-series', { signal: visit.signal }).catch(() => undefined)
      runs = answer?.items ?? runs
      draw()
    },
  }
}

/** The number a run gives next as this type prints it; a run of several symbols shows the number alone. */
function numberOf(run: Series | undefined, type: DocumentType | undefined): string {
  if (!run || !type) return ''
  const number = String(run.next).padStart(2, '0')
  return `${number}${type.symbol ? `-${type.symbol}` : ''}/${run.issuer.suffix}`
}

/** Cancels a number that was held; it stays in the book with its reason. */
export function cancelDialog(
  visit: Inside<'registers'>,
  id: string,
  notation: string,
  done: () => void,
): void {
  const t = visit.words.registers.reserve
  const cancel = intention(visit.ask)
  const form = createForm({
    draw: () => dialog.draw(),
    check: (values) => missing(values, { reason: t.reason }),
    send: async ({ reason = '' }) => {
      await cancel('POST /number-reservations/{id}/cancellation', { id, body: { reason } })
      dialog.close()
      say(t.cancelled(notation))
      done()
    },
  })
  const dialog: Dialog = openDialog(
    t.cancelTitle(notation),
    (open) =>
      html`<p class="lead">${t.cancelLead}</p>
        ${form.summary()}
        <form novalidate @submit=${form.submit}>
          ${areaField({ name: 'reason', label: t.reason, limit: LIMITS.cancelReason, error: form.errors['reason'] })}
          <p class="row">${submitButton(t.cancelSend, form.busy)} ${cancelButton(open)}</p>
        </form>`,
  )
}
