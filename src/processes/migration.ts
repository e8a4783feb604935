import { mayBeMissing } from './check/assignment.ts'
import { fieldAt, findOpen, own, type Decision, type Envelope, type Open, type State } from './case.ts'
import { isSet } from './condition.ts'
import type { Node, Scope } from './outline.ts'
import { staff } from './people.ts'
import { planOf, type Plan } from './plan.ts'
import { emit, type Run } from './run.ts'
import type { Template } from './schema.ts'
import { fireJoin, settle } from './transition.ts'
import { reject } from './work.ts'

/** Which step or branch of the new version stands for which of the old; those not named keep their id. */
export type Mapping = Readonly<Record<string, string>>

/** Whether a case may move, and if not, every reason, in Vietnamese. */
export type Moving = { moves: true } | { moves: false; why: string[] }

/**
 * Whether a running case may go on under another version of its template. It may exactly when its configuration,
 * mapped, is legal there: each open step stands, as the same kind, in the region that its block has there; each
 * branch that always runs there runs; and what the new version counts on being filled at that point is filled.
 * Since every legal configuration is reachable and can finish, the case then can never get stuck.
 * @param target the other version, one that passed `checkTemplate`
 */
export function mayMove(target: Template, state: State, mapping: Mapping = {}): Moving {
  if (state.status !== 'running') return { moves: false, why: ['Hồ sơ đã kết thúc.'] }
  const plan = planOf(target)
  const why: string[] = []
  const nodes = new Map<number, Node>()
  for (const open of state.open) {
    const found = place(plan, state, open, mapping, nodes)
    if (typeof found === 'string') why.push(found)
    else nodes.set(open.no, found)
  }
  if (why.length === 0) why.push(...missingFields(plan, state, nodes, mapping))
  return why.length === 0 ? { moves: true } : { moves: false, why }
}

function mapped(mapping: Mapping, id: string): string {
  return own(mapping, id) ?? id
}

/** The node an open step has in the new version, or why it has none. */
function place(
  plan: Plan,
  state: State,
  open: Open,
  mapping: Mapping,
  nodes: Map<number, Node>,
): Node | string {
  const id = mapped(mapping, open.step)
  const node = plan.byId.get(id)
  const what = `Bước đang xử lý “${open.step}”`
  if (node === undefined) return `${what} không có ở phiên bản mới (tìm “${id}”).`
  if (open.in !== 0 && !nodes.has(open.in)) return `${what} nằm trong một khối không chuyển được.`
  if (node.scope !== scopeFor(plan, state, open, mapping, nodes))
    return `${what} ở phiên bản mới nằm ở nhánh khác.`
  if (node.step.kind !== open.kind) return `${what} ở phiên bản mới là loại bước khác.`
  return missingBranch(open, node, mapping) ?? node
}

function scopeFor(
  { scopes }: Plan,
  state: State,
  open: Open,
  mapping: Mapping,
  nodes: Map<number, Node>,
): Scope | undefined {
  if (open.in === 0) return scopes[0]
  const block = findOpen(state.open, open.in)
  return nodes
    .get(open.in)
    ?.inner.find(({ branch }) => block?.kind === 'each' || branch?.id === mapped(mapping, open.key))
}

/** Why the branches of an open block are not those of the new version. */
function missingBranch({ step, branches = [] }: Open, node: Node, mapping: Mapping): string | undefined {
  if (node.step.kind !== 'parallel') return undefined
  const running = new Set(branches.map(({ key }) => mapped(mapping, key)))
  const known = new Map(node.step.branches.map((branch) => [branch.id, branch]))
  const gone = [...running].find((key) => !known.has(key))
  if (running.size < branches.length) return `Hai nhánh của khối “${step}” cùng chuyển thành một nhánh.`
  if (gone !== undefined) return `Khối “${step}” ở phiên bản mới không còn nhánh “${gone}”.`
  const added = node.step.branches.find(({ id, when }) => when === undefined && !running.has(id))
  return added && `Khối “${step}” ở phiên bản mới có thêm nhánh “${added.id}” mà hồ sơ chưa chạy.`
}

/** What the new version counts on at the steps now open, and after the branches already done, but the case lacks. */
function missingFields(plan: Plan, state: State, nodes: Map<number, Node>, mapping: Mapping): string[] {
  const why = new Set<string>()
  for (const [field, lack] of mayBeMissing(plan)) {
    const label = own(plan.template.fields, field)?.label ?? field
    for (const open of state.open) {
      const node = nodes.get(open.no)
      if (node === undefined || isSet(fieldAt(state, open, field))) continue
      const done = doneScopes(open, node, mapping)
      if (lack.begin.has(node) && (open.kind === 'each' || done.every((scope) => lack.end.has(scope))))
        continue
      why.add(`Phiên bản mới cần trường “${label}” trước bước “${node.step.name}” mà hồ sơ chưa có.`)
    }
  }
  return [...why]
}

function doneScopes({ branches = [] }: Open, { inner }: Node, mapping: Mapping): Scope[] {
  const done = new Set(branches.filter((branch) => branch.done).map(({ key }) => mapped(mapping, key)))
  return inner.filter(({ branch }) => branch !== undefined && done.has(branch.id))
}

/** A move of one case. `seq` is the state it was decided on, for a preview may be old. */
export type Move = Envelope & { template: string; seq: number; reason: string; mapping?: Mapping }

/**
 * Moves a case to another version. Deadlines that run keep their value; a join that is satisfied there fires at once.
 * @param target the version `command.template` names
 */
export function move(target: Template, state: State, command: Move): Decision {
  if (command.case !== state.case) return reject('foreign', 'Lệnh thuộc về một hồ sơ khác.')
  if (command.seq !== state.seq || command.at < state.at)
    return reject('stale', 'Hồ sơ đã có thay đổi mới hơn; hãy tải lại.')
  if (!command.reason.trim()) return reject('missing_need', 'Chuyển phiên bản cần nêu lý do.')
  const { mapping = {}, template, reason } = command
  const moving = mayMove(target, state, mapping)
  if (!moving.moves) return reject('cannot_move', moving.why.join(' '))
  const run: Run = { plan: planOf(target), envelope: command, state, events: [], agenda: [] }
  const steps = state.open.map((open) => renamed(run, open, mapping))
  const unfilled = steps.find(({ holders }) => holders?.length === 0)
  if (unfilled !== undefined)
    return reject('cannot_move', `Không tìm được người cho bước “${unfilled.step}” ở phiên bản mới.`)
  emit(run, { type: 'moved', template, steps, reason })
  for (const { no, branches } of run.state.open.toReversed()) {
    if (branches !== undefined && findOpen(run.state.open, no)) fireJoin(run, no)
  }
  return settle(run)
    ? { events: run.events }
    : reject('endless', 'Quy trình lặp mãi mà không có việc cho ai.')
}

function renamed(
  run: Run,
  open: Open,
  mapping: Mapping,
): { no: number; step: string; branches?: string[]; role?: string; holders?: readonly string[] } {
  const step = mapped(mapping, open.step)
  const node = run.plan.byId.get(step)
  const role = node?.step.role
  return {
    no: open.no,
    step,
    ...(open.kind === 'parallel' &&
      open.branches && { branches: open.branches.map(({ key }) => mapped(mapping, key)) }),
    ...(node && role !== undefined && role !== open.role && { role, holders: staff(run, node, open) }),
  }
}
