import type { AskOf } from '../../api/ask.ts'
import { intention } from '../../api/intention.ts'
import { openEdit, type Fields } from '../../parts/edit.ts'
import type { Inside } from '../../screen.ts'

type Basis = NonNullable<AskOf<'POST /plans'>['body']['basis']>
type Facts = { kindId?: string; name?: string; period?: string; goal?: string }

/** The fields of what a plan is, for a dialog. */
export async function factFields(visit: Inside<'plans'>, now: Facts = {}): Promise<Fields<keyof Facts>> {
  const t = visit.words.plans.fields
  const { items } = await visit.ask('GET /kinds')
  const choices = items
    .filter((one) => !one.hidden || one.id === now.kindId)
    .map(({ id, name }) => ({ value: id, label: name }))
  return [
    { name: 'kindId', label: t.kind, kind: 'select', choices, value: now.kindId ?? choices[0]?.value },
    { name: 'name', label: t.name, hint: t.nameHint, value: now.name },
    { name: 'period', label: t.period, hint: t.periodHint, optional: true, value: now.period },
    { name: 'goal', label: t.goal, optional: true, value: now.goal },
  ]
}

/** Asks for kind and name, makes the draft and opens it. */
export async function beginPlan(visit: Inside<'plans'>, basis: Basis = []): Promise<void> {
  const once = intention(visit.ask)
  openEdit({
    title: visit.words.plans.begin,
    fields: await factFields(visit),
    send: async (facts) => {
      const { id } = await once('POST /plans', { body: { ...facts, basis } })
      visit.go(visit.at('cong-viec', 'ke-hoach', id))
    },
  })
}
