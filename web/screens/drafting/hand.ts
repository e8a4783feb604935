import { html, nothing } from 'lit-html'
import { readAll } from '../../api/all.ts'
import { intention } from '../../api/intention.ts'
import type { Member } from '../../api/office.ts'
import type { Document } from '../../api/types.ts'
import { LIMITS } from '../../limits.ts'
import { openDialog, type Dialog } from '../../parts/dialog.ts'
import { areaField, dateField, submitButton } from '../../parts/field.ts'
import { createForm, type Errors, type Values } from '../../parts/form.ts'
import { matching } from '../../parts/match.ts'
import { createPicker } from '../../parts/picker.ts'
import type { Inside } from '../../screen.ts'
import { say } from '../../shell/overlay.ts'
import { common } from '../../text/common.ts'
import { readDate } from '../../text/dates.ts'
import { dayProblem } from '../../parts/day.ts'

/** A way on from where a draft is. */
export type Move = Document['way']['moves'][number]

/**
 * Hands a draft on: asks what the move needs, sends it, and says on whose desk it now lies.
 * @param done brings the screen up to date
 */
export async function handDialog(
  visit: Inside<'drafting'>,
  { id, version, author }: Document,
  move: Move,
  done: () => Promise<void>,
): Promise<void> {
  const t = visit.words.drafting.hand
  const { memberId } = visit.here.me
  const members = await readAll((page) => visit.ask('GET /members', { query: { ...page, state: 'active' } }))
  const others = members.filter((one) => one.id !== memberId)
  const send = intention(visit.ask)
  const to = createReceiver(visit, others, () => dialog.draw())
  const form = createForm({
    draw: () => dialog.draw(),
    check: (values) => check(move, to.chosen(), values, { to: t.to, note: t.noteMust }),
    send: async ({ dueOn = '', note = '' }) => {
      const body = {
        act: move.act,
        version,
        toId: to.chosen()?.id,
        dueOn: readDate(dueOn),
        note: note || undefined,
      }
      const { holder } = await send('POST /documents/{id}/hand-overs', { id, body })
      dialog.close()
      say(holder ? t.done(move.name, holder.name) : t.doneClerks(move.name))
      await Promise.all([done(), visit.refresh()])
    },
  })
  const dialog: Dialog = openDialog(
    move.name,
    () =>
      html`${form.summary()}
        <form novalidate @submit=${form.submit}>
          ${move.goes === 'named' ? to.view(form.errors['toId']) : html`<p class="lead">${move.goes === 'author' ? t.author(author) : t.clerks}</p>`}
          ${
            move.goes === 'clerks'
              ? nothing
              : dateField({ name: 'dueOn', label: t.dueOn, optional: true, error: form.errors['dueOn'] })
          }
          ${areaField({
            name: 'note',
            label: move.note ? t.noteMust : t.note,
            optional: !move.note,
            rows: 3,
            limit: LIMITS.note,
            error: form.errors['note'],
          })}
          <p class="row">${submitButton(move.name, form.busy)}</p>
        </form>`,
  )
}

/** The field in which somebody who is to get the draft is sought. */
function createReceiver(visit: Inside<'drafting'>, members: Member[], draw: () => void) {
  const t = visit.words.drafting.hand
  let to: { id: string; name: string } | undefined
  const picker = createPicker({
    name: 'toId',
    label: t.to,
    placeholder: t.toPlace,
    find: (typed) => [
      {
        label: t.people,
        options: matching(typed, members, ({ name }) => name).map(({ id, name, position, unit }) => {
          const note = [position?.name, unit?.name].filter(Boolean).join(', ')
          return { key: id, label: name, ...(note ? { note } : {}) }
        }),
      },
    ],
    shown: () => to?.name ?? '',
    pick: ({ key, label }) => (to = { id: key, name: label }),
    draw,
  })
  return { chosen: () => to, view: picker.view }
}

function check(
  move: Move,
  to: { id: string } | undefined,
  { dueOn = '', note = '' }: Values,
  labels: { to: string; note: string },
): Errors {
  const t = common()
  return {
    ...(move.goes === 'named' && !to ? { toId: t.required(labels.to) } : {}),
    ...(dueOn && !readDate(dueOn) ? { dueOn: dayProblem(dueOn) } : {}),
    ...(move.note && !note ? { note: t.required(labels.note) } : {}),
  }
}
