import { note } from './draft.ts'
import { eventOf, triggerOf } from './elements.ts'
import { choiceOf } from './conditions.ts'
import { cuts, type Flow, type Node } from './node.ts'
import type { Alt, Exit, Scope } from './model.ts'
import { type El, list, ref, text, typeOf } from './moddle.ts'
import { cut } from './names.ts'
import { refuse } from './remarks.ts'

/** Where a flow leads: out of the scope, to a node, or straight to a step known by its id. */
type Dest = { exit: true } | { node: Node } | { step: string }

/** The exit of a branch: its END. */
export const atEnd: Exit = { one: () => 'END', many: () => [{ label: 'Hoàn thành', to: 'END' }] }

/** The one step (or END) a flow leads to; a gateway met on the way becomes a step. */
export function one(scope: Scope, flow: Flow): string {
  const dest = follow(scope, flow)
  if ('step' in dest) return dest.step
  return 'exit' in dest ? scope.exit.one() : scope.enter(scope, dest.node)
}

/** The ways a person may choose after a task: those of the gateway that follows it, or the only one. */
export function many(scope: Scope, flow: Flow): Alt[] {
  const dest = follow(scope, flow)
  if ('exit' in dest) {
    const alts = scope.exit.many()
    const [only] = alts
    return only && alts.length === 1 && flow.label ? [{ ...only, label: cut(flow.label) }] : alts
  }
  if ('node' in dest && dest.node.kind === 'xor' && !choiceOf(scope.draft, dest.node)) {
    return chosenBy(scope, dest.node)
  }
  const to = 'step' in dest ? dest.step : scope.enter(scope, dest.node)
  return [{ label: cut(flow.label ?? 'Chuyển bước tiếp'), to }]
}

/** The ways out of an exclusive gateway, for a person to choose from. */
export function chosenBy(scope: Scope, gateway: Node): Alt[] {
  const conditions = gateway.next.flatMap((flow) => flow.condition || [])
  if (conditions.length > 0 && !scope.draft.told.has(gateway)) {
    scope.draft.told.add(gateway)
    note(
      scope.draft,
      gateway.el,
      `điều kiện (${cut(conditions.join('; '))}) thành lựa chọn của người thực hiện.`,
    )
  }
  return gateway.next.map((flow) => ({ label: labelOf(flow), to: one(scope, flow) }))
}

/** What to call a way on. */
export function labelOf(flow: Flow): string {
  const target = text(flow.to.el, 'name')
  return cut(flow.label ?? (flow.condition || (target ? `Sang «${target}»` : 'Chuyển bước tiếp')))
}

/** As `one`, for use from another region: a block can only be left for a step, so END gets one. */
export function oneFrom(from: Scope, scope: Scope, flow: Flow): string {
  return stepFor(from, scope, one(scope, flow), labelOf(flow))
}

/** The step itself, or a step that stands for END of the region of `scope` when a branch leaves for it. */
export function stepFor(from: Scope, scope: Scope, to: string, label: string): string {
  if (to !== 'END' || from.region === scope.region) return to
  const { steps } = scope.region
  const known = steps.find((step) => step.kind === 'decide' && step.name === 'Kết thúc')
  if (known) return known.id
  const id = scope.draft.giveId('ket_thuc')
  steps.push({ id, kind: 'decide', name: 'Kết thúc', out: [{ id: 'xong', label, to: 'END' }] })
  return id
}

/** Follows a flow past everything that is neither a step nor an end. */
function follow(scope: Scope, start: Flow): Dest {
  const seen = new Set<Node>()
  for (let flow: Flow | undefined = start; flow; flow = flow.to.next[0]) {
    const node: Node = flow.to
    if (node === scope.stop) {
      scope.hits.add(flow.id)
      return { exit: true }
    }
    if (seen.has(node)) refuse(node.el, 'vòng lặp không có bước việc nào.')
    seen.add(node)
    if (node.kind === 'end') return ended(scope, node)
    const single = node.next.length === 1
    if (single && (node.kind === 'and' || node.kind === 'quorum')) {
      refuse(node.el, 'cổng gộp song song không có cổng tách tương ứng, hồ sơ sẽ kẹt tại đây.')
    }
    const passes = ['pass', 'start', 'boundary'].includes(node.kind) || (single && node.kind === 'or')
    if (!passes) return { node }
  }
  return { exit: true }
}

function ended(scope: Scope, end: Node): Dest {
  const event = typeOf(end.el) === 'EndEvent' ? eventOf(end.el) : 'None'
  if (event === 'Terminate') return cutShort(scope, end, scope.container ?? scope)
  if (event === 'Error' || event === 'Escalation') {
    const step = caught(scope, end, event)
    if (step) return { step }
    if (event === 'Error') return cutShort(scope, end, outermost(scope))
  }
  if (event !== 'None' && !scope.draft.told.has(end)) {
    scope.draft.told.add(end)
    note(scope.draft, end.el, 'việc báo tin khi kết thúc chỉ được ghi chú.')
  }
  if (scope.stop)
    refuse(scope.stop.el, `một nhánh dừng ở «${text(end.el, 'name') ?? end.id}» mà không tới cổng gộp này.`)
  return { exit: true }
}

function outermost(scope: Scope): Scope {
  const container = scope.container ?? scope
  return container.host ? outermost(container.host.scope) : container
}

/** An end that stops all of `target`, not only the branch it stands in. */
function cutShort(scope: Scope, end: Node, target: Scope): Dest {
  if (target === scope) return { exit: true }
  if (target.region === scope.region) return { step: target.exit.one() }
  if (!scope.softEnds.has(end)) {
    const label = cut(text(end.el, 'name') ?? 'Kết thúc')
    return { step: stepFor(scope, target, target.exit.one(), label) }
  }
  if (scope.stop) refuse(end.el, 'điểm kết thúc này cắt ngang các nhánh đang chờ gộp.')
  if (!scope.draft.told.has(end)) {
    scope.draft.told.add(end)
    note(scope.draft, end.el, 'chỉ kết thúc nhánh của mình, không cắt ngang các nhánh khác.')
  }
  return { exit: true }
}

/** The step where an error or escalation is caught, looking outwards. */
function caught(scope: Scope, end: Node, event: string): string | undefined {
  for (let at = scope.container ?? scope; ;) {
    const handler = at.graph.handlers.find((el) => sameEvent(triggerOf(el), end.el, event))
    const known = handler && at.draft.handlers.get(handler)
    if (known) return stepFor(scope, at, known, 'Kết thúc')
    if (!at.host) return undefined
    const { node, scope: outer } = at.host
    const bound = node.bounds.find((other) => cuts(other) && sameEvent(other.el, end.el, event))
    const flow = bound?.next[0]
    if (flow) {
      if (outer.region !== scope.region && scope.softEnds.has(end)) {
        refuse(end.el, 'nhánh song song chỉ có đường thoát ra ngoài, không có đường hoàn thành.')
      }
      return oneFrom(scope, outer, flow)
    }
    at = outer.container ?? outer
  }
}

/** Whether a catching event takes what an end throws: the same reference, or any. */
function sameEvent(catching: El | undefined, throwing: El, event: string): boolean {
  if (!catching || eventOf(catching) !== event) return false
  const [wanted, thrown] = [catching, throwing].map((el) => {
    const definition = list(el, 'eventDefinitions')[0]
    return definition && (ref(definition, 'errorRef') ?? ref(definition, 'escalationRef'))
  })
  return !wanted || !thrown || wanted === thrown
}
