import type { Branch, Join, Limit } from '../template.ts'
import { always, asked, emptyStep, isGateway, some } from './branches.ts'
import { drain, soleBlock, within } from './containers.ts'
import { stepName } from './draft.ts'
import { eventOf, quorumOf } from './elements.ts'
import { cuts, type Flow, isAbrupt, type Node, reach } from './node.ts'
import type { Alt, Region, Scope } from './model.ts'
import { softEnds } from './ends.ts'
import { typeOf } from './moddle.ts'
import { cut, slug } from './names.ts'
import { edges, outcomes } from './outcomes.ts'
import { called, refuse } from './remarks.ts'
import { atEnd, labelOf, one } from './walk.ts'

/**
 * A gateway that starts several branches, as a block. The branches must meet in one joining gateway (or all end by
 * themselves), and share nothing before it; those that do share something form a block of their own inside.
 * @throws Refused naming the gateway where the nesting breaks
 */
export function buildBlock(scope: Scope, split: Node, id: string): void {
  const { stop, groups } = shape(scope, split)
  const join = stop && stop !== scope.stop ? stop : undefined
  const conditions = split.kind === 'or' ? asked(scope, split, id) : undefined
  const quits =
    !stop && !scope.container && groups.every((flows) => flows.every((flow) => onlyTerminates(flow)))
  const branches = groups.map((flows, index): Branch => {
    const region: Region = { steps: [], queue: [] }
    const soft = quits ? { container: undefined } : { softEnds: softEndsOf(flows, stop) }
    const branch = within(scope, { region, exit: atEnd, container: scope.container ?? scope, ...soft })
    if (stop) branch.stop = stop
    else delete branch.stop
    if (quits) delete branch.container
    const start = group(branch, split, flows, `${id.slice(0, 26)}_${index + 1}`)
    drain(region)
    if (stop) checkArrival(branch, split, stop)
    const when = conditions && some(flows.map((flow) => conditions.get(flow)))
    return {
      id: branchId(scope, flows, id, index),
      ...(when && { when }),
      region: { start, steps: region.steps },
    }
  })
  if (conditions) always(scope, branches)
  if (stop && !join) scope.shared++
  const { limit, alts } = deadline(scope, split)
  scope.region.steps.push({
    id,
    kind: 'parallel',
    name: nameOfBlock(split, groups),
    branches,
    join: joinOf(split, join, quits),
    ...(limit && { limit }),
    out: outcomes([onward(scope, join), ...alts]),
  })
}

/** Where the block goes on; a flow out of the subprocess that is nothing but this block names the outcome. */
function onward(scope: Scope, join: Node | undefined): Alt {
  const label = scope.host?.node.next[0]?.label ?? 'Hoàn thành'
  return { label: cut(label), to: join?.next[0] ? one(scope, join.next[0]) : scope.exit.one() }
}

/** The time limit of a subprocess that is nothing but this block. */
function deadline(scope: Scope, split: Node): { limit?: Limit; alts: Alt[] } {
  if (!scope.host || soleBlock(scope.graph) !== split) return { alts: [] }
  const { node, scope: outer } = scope.host
  const timers = node.bounds.filter((bound) => cuts(bound) && eventOf(bound.el) === 'Timer')
  return edges(outer, { ...node, bounds: timers })
}

function nameOfBlock(split: Node, groups: Flow[][]): string {
  const names = groups.flatMap((flows) => flows.map((flow) => stepName(flow.to.el, 'nhánh')))
  const together = cut(`Cùng lúc: ${names.join(' · ')}`)
  return isGateway(split) ? stepName(split.el, together) : together
}

function branchId(scope: Scope, flows: Flow[], id: string, index: number): string {
  const wish = slug(flows[0] ? labelOf(flows[0]) : '', `${id.slice(0, 24)}_n${index + 1}`)
  return scope.draft.giveId(`n_${wish}`.slice(0, 32))
}

