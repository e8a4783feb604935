import { html, nothing, type TemplateResult } from 'lit-html'
import { intention } from '../../api/intention.ts'
import type { BoardRow, Document } from '../../api/types.ts'
import { cancelButton, openDialog, type Dialog } from '../../parts/dialog.ts'
import { areaField, choicesOf, chosenOf, selectField, submitButton } from '../../parts/field.ts'
import { createForm, missing } from '../../parts/form.ts'
import type { Inside } from '../../screen.ts'
import { say } from '../../shell/overlay.ts'
import { ABOUT } from './about.ts'

/**
 * Answers places that refused a document or never took it: the ways to send the right one, or how the matter was dealt
 * with otherwise; of what was settled before, that it waits again.
 */
export function settleDialog(
  visit: Inside<'outgoing' | 'settling'>,
  document: Document,
  places: BoardRow[],
  done: () => Promise<void>,
): void {
  const t = visit.words.settling
  const again = places.every(({ settled }) => settled)
  const hows = choicesOf(t.hows)
  const send = intention(visit.ask)
  const form = createForm({
    draw: () => dialog.draw(),
    check: (values) => missing(values, again ? { note: t.note } : { how: t.how, note: t.note }),
    send: async ({ how = '', note = '' }) => {
      const recipients = places.map(({ handle }) => handle)
      const body = { recipients, note, how: again ? undefined : chosenOf(hows, how) }
      await send('POST /documents/{id}/settlements', { id: document.id, body })
      dialog.close()
      say(again ? t.reopened : t.done)
      await done()
    },
  })
  const names = places.map(({ name }) => name).join('; ')
  const dialog: Dialog = openDialog(
    again ? t.againTitle : t.title,
    (open) =>
      html`<p class="lead">${names}</p>
        ${again ? nothing : ways(visit, document, open)} ${form.summary()}
        <form novalidate @submit=${form.submit}>
          ${
            again
              ? nothing
              : selectField({
                  name: 'how',
                  label: t.how,
                  empty: '',
                  choices: hows,
                  error: form.errors['how'],
                })
          }
          ${areaField({ name: 'note', label: t.note, hint: again ? '' : t.noteHint, rows: 2, error: form.errors['note'] })}
          <p class="row">${submitButton(again ? t.again : t.save, form.busy)} ${cancelButton(open)}</p>
        </form>`,
  )
}

/** The right paper is written on the screen where papers are: once it replaces this one there, the refusal is settled. */
function ways(
  visit: Inside<'outgoing' | 'settling'>,
  { id, ended }: Document,
  open: Dialog,
): TemplateResult | typeof nothing {
  if (!visit.may('documents.draft') || ended) return nothing
  const compose = visit.at('van-ban-di', 'soan')
  return html`<ul class="links" @click=${() => open.close()}>
    <li><a href="${compose}?${ABOUT.replaces}=${id}">${visit.words.settling.replace}</a></li>
    <li><a href=${compose}>${visit.words.settling.write}</a></li>
  </ul>`
}
