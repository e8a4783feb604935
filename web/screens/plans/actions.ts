import { html, nothing, type TemplateResult } from 'lit-html'
import { intention } from '../../api/intention.ts'
import { openEdit } from '../../parts/edit.ts'
import type { Inside } from '../../screen.ts'
import { say } from '../../shell/overlay.ts'
import { factFields } from './begin.ts'
import type { PlanState } from './state.ts'

type Visit = Inside<'plans'>

/** What may be done with the whole plan: issue, edit, delete, end. */
export function actions(visit: Visit, state: PlanState): TemplateResult | typeof nothing {
  const t = visit.words.plans
  const { actions: may } = state.plan
  if (may.length === 0) return nothing
  return html`<section class="act">
    <p class="row">
      ${may.includes('issue') ? html`<button class="main" @click=${() => issue(visit, state)}>${t.issue}</button>` : nothing}
      ${may.includes('close') ? html`<button class="button" @click=${() => close(visit, state)}>${t.close}</button>` : nothing}
      ${may.includes('save') ? html`<button class="button" @click=${() => void edit(visit, state)}>${t.edit}</button>` : nothing}
      ${may.includes('remove') ? html`<button class="link" @click=${() => remove(visit, state)}>${t.remove}</button>` : nothing}
    </p>
  </section>`
}

function issue(visit: Visit, { plan, refresh }: PlanState): void {
  const t = visit.words.plans
  const once = intention(visit.ask)
  openEdit({
    title: t.issue,
    lead: t.issueAsk(plan.lines.length),
    save: t.issue,
    fields: [],
    send: async () => {
      const { tasks } = await once('POST /plans/{id}/issue', {
        id: plan.id,
        body: { version: plan.version },
      })
      say(t.issued(tasks))
      await refresh()
    },
  })
}

function close(visit: Visit, { plan, refresh }: PlanState): void {
  const t = visit.words.plans
  const once = intention(visit.ask)
  openEdit({
    title: t.close,
    save: t.close,
    fields: [{ name: 'note', label: t.closeNote, optional: true }],
    send: async ({ note }) => {
      await once('POST /plans/{id}/closure', { id: plan.id, body: { note } })
      say(t.closed)
      await refresh()
    },
  })
}

async function edit(visit: Visit, { plan, save }: PlanState): Promise<void> {
  openEdit({ title: visit.words.plans.edit, fields: await factFields(visit, plan), send: save })
}

function remove(visit: Visit, { plan }: PlanState): void {
  const t = visit.words.plans
  openEdit({
    title: t.remove,
    lead: t.removeAsk,
    save: t.remove,
    fields: [],
    send: async () => {
      await visit.ask('DELETE /plans/{id}', { id: plan.id, version: plan.version })
      say(t.removed)
      visit.go(`${visit.at('cong-viec', 'ke-hoach')}?o=draft`)
    },
  })
}
