import type { Branch, Condition, Field, FormLine } from '../template.ts'
import { conditionOf, learnTypes } from './conditions.ts'
import { note, roleOf, stepName } from './draft.ts'
import type { Region, Scope } from './model.ts'
import { typeOf } from './moddle.ts'
import { cut, slug } from './names.ts'
import type { Flow, Node } from './node.ts'
import { labelOf } from './walk.ts'

/**
 * The condition of each branch of an inclusive gateway. What cannot be read as a condition on fields becomes a
 * yes/no field that a person fills before; the default branch runs when none of the others does.
 */
export function asked(scope: Scope, split: Node, id: string): Map<Flow, Condition> {
  const { draft } = scope
  const { conditions } = draft
  const form: FormLine[] = []
  const others: Condition[] = []
  for (const flow of split.next) {
    const always = (flow.condition ?? (isGateway(split) ? '' : 'true')).trim() === 'true'
    if (flow.fallback || always) continue
    const when = conditions.get(flow) ?? conditionOf(draft, flow) ?? yesNo(scope, flow, form)
    learnTypes(draft, when)
    conditions.set(flow, when)
    others.push(when)
  }
  const fallback = split.next.find((flow) => flow.fallback && !conditions.has(flow))
  if (fallback && others.length > 0) conditions.set(fallback, { not: { any: others } })
  if (form.length > 0) {
    note(draft, split.el, 'điều kiện mở từng nhánh do người chọn trước khi vào nhánh.')
    const role = roleOf(draft, scope.graph, split.el, scope.role)
    const label = `Chọn nhánh: ${stepName(split.el, 'các việc cần làm')}`
    draft.asks.push({ region: scope.region, step: id, form, label, role })
  }
  return conditions
}

/** Whether a split is drawn as a gateway, not implied by several ways out of a task. */
export function isGateway(node: Node): boolean {
  return typeOf(node.el).endsWith('Gateway')
}

function yesNo(scope: Scope, flow: Flow, form: FormLine[]): Condition {
  const { draft } = scope
  const f = draft.giveField(`co_${slug(labelOf(flow), 'nhanh')}`.slice(0, 32))
  const field: Field = { type: 'boolean', label: cut(`Thực hiện: ${labelOf(flow)}`) }
  draft.fields[f] = field
  form.push({ f, mode: 'req' })
  return { f, is: 'eq', v: true }
}

/** The condition under which at least one of some flows is taken; undefined when one of them always is. */
export function some(conditions: (Condition | undefined)[]): Condition | undefined {
  const all = conditions.filter((condition) => condition !== undefined)
  if (all.length < conditions.length) return undefined
  return all.length === 1 ? all[0] : { any: all }
}

/** At least one branch must run whatever the conditions say; if the file has none, it is one without work. */
export function always(scope: Scope, branches: Branch[]): void {
  if (branches.some((branch) => !branch.when)) return
  const region: Region = { steps: [], queue: [] }
  const start = emptyStep({ ...scope, region })
  branches.push({ id: scope.draft.giveId('n_luon_qua'), region: { start, steps: region.steps } })
}

/** A branch without work still needs a step: one that decides nothing. */
export function emptyStep(branch: Scope): string {
  const id = branch.draft.giveId('bo_qua')
  branch.region.steps.push({
    id,
    kind: 'decide',
    name: 'Không có việc',
    out: [{ id: 'xong', label: 'Hoàn thành', to: 'END' }],
  })
  return id
}
