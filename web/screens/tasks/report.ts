import { html } from 'lit-html'
import { intention } from '../../api/intention.ts'
import type { Task } from '../../api/types.ts'
import { openDialog, type Dialog } from '../../parts/dialog.ts'
import { areaField, submitButton } from '../../parts/field.ts'
import { createForm, missing } from '../../parts/form.ts'
import { pickIssued } from '../../parts/issued.ts'
import type { Inside } from '../../screen.ts'

/** Reports what a task came to: in words, and by the paper that was issued for it, where there is one. */
export function report(
  visit: Inside<'tasks'>,
  task: Task,
  after: (moved: { stateName: string }) => Promise<void>,
): void {
  const t = visit.words.tasks
  const draw = (): void => dialog.draw()
  const once = intention(visit.ask)
  const paper = pickIssued({
    visit,
    draw,
    name: 'documentId',
    label: t.paper.label,
    hint: t.paper.hint,
    none: t.paper.none,
    placeholder: t.paper.find,
  })
  const form = createForm({
    draw,
    check: (values) => missing(values, { text: t.result }),
    send: async ({ text = '' }) => {
      const body = { text, documentId: paper.id() }
      const moved = await once('POST /tasks/{id}/report', { id: task.id, body })
      dialog.close()
      await after(moved)
    },
  })
  const dialog: Dialog = openDialog(
    t.steps.report,
    () =>
      html`${form.summary()}
        <form class="tall" novalidate @submit=${form.submit}>
          ${areaField({ name: 'text', label: t.result, rows: 4, error: form.errors['text'] })}
          ${paper.view(form.errors['documentId'])}
          <p class="row">${submitButton(t.steps.report, form.busy)}</p>
        </form>`,
  )
}
