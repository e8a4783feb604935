import { html, nothing, type TemplateResult } from 'lit-html'
import type { AnswerOf } from '../../api/ask.ts'
import { intention } from '../../api/intention.ts'
import { openEdit } from '../../parts/edit.ts'
import { mark } from '../../parts/mark.ts'
import { staffOf } from '../../parts/people.ts'
import type { Inside } from '../../screen.ts'
import { say } from '../../shell/overlay.ts'
import { date, moment } from '../../text/dates.ts'
import { learnMore } from '../../text/words.ts'

type Visit = Inside<'settling'>
type Unit = AnswerOf<'GET /documents/{id}/units'>['items'][number]

/** Reads the units, and shows them. */
export async function openInside(
  visit: Inside,
  id: string,
  done: () => Promise<void>,
): Promise<() => unknown> {
  const read = () => visit.ask('GET /documents/{id}/units', { id, signal: visit.signal })
  const [first, more] = await Promise.all([read(), learnMore(visit, ['settling'])])
  let { items } = first
  const after = async (): Promise<void> => {
    items = (await read()).items
    await visit.refresh()
    await done()
  }
  return () => part(more, id, items, after)
}

const part = (visit: Visit, id: string, items: Unit[], after: () => Promise<void>): TemplateResult =>
  html`<section class="aside-part">
    <h2>${visit.words.settling.inside.title}</h2>
    <ul class="links">
      ${items.map((one) => line(visit, id, one, after))}
    </ul>
  </section>`

function line(visit: Visit, id: string, one: Unit, after: () => Promise<void>): TemplateResult {
  const t = visit.words.settling.inside
  const told = [one.owner, one.by && one.owner === undefined ? one.by : '', moment(one.at)]
  return html`<li>
    ${one.name} ${mark(one.status, one.statusName)}
    <span class="row-sub">${told.filter(Boolean).join(' · ')}</span>
    ${one.taskId ? html`<a class="small" href=${visit.at('cong-viec', one.taskId)}>${t.task}</a>` : nothing}
    ${
      one.may
        ? html`<p class="row">
            <button class="button" @click=${() => void assign(visit, id, one, after)}>${t.assign}</button>
            <button class="button" @click=${() => void note(visit, id, one, after)}>${t.note}</button>
          </p>`
        : nothing
    }
  </li>`
}

async function note(visit: Visit, id: string, { unitId }: Unit, after: () => Promise<void>): Promise<void> {
  await intention(visit.ask)('POST /documents/{id}/units/{unitId}/receipt', { id, unitId, body: {} })
  say(visit.words.settling.inside.noted)
  await after()
}

async function assign(
  visit: Visit,
  id: string,
  { unitId, name }: Unit,
  after: () => Promise<void>,
): Promise<void> {
  const t = visit.words.settling.inside
  const once = intention(visit.ask)
  const { members } = await staffOf(visit)
  const choices = members
    .filter(({ unit }) => unit?.id === unitId)
    .map(({ id: value, name: label }) => ({ value, label }))
  openEdit({
    title: t.assignFor(name),
    save: t.assign,
    fields: [
      { name: 'personId', label: t.person, kind: 'select', choices, empty: '' },
      { name: 'dueOn', label: t.due, kind: 'date', optional: true },
      { name: 'text', label: t.product, optional: true },
    ],
    send: async ({ personId, dueOn, text }) => {
      const body = { personId, text, ...(dueOn ? { dueOn } : {}) }
      await once('POST /documents/{id}/units/{unitId}/assignment', { id, unitId, body })
      say(t.assigned(dueOn ? date(dueOn) : ''))
      await after()
    },
  })
}
