import { note, roleOf, stepId } from './draft.ts'
import { eventOf, interrupts, triggerOf } from './elements.ts'
import { readGraph } from './graph.ts'
import { softEnds } from './ends.ts'
import type { Graph, Node } from './node.ts'
import type { Exception, Exit, Region, Scope } from './model.ts'
import { type El, list, text, typeOf } from './moddle.ts'
import { cut } from './names.ts'
import { refuse } from './remarks.ts'
import { atEnd, labelOf, one, oneFrom, stepFor } from './walk.ts'

/** How deep subprocesses and blocks may stand in each other. */
const deepest = 50

/** Turns everything a region still waits for into steps. */
export function drain(region: Region): void {
  for (let next = region.queue.shift(); next; next = region.queue.shift()) next()
}

/** A scope inside another: what is given replaces, the rest is inherited. */
export function within(scope: Scope, change: Partial<Scope>): Scope {
  if (scope.depth >= deepest) refuse(scope.graph.el, `lồng sâu hơn ${deepest} cấp.`)
  const fresh = { hits: new Set<string>(), shared: 0, softEnds: new Set<Node>(), depth: scope.depth + 1 }
  return { ...scope, ...fresh, ...change }
}

/** The scope of a subprocess that becomes part of `region` and goes on at `exit`. */
export function subScope(scope: Scope, node: Node, region: Region, exit: Exit): Scope {
  const { draft } = scope
  const inner = within(scope, {
    graph: readGraph(node.el, draft.notes),
    region,
    exit,
    host: { node, scope },
    role: roleOf(draft, scope.graph, node.el, scope.role),
  })
  delete inner.stop
  delete inner.container
  inner.exceptions = [...scope.exceptions, ...edgeExceptions(scope, node, inner.graph)]
  if (region !== scope.region) inner.softEnds = softEnds(inner.graph.entry)
  return inner
}

/** The first step of a whole container, with what its event subprocesses add to it. */
export function entryOf(scope: Scope): string {
  for (const handler of scope.graph.handlers.filter(interrupts)) {
    const entry = openHandler(scope, handler, scope.region, scope.exit)
    scope.draft.handlers.set(handler, entry)
    const trigger = triggerOf(handler)
    if (trigger && isThrown(scope.graph.el, eventOf(trigger))) continue
    const label = cut((trigger && text(trigger, 'name')) ?? 'Xử lý ngoại lệ')
    scope.exceptions = [...scope.exceptions, (from) => ({ label, to: stepFor(from, scope, entry, label) })]
    note(scope.draft, handler, `ngoại lệ «${label}» thành một lựa chọn ở mọi bước.`)
  }
  const asides = scope.graph.handlers.filter((handler) => !interrupts(handler))
  return asides.length > 0 ? beside(scope, asides) : one(scope, scope.graph.entry)
}

function openHandler(scope: Scope, handler: El, region: Region, exit: Exit): string {
  const { draft } = scope
  const graph = readGraph(handler, draft.notes)
  const host: Node = {
    id: `~${graph.entry.to.id}`,
    el: handler,
    kind: 'sub',
    next: [],
    arrivals: 0,
    bounds: [],
  }
  const inner = within(scope, { graph, region, exit, host: { node: host, scope } })
  delete inner.stop
  delete inner.container
  inner.exceptions = scope.host?.scope.exceptions ?? []
  if (region !== scope.region) inner.softEnds = softEnds(graph.entry)
  const entry = one(inner, graph.entry)
  if (entry === exit.one()) refuse(handler, 'tiểu quy trình sự kiện không có bước việc nào.')
  return entry
}

/**
 * Work that an event starts beside the main line, as often as the event comes: a block of the main line and one
 * branch per event, which waits, does the work and waits again until somebody closes it.
 */
