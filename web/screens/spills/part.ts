import { html, nothing, type TemplateResult } from 'lit-html'
import type { AnswerOf } from '../../api/ask.ts'
import { intention } from '../../api/intention.ts'
import { reload } from '../../navigation.ts'
import { openDialog, type Dialog } from '../../parts/dialog.ts'
import { areaField, choicesOf, chosenOf, selectField, submitButton } from '../../parts/field.ts'
import { createForm, missing } from '../../parts/form.ts'
import type { Inside } from '../../screen.ts'
import { say } from '../../shell/overlay.ts'
import { moment } from '../../text/dates.ts'

/** Where it shows: what is locked comes first of all, the way to lock stands at the foot. */
export type Spilling = { top: () => unknown; foot: () => unknown }

type Visit = Inside<'issued'>
type Spill = AnswerOf<'GET /spills/{id}'>
type Paper = { side: 'document' | 'incoming'; id: string }

/**
 * What was done about a paper that may hold a state secret: the way to lock it, or how far it has come and who decides.
 * @param done brings the screen up to date
 */
export async function openSpill(visit: Visit, paper: Paper, done: () => Promise<void>): Promise<Spilling> {
  let spill = await readSpill(visit, paper.id)
  const renew = async (): Promise<void> => {
    spill = await readSpill(visit, paper.id)
    await done()
  }
  const stands = (): Spill | undefined => (spill && spill.state !== 'released' ? spill : undefined)
  return {
    top: () => {
      const one = stands()
      return one ? told(visit, one, renew) : nothing
    },
    foot: () => (stands() ? nothing : lockLink(visit, paper)),
  }
}

async function readSpill(visit: Visit, paper: string): Promise<Spill | undefined> {
  const { items } = await visit.ask('GET /spills', { query: { paper } })
  return items[0] && visit.ask('GET /spills/{id}', { id: items[0].id })
}

function lockLink(visit: Visit, paper: Paper): TemplateResult {
  return html`<section class="aside-part">
    <button class="link" @click=${() => lockDialog(visit, paper)}>${visit.words.issued.spills.lock}</button>
  </section>`
}

function told(visit: Visit, spill: Spill, done: () => Promise<void>): TemplateResult {
  const t = visit.words.issued.spills
  const { places, stateName, foundName, by, at, decidedBy, decidedAt, origin, state } = spill
  const open = places.filter((one) => !one.done)
  const may = state === 'locked' && origin === 'here' && visit.may('spills.decide')
  return html`<section class="aside-part">
    <h2>${t.title}</h2>
    <div class="alert bad" role="note">
      <p><b>${stateName}</b></p>
      <p>${foundName}</p>
      <p>${t.by(by, moment(at))}${decidedBy ? `; ${t.by(decidedBy, moment(decidedAt))}` : nothing}</p>
      ${origin === 'sender' && state === 'locked' ? html`<p>${t.sender}</p>` : nothing}
      ${places.length > 0 ? html`<p>${t.places(places.length - open.length, places.length)}</p>` : nothing}
      ${open.length > 0 ? html`<p>${t.pending(open.map(({ name }) => name).join('; '))}</p>` : nothing}
    </div>
    ${
      may
        ? html`<p class="row">
            <button class="button small" @click=${() => purgeDialog(visit, spill, done)}>${t.purge}</button>
            <button class="button small" @click=${() => releaseDialog(visit, spill, done)}>
              ${t.release}
            </button>
          </p>`
        : nothing
    }
  </section>`
}

function lockDialog(visit: Visit, { side, id }: Paper): void {
  const t = visit.words.issued.spills
  const send = intention(visit.ask)
  const kinds = choicesOf(t.kinds)
  const form = createForm({
    draw: () => dialog.draw(),
    send: async (values) => {
      const body = { found: chosenOf(kinds, values['found'] ?? '') ?? ('stamp' as const) }
      if (side === 'incoming') await send('POST /incoming/{id}/lock', { id, body })
      else await send('POST /documents/{id}/lock', { id, body })
      dialog.close()
      say(t.locked)
      // All of the screen anew: what stood beside the paper names it too.
      reload()
    },
  })
  const dialog: Dialog = openDialog(
    t.lockTitle,
    () =>
      html`<p class="lead">${t.lockLead}</p>
        ${form.summary()}
        <form novalidate @submit=${form.submit}>
          ${selectField({ name: 'found', label: t.found, choices: kinds, error: form.errors['found'] })}
          <p class="row">${submitButton(t.lockSend, form.busy)}</p>
        </form>`,
  )
}

/** Asks once more, and purges. */
export function purgeDialog(visit: Visit, { id }: { id: string }, done: () => Promise<void>): void {
  const t = visit.words.issued.spills
  const send = intention(visit.ask)
  const form = createForm({
    draw: () => dialog.draw(),
    send: async () => {
      await send('POST /spills/{id}/purge', { id })
      dialog.close()
      say(t.purged)
      await done()
    },
  })
  const dialog: Dialog = openDialog(
    t.purgeTitle,
    () =>
      html`<p class="lead">${t.purgeLead}</p>
        ${form.summary()}
        <form novalidate @submit=${form.submit}>
          <p class="row">${submitButton(t.purgeSend, form.busy)}</p>
        </form>`,
  )
}

/** Asks why, and gives a paper back. */
export function releaseDialog(visit: Visit, { id }: { id: string }, done: () => Promise<void>): void {
  const t = visit.words.issued.spills
  const send = intention(visit.ask)
  const form = createForm({
    draw: () => dialog.draw(),
    check: (values) => missing(values, { reason: t.reason }),
    send: async ({ reason = '' }) => {
      await send('POST /spills/{id}/release', { id, body: { reason } })
      dialog.close()
      say(t.released)
      await done()
    },
  })
  const dialog: Dialog = openDialog(
    t.releaseTitle,
    () =>
      html`${form.summary()}
        <form novalidate @submit=${form.submit}>
          ${areaField({ name: 'reason', label: t.reason, rows: 2, error: form.errors['reason'] })}
          <p class="row">${submitButton(t.releaseSend, form.busy)}</p>
        </form>`,
  )
}
