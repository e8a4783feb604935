import { html } from 'lit-html'
import { intention } from '../../api/intention.ts'
import type { Delivery } from '../../api/types.ts'
import { openDialog, type Dialog } from '../../parts/dialog.ts'
import { areaField, selectField, submitButton } from '../../parts/field.ts'
import { createForm, missing } from '../../parts/form.ts'
import { go } from '../../router.ts'
import { api, at, enter, here } from '../../session.ts'
import { say } from '../../shell/overlay.ts'
import { words } from '../../text/words.ts'

/** Asks for the reason of a refusal, which the sender will read, and refuses. */
export function refuseDialog({ id, refusalReasons }: Delivery): void {
  const t = words('arrivals')
  const refuse = intention()
  const form = createForm({
    draw: () => dialog.draw(),
    check: (values) =>
      missing(values, { reason: t.reason, ...(values['reason'] === 'other' ? { text: t.text } : {}) }),
    send: async ({ reason, text }) => {
      await refuse.post(api('deliveries', id, 'refusal'), { reason, ...(text ? { text } : {}) })
      dialog.close()
      say(t.refusedDone)
      await enter(here().committee.handle, true)
      go(at('van-ban-den'), { replace: true })
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
            choices: refusalReasons.map(({ code, name }) => ({ value: code, label: name })),
          })}
          ${areaField({ name: 'text', label: t.text, hint: t.textHint, optional: true, error: form.errors['text'], maxlength: 1000 })}
          <p class="row">
            ${submitButton(t.refuseSend, form.busy)}
            <button class="button" type="button" @click=${() => dialog.close()}>
              ${words('common').cancel}
            </button>
          </p>
        </form>`,
  )
}
