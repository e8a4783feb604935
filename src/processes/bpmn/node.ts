import { eventOf, type Kind } from './elements.ts'
import { type El, typeOf } from './moddle.ts'

/** A node of the flow of one container. Every node except ends has at least one way on. */
export type Node = {
  /** The element's id, or made from it for what BPMN leaves implicit (a split after a task, an end). */
  id: string
  el: El
  kind: Kind
  next: Flow[]
  /** How many flows lead here. */
  arrivals: number
  /** Events on the edge of an activity. */
  bounds: Node[]
}

/** A sequence flow. `fallback` marks the default flow of a gateway or task. */
export type Flow = { id: string; to: Node; label?: string; condition?: string; fallback: boolean }

/** One container (process or subprocess) as a graph with a single way in. */
export type Graph = {
  el: El
  entry: Flow
  nodes: Node[]
  /** Event subprocesses of the container. */
  handlers: El[]
  /** The name of the lane an element stands in, and the texts of annotations tied to it. */
  lanes: Map<El, string>
  annotations: Map<El, string[]>
  /** See `postdominators`. */
  meet: (nodes: readonly string[]) => string
}

/** Whether a node is an end that cuts short more than its own way. */
export function isAbrupt(node: Node): boolean {
  if (node.kind !== 'end' || typeOf(node.el) !== 'EndEvent') return false
  return ['Terminate', 'Error', 'Escalation'].includes(eventOf(node.el))
}

/** A flow that the file does not draw. */
export function flowTo(to: Node, label?: string): Flow {
  return { id: `~${to.id}`, to, ...(label && { label }), fallback: false }
}

/** The nodes straight after a node; from an activity also its interrupting boundary events. */
export function successors(node: Node): Node[] {
  return [...node.next.map((flow) => flow.to), ...node.bounds.filter(cuts)]
}

/** Whether a boundary event cuts its activity short. */
export function cuts(bound: Node): boolean {
  return bound.el['cancelActivity'] !== false
}

/** All nodes that can be reached, without going past `stop`. */
export function reach(from: Flow, stop?: Node): Set<Node> {
  const seen = new Set<Node>()
  const queue = from.to === stop ? [] : [from.to]
  for (let node = queue.pop(); node; node = queue.pop()) {
    if (seen.has(node)) continue
    seen.add(node)
    queue.push(...successors(node).filter((other) => other !== stop))
  }
  return seen
}

/** Whether a node is something to do or to wait for. */
export function isWork(node: Node): boolean {
  return ['task', 'wait', 'call', 'sub', 'event'].includes(node.kind)
}

/** The nodes straight before each node. */
export function predecessors(nodes: Iterable<Node>): Map<Node, Node[]> {
  const before = new Map<Node, Node[]>()
  for (const node of nodes) {
    for (const other of successors(node)) {
      const known = before.get(other)
      if (known) known.push(node)
      else before.set(other, [node])
    }
  }
  return before
}

/** The nodes from which a goal can be reached, the goals included. */
export function leadingTo(nodes: Iterable<Node>, goal: (node: Node) => boolean): Set<Node> {
  const all = [...nodes]
  const before = predecessors(all)
  const leading = new Set(all.filter(goal))
  for (const node of leading) for (const other of before.get(node) ?? []) leading.add(other)
  return leading
}
