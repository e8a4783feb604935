import { html } from 'lit-html'
import { intention } from '../../api/intention.ts'
import type { Document } from '../../api/types.ts'
import { LIMITS } from '../../limits.ts'
import { openDialog, type Dialog } from '../../parts/dialog.ts'
import { areaField, submitButton } from '../../parts/field.ts'
import { createForm, missing } from '../../parts/form.ts'
import type { Inside } from '../../screen.ts'
import { say } from '../../shell/overlay.ts'

/** Voids the number a draft holds; it stays in the book with its reason, the draft goes on. */
export function voidDialog(
  visit: Inside<'issuing'>,
  { id, notation = '' }: Document,
  done: () => Promise<void>,
): void {
  const t = visit.words.issuing
  const send = intention(visit.ask)
  const form = createForm({
    draw: () => dialog.draw(),
    check: (values) => missing(values, { reason: t.voidReason }),
    send: async ({ reason = '' }) => {
      await send('POST /documents/{id}/number/void', { id, body: { reason } })
      dialog.close()
      say(t.voided(notation))
      await Promise.all([done(), visit.refresh()])
    },
  })
  const dialog: Dialog = openDialog(
    t.voidTitle(notation),
    () =>
      html`<p class="lead">${t.voidLead}</p>
        ${form.summary()}
        <form novalidate @submit=${form.submit}>
          ${areaField({ name: 'reason', label: t.voidReason, limit: LIMITS.note, error: form.errors['reason'] })}
          <p class="row">${submitButton(t.voidSend, form.busy)}</p>
        </form>`,
  )
}
