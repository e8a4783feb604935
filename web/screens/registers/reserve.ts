import { html } from 'lit-html'
import { intention } from '../../api/intention.ts'
import { LIMITS } from '../../limits.ts'
import { openDialog, type Dialog } from '../../parts/dialog.ts'
import { areaField, choicesOf, chosenOf, selectField, submitButton } from '../../parts/field.ts'
import { createForm, missing } from '../../parts/form.ts'
import type { Inside } from '../../screen.ts'
import { say } from '../../shell/overlay.ts'
import type { Lists } from './filters.ts'

/** Takes the next number for a paper that must not, or need not, be here. */
export function reserveDialog(
  visit: Inside<'registers'>,
  { organisation, types }: Lists,
  done: () => void,
): void {
  const t = visit.words.registers.reserve
  const reasons = choicesOf(t.reasons)
  const reserve = intention(visit.ask)
  const issuers = organisation.issuers.filter(({ closed }) => !closed)
  const form = createForm({
    draw: () => dialog.draw(),
    check: (values) => missing(values, { typeId: t.type, why: t.why }),
    send: async ({ typeId = '', issuerId = '', why = '' }) => {
      const body = { typeId, issuerId, why: chosenOf(reasons, why) ?? 'paper' }
      const { notation } = await reserve('POST /number-reservations', { body })
      dialog.close()
      say(t.done(notation))
      done()
    },
  })
  const choices = (rows: { id: string; name: string }[]): { value: string; label: string }[] =>
    rows.map(({ id, name }) => ({ value: id, label: name }))
  const dialog: Dialog = openDialog(
    t.title,
    () =>
      html`<p class="lead">${t.lead}</p>
        ${form.summary()}
        <form novalidate @submit=${form.submit}>
          ${selectField({
            name: 'typeId',
            label: t.type,
            empty: t.choose,
            error: form.errors['typeId'],
            choices: choices(types.filter(({ hidden }) => !hidden)),
          })}
          ${selectField({
            name: 'issuerId',
            label: t.issuer,
            value: issuers.find(({ main }) => main)?.id,
            error: form.errors['issuerId'],
            choices: choices(issuers),
          })}
          ${selectField({
            name: 'why',
            label: t.why,
            empty: t.choose,
            error: form.errors['why'],
            choices: reasons,
          })}
          <p class="row">${submitButton(t.send, form.busy)}</p>
        </form>`,
  )
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
    () =>
      html`<p class="lead">${t.cancelLead}</p>
        ${form.summary()}
        <form novalidate @submit=${form.submit}>
          ${areaField({ name: 'reason', label: t.reason, limit: LIMITS.cancelReason, error: form.errors['reason'] })}
          <p class="row">${submitButton(t.cancelSend, form.busy)}</p>
        </form>`,
  )
}
