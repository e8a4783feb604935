import { html, nothing, type TemplateResult } from 'lit-html'
import { openDialog, type Dialog } from '../../parts/dialog.ts'
import { checkField, submitButton } from '../../parts/field.ts'
import { createForm } from '../../parts/form.ts'
import { matching } from '../../parts/match.ts'
import { kept } from '../../parts/notation.ts'
import { createPicker, type Option, type Options } from '../../parts/picker.ts'
import type { Inside } from '../../screen.ts'
import { common } from '../../text/common.ts'
import type { Plan, PlanState } from './state.ts'

type Visit = Inside<'plans'>
type Basis = Plan['basis'][number]

/** What the plan stands on, and the plans that stand on it. */
export function basisOf(visit: Visit, state: PlanState): TemplateResult {
  const t = visit.words.plans.basis
  const { basis, followed, actions } = state.plan
  const may = actions.includes('save')
  return html`<section class="aside-part">
    <h2>${t.title}</h2>
    ${basis.length === 0 ? html`<p class="quiet">${t.none}</p>` : nothing}
    <ul class="gathered">
      ${basis.map(
        (one) =>
          html`<li>
            <span>${link(visit, one)} <span class="row-sub">${t.groups[one.kind]}</span></span>
            ${
              may
                ? html`<button
                    class="link small"
                    aria-label=${t.drop(one.name)}
                    @click=${() => void drop(visit, state, one)}
                  >
                    ${common().remove}
                  </button>`
                : nothing
            }
          </li>`,
      )}
    </ul>
    ${may ? html`<button class="button" @click=${() => add(visit, state)}>${t.add}</button>` : nothing}
    ${
      followed.length > 0
        ? html`<h3>${t.followed}</h3>
            <ul class="links">
              ${followed.map((one) => html`<li>${link(visit, one)}</li>`)}
            </ul>`
        : nothing
    }
  </section>`
}

function link(visit: Visit, { kind, id, name }: Basis): TemplateResult {
  const href =
    kind === 'plan'
      ? visit.at('cong-viec', 'ke-hoach', id)
      : visit.at(kind === 'document' ? 'van-ban-di' : 'van-ban-den', id)
  return html`<a href=${href}>${kept(name)}</a>`
}

async function drop(visit: Visit, state: PlanState, { kind, id }: Basis): Promise<void> {
  const { basis, documentId } = state.plan
  const left = basis.filter((one) => one.id !== id || one.kind !== kind)
  await state
    .save({ basis: left.map((one) => ({ kind: one.kind, id: one.id })), documentId })
    .catch((problem: unknown) => {
      state.problem = problem
      visit.draw()
    })
}

function add(visit: Visit, state: PlanState): void {
  const t = visit.words.plans.basis
  let chosen: Option | undefined
  const picker = createPicker({
    name: 'basis',
    label: t.title,
    placeholder: t.find,
    find: (typed) => find(visit, typed),
    shown: () => chosen?.label ?? '',
    pick: (option) => (chosen = option),
    draw: () => dialog.draw(),
  })
  const form = createForm({
    draw: () => dialog.draw(),
    check: (): Record<string, string> => (chosen ? {} : { basis: common().required(t.title) }),
    send: async (values) => {
      const [kind, id] = (chosen?.key ?? '').split(' ') as [Basis['kind'], string]
      const own = values['promulgates'] === 'on' && kind === 'document'
      const before = state.plan.basis.map((one) => ({ kind: one.kind, id: one.id }))
      await state.save(own ? { documentId: id } : { basis: [...before, { kind, id }] })
      dialog.close()
    },
  })
  const dialog: Dialog = openDialog(
    t.add,
    () =>
      html`${form.summary()}
        <form class="tall" novalidate @submit=${form.submit}>
          ${picker.view(form.errors['basis'])}
          ${chosen?.key.startsWith('document ') ? checkField({ name: 'promulgates', label: t.promulgates }) : nothing}
          <p class="row">${submitButton(t.add, form.busy)}</p>
        </form>`,
  )
}

/** Papers and plans that a plan may stand on. */
async function find(visit: Visit, typed: string): Promise<Options> {
  const t = visit.words.plans.basis.groups
  const q = typed.trim() || undefined
  const [outgoing, incoming, plans] = await Promise.all([
    visit.ask('GET /documents', { query: { state: 'issued', q, limit: 6 } }),
    visit.ask('GET /incoming', { query: { q, limit: 6 } }),
    visit.ask('GET /plans', { query: { state: 'issued', limit: 50 } }),
  ])
  const paper = (
    kind: string,
    { id, notation = '', subject }: { id: string; notation?: string | undefined; subject: string },
  ) => ({
    key: `${kind} ${id}`,
    label: notation || subject,
    note: subject,
  })
  return [
    { label: t.document, options: outgoing.items.map((one) => paper('document', one)) },
    { label: t.incoming, options: incoming.items.map((one) => paper('incoming', one)) },
    {
      label: t.plan,
      options: matching(typed, plans.items, ({ name }) => name)
        .slice(0, 6)
        .map(({ id, name }) => ({ key: `plan ${id}`, label: name })),
    },
  ]
}