function beside(scope: Scope, handlers: El[]): string {
  const { draft } = scope
  const id = draft.giveId('song_song')
  const main: Region = { steps: [], queue: [] }
  const graph = scope.graph
  const line = within(scope, {
    region: main,
    exit: atEnd,
    container: scope,
    softEnds: softEnds(graph.entry),
  })
  const start = one(line, graph.entry)
  if (start === 'END') refuse(graph.el, 'không có bước việc nào.')
  drain(main)
  const branches = [
    { id: draft.giveId(`${id.slice(0, 28)}_chinh`.slice(0, 32)), region: { start, steps: main.steps } },
  ]
  for (const handler of handlers) branches.push(watch(scope, handler))
  scope.region.steps.push({
    id,
    kind: 'parallel',
    name: cut(`Xử lý chính và theo dõi: ${handlers.map(handlerName).join(', ')}`),
    branches,
    join: { mode: 'all' },
    out: [{ id: 'xong', label: 'Hoàn thành', to: scope.exit.one() }],
  })
  return id
}

function handlerName(handler: El): string {
  const trigger = triggerOf(handler)
  return (trigger && text(trigger, 'name')) ?? text(handler, 'name') ?? 'sự kiện'
}

function watch(scope: Scope, handler: El) {
  const { draft } = scope
  const name = handlerName(handler)
  const region: Region = { steps: [], queue: [] }
  const id = stepId(draft, triggerOf(handler) ?? handler, 'cho_su_kien')
  const to = openHandler(scope, handler, region, {
    one: () => id,
    many: () => [{ label: 'Hoàn thành', to: id }],
  })
  drain(region)
  const wait = { id, kind: 'wait' as const, name: cut(`Chờ: ${name}`), until: { event: id } }
  const out = [
    { id: 'co', label: cut(name), to },
    { id: 'dong', label: 'Đóng theo dõi', to: 'END' },
  ]
  region.steps.unshift({ ...wait, out })
  note(
    draft,
    handler,
    'thành một nhánh theo dõi song song; xong việc chính thì người phụ trách đóng theo dõi.',
  )
  return { id: draft.giveId('theo_doi'), region: { start: id, steps: region.steps } }
}

/** Interrupting events on the edge of a subprocess, as ways out of every step in it. */
function edgeExceptions(scope: Scope, node: Node, graph: Graph): Exception[] {
  return node.bounds.flatMap((bound) => {
    const [event, flow] = [eventOf(bound.el), bound.next[0]]
    if (!flow || bound.el['cancelActivity'] === false || isThrown(node.el, event)) return []
    if (event === 'Timer' && (isRepeated(node.el) || soleBlock(graph))) return []
    note(scope.draft, bound.el, 'thành một lựa chọn ở mọi bước bên trong tiểu quy trình.')
    const label = cut(text(bound.el, 'name') ?? labelOf(flow))
    return [(from: Scope) => ({ label, to: oneFrom(from, scope, flow) })]
  })
}

/** The split of the one block that is all a container holds: its time limit is the block's. */
export function soleBlock(graph: Graph): Node | undefined {
  const split = graph.entry.to.next[0]?.to
  if (!split || split.next.length < 2 || (split.kind !== 'and' && split.kind !== 'or')) return undefined
  const meeting = graph.meet(split.next.map((flow) => flow.to.id))
  const join = graph.nodes.find((node) => node.id === meeting)
  return !join || join.kind === 'end' || join.next[0]?.to.kind === 'end' ? split : undefined
}

/** Whether an activity is done once per row of a list. */
export function isRepeated(el: El): boolean {
  const loop = el['loopCharacteristics']
  return (
    typeof loop === 'object' &&
    loop !== null &&
    '$type' in loop &&
    loop.$type === 'bpmn:MultiInstanceLoopCharacteristics'
  )
}

/** Whether an end inside the container throws such an event (an error or escalation). */
function isThrown(container: El, event: string): boolean {
  if (event !== 'Error' && event !== 'Escalation') return false
  return list(container, 'flowElements').some(
    (el) => (typeOf(el) === 'EndEvent' && eventOf(el) === event) || isThrown(el, event),
  )
}
