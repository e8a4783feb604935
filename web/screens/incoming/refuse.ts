import { html } from 'lit-html'
import { intention } from '../../api/intention.ts'
import type { Delivery } from '../../api/types.ts'
import { LIMITS } from '../../limits.ts'
import { openDialog, type Dialog } from '../../parts/dialog.ts'
import { areaField, chosenOf, selectField, submitButton } from '../../parts/field.ts'
import { createForm, missing } from '../../parts/form.ts'
import type { Inside } from '../../screen.ts'
import { say } from '../../shell/overlay.ts'
import { common } from '../../text/common.ts'

/** Asks for the reason of a refusal, which the sender will read, and refuses. */
export function refuseDialog(visit: Inside<'arrivals'>, { id, refusalReasons }: Delivery): void {
  const t = visit.words.arrivals
  const reasons = refusalReasons.map(({ code, name }) => ({ value: code, label: name }))
  const refuse = intention(visit.ask)
  const form = createForm({
    draw: () => dialog.draw(),
    check: (values) =>
      missing(values, { reason: t.reason, ...(values['reason'] === 'other' ? { text: t.text } : {}) }),
    send: async ({ reason = '', text }) => {
      const body = { reason: chosenOf(reasons, reason) ?? 'other', text: text || undefined }
      await refuse('POST /deliveries/{id}/refusal', { id, body })
      dialog.close()
      say(t.refusedDone)
      await visit.refresh()
      visit.go(visit.at('van-ban-den'), { replace: true })
    },
  })
  const dialog: Dialog = openDialog(
    t.refuseTitle,
    () =>
      html`<p class="lead">${t.refuseLead}</p>
        ${form.summary()}
        <form novalidate @submit=${form.submit}>
          ${selectField({
            name: 'reason',
            label: t.reason,
            empty: t.reasonNone,
            error: form.errors['reason'],
            choices: reasons,
          })}
          ${areaField({ name: 'text', label: t.text, hint: t.textHint, optional: true, error: form.errors['text'], limit: LIMITS.refusalText })}
          <p class="row">
            ${submitButton(t.refuseSend, form.busy)}
            <button class="button" type="button" @click=${() => dialog.close()}>${common().cancel}</button>
          </p>
        </form>`,
  )
}
