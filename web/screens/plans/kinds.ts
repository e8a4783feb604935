import { html, nothing, type TemplateResult } from 'lit-html'
import type { AnswerOf } from '../../api/ask.ts'
import { intention } from '../../api/intention.ts'
import { openEdit } from '../../parts/edit.ts'
import { head } from '../../parts/head.ts'
import type { Inside, View } from '../../screen.ts'
import { say } from '../../shell/overlay.ts'
import { common } from '../../text/common.ts'

type Kind = AnswerOf<'GET /kinds'>['items'][number]

/** The kinds of plans: those of the product, as the committee calls them, and its own. */
export default async function planKinds(visit: Inside<'plans'>): Promise<View> {
  const { signal, draw } = visit
  const t = visit.words.plans
  const read = () => visit.ask('GET /kinds', { signal })
  let { items } = await read()
  const refresh = async (): Promise<void> => {
    items = (await read()).items
    draw()
  }
  return {
    title: t.kinds,
    resume: refresh,
    action: () =>
      visit.may('kinds.manage')
        ? html`<button class="main" @click=${() => add(visit, refresh)}>${t.kind.add}</button>`
        : nothing,
    body: () => html`
      <p class="crumb"><a href=${visit.at('cong-viec', 'ke-hoach')}>‹ ${t.back}</a></p>
      ${head(t.kinds, { lead: t.kind.lead })}
      <ul class="gathered">
        ${items.map((one) => line(visit, one, refresh))}
      </ul>
    `,
  }
}

function line(visit: Inside<'plans'>, one: Kind, done: () => Promise<void>): TemplateResult {
  const t = visit.words.plans.kind
  const notes = [one.own ? t.own : '', one.hidden ? t.unused : ''].filter(Boolean).join(', ')
  return html`<li>
    <span>${one.name} ${notes ? html`<span class="row-sub">${notes}</span>` : nothing}</span>
    ${
      visit.may('kinds.manage')
        ? html`<button
            class="link small"
            aria-label=${t.rename(one.name)}
            @click=${() => edit(visit, one, done)}
          >
            ${common().edit}
          </button>`
        : nothing
    }
  </li>`
}

function edit(visit: Inside<'plans'>, { id, name, hidden, version }: Kind, done: () => Promise<void>): void {
  const t = visit.words.plans.kind
  openEdit({
    title: t.rename(name),
    fields: [
      { name: 'name', label: t.name, value: name },
      { name: 'hidden', label: t.hidden, kind: 'tick', value: hidden ? 'on' : '' },
    ],
    send: async (given) => {
      const body = { name: given.name, hidden: given.hidden === 'on' }
      await visit.ask('PUT /kinds/{id}', { id, version, body })
      say(t.saved)
      await done()
    },
  })
}

function add(visit: Inside<'plans'>, done: () => Promise<void>): void {
  const t = visit.words.plans.kind
  const once = intention(visit.ask)
  openEdit({
    title: t.add,
    fields: [{ name: 'name', label: t.name }],
    send: async (body) => {
      await once('POST /kinds', { body })
      say(t.saved)
      await done()
    },
  })
}
