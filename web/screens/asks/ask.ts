import { html, nothing } from 'lit-html'
import { intention } from '../../api/intention.ts'
import { openDialog, type Dialog } from '../../parts/dialog.ts'
import { areaField, dateField, submitButton, textField } from '../../parts/field.ts'
import { createForm, missing } from '../../parts/form.ts'
import { gatherCommittees } from '../../parts/gather.ts'
import { pickIssued } from '../../parts/issued.ts'
import type { Option } from '../../parts/picker.ts'
import type { Inside } from '../../screen.ts'
import { say } from '../../shell/overlay.ts'
import { common } from '../../text/common.ts'
import { readDate } from '../../text/dates.ts'

/** What an ask is made from: a task of ours that it is a part of, a plan, a paper that goes with it. */
type More = { taskId?: string; planId?: string; title?: string; paper?: Option }

/** Asks what is to be given to whom below, gives it, and opens it. */
export function askBelow(visit: Inside<'asks'>, more: More = {}): void {
  const t = visit.words.asks.form
  const draw = (): void => dialog.draw()
  const to = gatherCommittees({
    name: 'to',
    label: t.to,
    hint: t.toHint,
    placeholder: t.find,
    draw,
    superior: visit.here.committee.handle,
  })
  const paper = enclosing(visit, draw, more.paper)
  const once = intention(visit.ask)
  const form = createForm({
    draw,
    check: (values) => ({
      ...missing(values, { title: t.work, product: t.product, dueOn: t.due }),
      ...(values['dueOn'] && !readDate(values['dueOn']) ? { dueOn: common().dateWrong } : {}),
    }),
    send: async ({ title = '', product = '', target, note, dueOn = '' }) => {
      const { taskId, planId } = more
      const handles = to.handles()
      const below = handles.length === 0
      const days = { dueOn: readDate(dueOn) ?? '' }
      const body = {
        title,
        product,
        target,
        note,
        taskId,
        planId,
        documentId: paper.id(),
        to: handles,
        below,
        ...days,
      }
      const { id, asked } = await once('POST /asks', { body })
      dialog.close()
      say(visit.words.asks.sent(asked))
      visit.go(visit.at('cong-viec', 'giao-cap-duoi', id))
    },
  })
  const dialog: Dialog = openDialog(
    t.title,
    () =>
      html`${form.summary()}
        <form class="tall" novalidate @submit=${form.submit}>
          ${areaField({ name: 'title', label: t.work, rows: 2, value: more.title, error: form.errors['title'] })}
          ${textField({ name: 'product', label: t.product, hint: t.productHint, error: form.errors['product'] })}
          ${dateField({ name: 'dueOn', label: t.due, error: form.errors['dueOn'] })}
          ${to.view(form.errors['to'])}
          ${to.handles().length === 0 ? html`<p class="quiet">${t.below}</p>` : nothing}
          ${paper.view(form.errors['documentId'])}
          ${textField({ name: 'target', label: t.target, optional: true, error: form.errors['target'] })}
          ${areaField({ name: 'note', label: t.note, optional: true, error: form.errors['note'] })}
          <p class="row">${submitButton(visit.words.asks.ask, form.busy)}</p>
        </form>`,
  )
}

/** The paper of ours that goes with it. */
const enclosing = (visit: Inside<'asks'>, draw: () => void, chosen: Option | undefined) => {
  const { paper: label, paperHint: hint, noPaper: none, paperFind: placeholder } = visit.words.asks.form
  return pickIssued({ visit, draw, name: 'documentId', label, hint, none, placeholder, chosen })
}