/** Where the branches meet and which of them belong together. */
function shape(scope: Scope, split: Node): { stop: Node | undefined; groups: Flow[][] } {
  const meeting = scope.graph.meet(split.next.map((flow) => flow.to.id))
  const stop = scope.graph.nodes.find((node) => node.id === meeting && node.kind !== 'end') ?? scope.stop
  if (stop && stop !== scope.stop) checkJoin(split, stop)
  const sets = split.next.map((flow) => reach(flow, stop))
  if (sets.some((set) => set.has(split))) refuse(split.el, 'một nhánh song song quay lại trước cổng tách.')
  const groups = together(split.next, sets)
  if (groups.length > 1) return { stop, groups }
  refuse(split.el, 'các nhánh song song đan vào nhau, không tách thành các nhánh lồng nhau được.')
}

function checkJoin(split: Node, stop: Node): void {
  const joins = ['and', 'or', 'quorum'].includes(stop.kind) && stop.next.length === 1
  if (!joins) {
    refuse(
      typeOf(stop.el).endsWith('Gateway') ? stop.el : split.el,
      `các nhánh tách ở ${called(split.el)} gặp nhau ở ${called(stop.el)} mà không được gộp, việc sau đó sẽ lặp nhiều lần.`,
    )
  }
  if (split.kind === 'or' && stop.kind !== 'or') {
    refuse(stop.el, 'cổng này chờ đủ mọi nhánh trong khi cổng tách có thể chỉ mở một số nhánh, hồ sơ sẽ kẹt.')
  }
}

/** Groups flows whose nodes overlap; ends may be shared. */
function together(flows: Flow[], sets: Set<Node>[]): Flow[][] {
  const groups: { flows: Flow[]; nodes: Set<Node> }[] = []
  flows.forEach((flow, index) => {
    const nodes = new Set([...(sets[index] ?? [])].filter((node) => node.kind !== 'end'))
    const touching = groups.filter((other) => [...nodes].some((node) => other.nodes.has(node)))
    for (const other of touching) groups.splice(groups.indexOf(other), 1)
    groups.push({
      flows: [...touching.flatMap((other) => other.flows), flow],
      nodes: new Set([...nodes, ...touching.flatMap((other) => [...other.nodes])]),
    })
  })
  return groups.map((group) => group.flows)
}

/** The first step of a branch: of its only flow, or a block of its own for flows that belong together. */
function group(branch: Scope, split: Node, flows: Flow[], id: string): string {
  const [flow] = flows
  if (flow && flows.length === 1) {
    const start = one(branch, flow)
    return start === 'END' ? emptyStep(branch) : start
  }
  const block = branch.draft.giveId(id)
  buildBlock(branch, { ...split, id: `${split.id}~${id}`, next: flows }, block)
  return block
}

/** Every branch must reach an all-joining gateway exactly once. */
function checkArrival(branch: Scope, split: Node, stop: Node): void {
  if (stop.kind === 'or') return
  const once = branch.shared === 0 ? branch.hits.size === 1 : branch.hits.size === 0 && branch.shared === 1
  if (once) return
  refuse(
    stop.el,
    `các đường từ ${called(split.el)} tới cổng gộp này không khớp từng nhánh một, hồ sơ có thể kẹt.`,
  )
}

function joinOf(split: Node, join: Node | undefined, quits: boolean): Join {
  if (quits) return { mode: 'any' }
  const k = join?.kind === 'quorum' ? (quorumOf(join.el) ?? 1) : undefined
  if (k === undefined || k >= split.next.length) return { mode: 'all' }
  return k === 1 ? { mode: 'any' } : { mode: 'at_least', k }
}

function onlyTerminates(flow: Flow): boolean {
  const ends = [...reach(flow)].filter((node) => node.kind === 'end')
  return ends.every(isAbrupt) && ends.some(({ el }) => eventOf(el) === 'Terminate')
}

function softEndsOf(flows: Flow[], stop: Node | undefined): Set<Node> {
  return new Set(flows.flatMap((flow) => [...softEnds(flow, stop)]))
}
