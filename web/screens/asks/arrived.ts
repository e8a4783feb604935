import { html, nothing, type TemplateResult } from 'lit-html'
import type { AnswerOf } from '../../api/ask.ts'
import { intention } from '../../api/intention.ts'
import { openDialog, type Dialog } from '../../parts/dialog.ts'
import { openEdit } from '../../parts/edit.ts'
import { submitButton } from '../../parts/field.ts'
import { createForm } from '../../parts/form.ts'
import { facts } from '../../parts/head.ts'
import { kept } from '../../parts/notation.ts'
import { createPeople, staffOf } from '../../parts/people.ts'
import type { Inside, View } from '../../screen.ts'
import { say } from '../../shell/overlay.ts'
import { common } from '../../text/common.ts'
import { date } from '../../text/dates.ts'
import { filesOf } from './files.ts'

type Arrived = AnswerOf<'GET /arrived-asks/{id}'>
type Visit = Inside<'asks'>

/** A task that another committee gave: what is wanted, taken and assigned by one act, and what was decided above since. */
export default async function arrivedPage(visit: Visit): Promise<View> {
  const { params, signal, draw } = visit
  const id = params['id'] ?? ''
  const read = (): Promise<Arrived> => visit.ask('GET /arrived-asks/{id}', { id, signal })
  let shown = await read()
  const refresh = async (): Promise<void> => {
    shown = await read()
    await visit.refresh()
    draw()
  }
  const t = visit.words.asks
  return {
    title: () => shown.title,
    resume: refresh,
    body: () => html`
      <div class="paper-head">
        <p class="crumb"><a href=${visit.at('cong-viec', 'cap-tren-giao')}>‹ ${t.arrivedTitle}</a></p>
        <h1 tabindex="-1"><span class="subject">${kept(shown.title)}</span></h1>
        <p class="quiet">${shown.from.name} · ${t.dueOn(date(shown.dueOn))}</p>
      </div>
      ${shown.dead ? html`<p class="alert warn" role="status">${t.arrived.dead}</p>` : nothing}
      ${lapsed(visit, shown) ?? (shown.changed ? html`<p class="alert warn" role="status">${t.arrived.changed}</p>` : nothing)}
      ${actions(visit, shown, refresh)} ${wanted(visit, shown)}
    `,
  }
}

/** That what we agreed to was changed since: said as long as it is so, noted or not. */
const lapsed = ({ words }: Visit, { filing }: Arrived): TemplateResult | undefined =>
  filing?.verdict === 'lapsed'
    ? html`<p class="alert warn" role="status">${words.asks.arrived.lapsed(filing.reason ?? '')}</p>`
    : undefined

function actions(visit: Visit, one: Arrived, refresh: () => Promise<void>): TemplateResult | typeof nothing {
  const t = visit.words.asks.arrived
  const may = visit.may('asks.take')
  const waits = one.taken === '01' && !one.dead && may
  const label = one.paper?.waiting ? t.takeWithPaper(one.paper.notation) : t.take
  return html`<section class="act">
    <p class="row">
      ${
        waits
          ? html`<button class="main" @click=${() => void take(visit, one, refresh)}>${label}</button
              ><button class="button" @click=${() => refuse(visit, one, refresh)}>${t.refuse}</button>`
          : nothing
      }
      ${one.changed && may ? html`<button class="main" @click=${() => void see(visit, one, refresh)}>${t.see}</button>` : nothing}
      ${one.taskId ? html`<a class="button" href=${visit.at('cong-viec', one.taskId)}>${t.task}</a>` : nothing}
    </p>
  </section>`
}

async function take(visit: Visit, { id, paper }: Arrived, refresh: () => Promise<void>): Promise<void> {
  const t = visit.words.asks.arrived
  const once = intention(visit.ask)
  const draw = (): void => dialog.draw()
  const lead = createPeople({
    staff: await staffOf(visit),
    draw,
    name: 'lead',
    label: t.lead,
    hint: t.leadHint,
    one: true,
    placeholder: t.find,
    groups: { units: t.units, persons: t.persons },
  })
  const form = createForm({
    draw,
    check: (): Record<string, string> =>
      lead.chosen.length === 0 ? { lead: common().required(t.lead) } : {},
    send: async () => {
      const [owner] = lead.refs()
      if (!owner) return
      await once('POST /arrived-asks/{id}/acceptance', { id, body: { lead: owner } })
      dialog.close()
      say(t.taken)
      await refresh()
    },
  })
  const title = paper?.waiting ? t.takeWithPaper(paper.notation) : t.take
  const dialog: Dialog = openDialog(
    title,
    () =>
      html`${form.summary()}
        <form class="tall" novalidate @submit=${form.submit}>
          ${lead.view(form.errors['lead'])}
          <p class="row">${submitButton(t.take, form.busy)}</p>
        </form>`,
  )
}

function refuse(visit: Visit, { id }: Arrived, refresh: () => Promise<void>): void {
  const t = visit.words.asks
  const once = intention(visit.ask)
  openEdit({
    title: t.arrived.refuse,
    save: t.arrived.refuse,
    fields: [{ name: 'reason', label: t.reason }],
    send: async (body) => {
      await once('POST /arrived-asks/{id}/refusal', { id, body })
      say(t.arrived.refused)
      await refresh()
    },
  })
}

async function see(visit: Visit, { id }: Arrived, refresh: () => Promise<void>): Promise<void> {
  const { text } = await intention(visit.ask)('POST /arrived-asks/{id}/sight', { id, body: {} })
  say(text)
  await refresh()
}

function wanted(visit: Visit, one: Arrived): TemplateResult {
  const t = visit.words.asks
  return html`<section class="aside-part">
    ${facts([
      [t.arrived.from, one.from.name],
      [t.arrived.by, one.by],
      [t.form.product, one.product],
      [t.form.target, one.target],
      [t.form.note, one.note],
      [t.columns.due, date(one.dueOn)],
      [t.state, t.arrived.twoTicks(one.takenName, one.stateName)],
      [t.result, one.filing?.text],
      [t.arrived.files, one.files.length > 0 && filesOf(visit, one)],
      [t.arrived.paper, one.paper && html`<span class="nota">${one.paper.notation}</span>`],
    ])}
  </section>`
}
