import { html } from 'lit-html'
import { intention } from '../../api/intention.ts'
import { LIMITS } from '../../limits.ts'
import { openDialog, type Dialog } from '../../parts/dialog.ts'
import { areaField, submitButton } from '../../parts/field.ts'
import { createForm, missing } from '../../parts/form.ts'
import type { Inside } from '../../screen.ts'
import { say } from '../../shell/overlay.ts'

/**
 * Asks why a paper that its sender recalls is kept, and answers so.
 * @param id of the delivery
 * @param done brings the screen up to date
 */
export function keepDialog(visit: Inside<'arrivals'>, id: string, done: () => Promise<void>): void {
  const t = visit.words.arrivals.fate
  const send = intention(visit.ask)
  const form = createForm({
    draw: () => dialog.draw(),
    check: (values) => missing(values, { reason: t.reason }),
    send: async ({ reason = '' }) => {
      await send('POST /deliveries/{id}/recall-answer', { id, body: { agree: false, reason } })
      dialog.close()
      say(t.refused)
      await Promise.all([done(), visit.refresh()])
    },
  })
  const dialog: Dialog = openDialog(
    t.refuseTitle,
    () =>
      html`${form.summary()}
        <form novalidate @submit=${form.submit}>
          ${areaField({ name: 'reason', label: t.reason, limit: LIMITS.note, error: form.errors['reason'] })}
          <p class="row">${submitButton(t.send, form.busy)}</p>
        </form>`,
  )
}
