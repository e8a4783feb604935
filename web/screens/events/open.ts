import { html, nothing } from 'lit-html'
import { intention } from '../../api/intention.ts'
import type { Document } from '../../api/types.ts'
import { openDialog, type Dialog } from '../../parts/dialog.ts'
import { areaField, dateField, submitButton } from '../../parts/field.ts'
import { createForm, missing, type Errors, type Values } from '../../parts/form.ts'
import { gatherCommittees } from '../../parts/gather.ts'
import { createPeople, staffOf } from '../../parts/people.ts'
import { dayProblem } from '../../parts/day.ts'
import type { Inside } from '../../screen.ts'
import { say } from '../../shell/overlay.ts'
import { readDate } from '../../text/dates.ts'

/**
 * Asks who is to give an opinion on a draft until when, asks them, and opens the table. Who issues it too and has not
 * agreed to it as it is stands among them, told so where it agreed to an earlier version.
 */
export async function openDialogOf(
  visit: Inside<'rounds'>,
  { id, version, recipients }: Document,
): Promise<void> {
  const t = visit.words.rounds
  const again = recipients.filter(({ coIssues, agreedTo, lapsed }) => coIssues && (lapsed || !agreedTo))
  const lapsed = again.filter(({ agreedTo }) => agreedTo !== undefined)
  const draw = (): void => dialog.draw()
  const once = intention(visit.ask)
  const asked = createPeople({
    staff: await staffOf(visit),
    draw,
    name: 'asked',
    label: t.asked,
    optional: true,
    placeholder: t.find,
    groups: { units: t.units, persons: t.persons },
  })
  // Whoever may send papers out may let a draft be read outside.
  const outside =
    visit.may('documents.issue') || visit.may('handling.route')
      ? gatherCommittees({
          name: 'committees',
          label: t.committees,
          hint: t.committeesHint,
          placeholder: t.find,
          chosen: again.map(({ handle = '', name }) => ({ key: handle, label: name })),
          draw,
        })
      : undefined
  const form = createForm({
    draw,
    check: (values) => check(values, { dueOn: t.dueOn }),
    send: async ({ dueOn = '', note = '' }) => {
      const body = {
        asked: asked.refs(),
        committees: outside?.handles() ?? [],
        dueOn: readDate(dueOn) ?? '',
        note,
        version,
      }
      const made = await once('POST /documents/{id}/rounds', { id, body })
      dialog.close()
      say(t.opened(made.asked))
      await visit.refresh()
      visit.go(visit.at('van-ban-di', 'y-kien', made.id))
    },
  })
  const dialog: Dialog = openDialog(
    t.openTitle,
    () =>
      html`<p class="lead">${t.openLead}</p>
        ${form.summary()}
        <form class="tall" novalidate @submit=${form.submit}>
          ${asked.view(form.errors['asked'])} ${outside?.view(form.errors['committees']) ?? nothing}
          ${dateField({ name: 'dueOn', label: t.dueOn, error: form.errors['dueOn'] })}
          ${areaField({ name: 'note', label: t.note, optional: true, rows: 3, limit: 2000, value: lapsed.map(({ name, agreedTo }) => t.again(name, agreedTo ?? 0)).join('\n'), error: form.errors['note'] })}
          <p class="row">${submitButton(t.openAct, form.busy)}</p>
        </form>`,
  )
}

const check = (values: Values, labels: { dueOn: string }): Errors => ({
  ...missing(values, labels),
  ...(values['dueOn'] && !readDate(values['dueOn']) ? { dueOn: dayProblem(values['dueOn']) } : {}),
})
