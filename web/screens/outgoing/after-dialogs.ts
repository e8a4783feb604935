import { html } from 'lit-html'
import { intention } from '../../api/intention.ts'
import type { Document } from '../../api/types.ts'
import { LIMITS } from '../../limits.ts'
import { findCommittees } from '../../parts/committees.ts'
import { openDialog, type Dialog } from '../../parts/dialog.ts'
import { areaField, submitButton } from '../../parts/field.ts'
import { createForm, missing } from '../../parts/form.ts'
import { createPicker, type Option } from '../../parts/picker.ts'
import type { Inside } from '../../screen.ts'
import { say } from '../../shell/overlay.ts'
import { common } from '../../text/common.ts'

type Open = (visit: Inside<'outgoing' | 'issued'>, document: Document, done: () => Promise<void>) => void

/** Takes an issued paper back from everywhere, with a reason. */
export const recallDialog: Open = (visit, { id, notation = '' }, done) => {
  const t = visit.words.issued
  const send = intention(visit.ask)
  const form = createForm({
    draw: () => dialog.draw(),
    check: (values) => missing(values, { reason: t.reason }),
    send: async ({ reason = '' }) => {
      await send('POST /documents/{id}/recall', { id, body: { reason } })
      dialog.close()
      say(t.recalledDone(notation))
      await done()
    },
  })
  const dialog: Dialog = openDialog(
    t.recallTitle(notation),
    () =>
      html`<p class="lead">${t.recallLead}</p>
        ${form.summary()}
        <form novalidate @submit=${form.submit}>
          ${areaField({ name: 'reason', label: t.reason, limit: LIMITS.note, error: form.errors['reason'] })}
          <p class="row">${submitButton(t.recallSend, form.busy)}</p>
        </form>`,
  )
}

/** Sends an issued paper to more places. */
export const forwardDialog: Open = (visit, { id, notation = '' }, done) => {
  const t = visit.words.issued
  const send = intention(visit.ask)
  let chosen: Option[] = []
  const picker = createPicker({
    name: 'recipients',
    label: t.forwardTo,
    placeholder: t.forwardPlace,
    find: async (typed) => [{ label: t.committees, options: await findCommittees(typed) }],
    pick: (option) => (chosen = [...chosen.filter(({ key }) => key !== option.key), option]),
    draw: () => dialog.draw(),
  })
  const form = createForm({
    draw: () => dialog.draw(),
    mend: ({ fields }) => ({ recipients: Object.values(fields)[0] ?? '' }),
    send: async () => {
      const body = { recipients: chosen.map(({ key }) => key) }
      const { recipients } = await send('POST /documents/{id}/further-recipients', { id, body })
      dialog.close()
      say(t.forwardDone(recipients))
      await done()
    },
  })
  const drop = (key: string) => (): void => {
    chosen = chosen.filter((one) => one.key !== key)
    dialog.draw()
  }
  const dialog: Dialog = openDialog(
    t.forwardTitle(notation),
    () =>
      html`${form.summary()}
        <form novalidate @submit=${form.submit}>
          ${picker.view(form.errors['recipients'])}
          <ul class="gathered">
            ${chosen.map(
              ({ key, label }) =>
                html`<li>
                  <span>${label}</span>
                  <button class="link small" type="button" aria-label=${t.remove(label)} @click=${drop(key)}>
                    ${common().remove}
                  </button>
                </li>`,
            )}
          </ul>
          <p class="row">${submitButton(t.forwardSend, form.busy)}</p>
        </form>`,
  )
}
