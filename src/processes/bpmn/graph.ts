import { eventOf, isEventSubprocess, type Kind, kindOf } from './elements.ts'
import { meetings } from './meetings.ts'
import { type El, idOf, list, ref, text, typeOf } from './moddle.ts'
import { type Flow, flowTo, type Graph, isWork, type Node, reach } from './node.ts'
import { annotationsOf, lanesOf } from './surroundings.ts'
import { refuse, type Remark, remark } from './remarks.ts'

/**
 * Reads the flow of a container. What BPMN leaves implicit becomes explicit: a task with several ways out gets a
 * split after it, a gateway that both joins and splits becomes two, a dead end gets an end, several starts a choice.
 * @throws Refused naming an element from which the end cannot be reached
 */
export function readGraph(container: El, notes: Remark[]): Graph {
  const nodes = new Map<El, Node>()
  for (const el of list(container, 'flowElements')) {
    const kind = kindOf(el)
    const id = idOf(el) || `~${nodes.size}`
    if (kind) nodes.set(el, { id, el, kind, next: [], arrivals: 0, bounds: [] })
  }
  connect(container, nodes, notes)
  for (const node of nodes.values()) attach(node, nodes, notes)
  const all = [...nodes.values()].flatMap(settle)
  const entry = flowTo(entryOf(container, all, notes))
  const reached = reach(entry)
  const { lost, meet } = meetings([...reached])
  const stuck = all.find((node) => lost.includes(node.id))
  if (stuck) refuse(stuck.el, 'từ đây không có đường tới điểm kết thúc.')
  const bounds = [...reached].flatMap((node) => node.bounds)
  const aside = new Set([...reached, ...bounds.flatMap((bound) => [...reach(flowTo(bound))])])
  for (const node of all) {
    if (aside.has(node) || !isWork(node)) continue
    notes.push(remark(node.el, 'không nối với điểm bắt đầu, đã bỏ.'))
  }
  const handlers = list(container, 'flowElements').filter(isEventSubprocess)
  return {
    el: container,
    entry,
    nodes: all,
    handlers,
    lanes: lanesOf(container),
    annotations: annotationsOf(container),
    meet,
  }
}

const LOOSE = 'đường nối thiếu một đầu'

/** The flows of a container, and of those inside it, that come from nowhere or lead nowhere. */
export function looseFlows(container: El): Remark[] {
  return list(container, 'flowElements').flatMap((el) =>
    typeOf(el) === 'SequenceFlow'
      ? ref(el, 'sourceRef') && ref(el, 'targetRef')
        ? []
        : [remark(el, `${LOOSE}.`)]
      : looseFlows(el),
  )
}

function connect(container: El, nodes: Map<El, Node>, notes: Remark[]): void {
  const links = new Map<string, Node>()
  for (const node of nodes.values()) {
    if (typeOf(node.el) === 'IntermediateCatchEvent' && eventOf(node.el) === 'Link')
      links.set(linkName(node.el), node)
  }
  for (const node of nodes.values()) {
    if (typeOf(node.el) !== 'IntermediateThrowEvent' || eventOf(node.el) !== 'Link') continue
    const to = links.get(linkName(node.el))
    if (to) join(node, { ...flowTo(to), id: node.id })
  }
  for (const el of list(container, 'flowElements')) {
    if (typeOf(el) !== 'SequenceFlow') continue
    const [source, target] = [ref(el, 'sourceRef'), ref(el, 'targetRef')]
    const from = source && nodes.get(source)
    const to = target && nodes.get(target)
    if (!from || !to) notes.push(remark(el, `${LOOSE}, đã bỏ.`))
    else join(from, flowOf(el, from, to))
  }
}

function linkName(el: El): string {
  const definition = list(el, 'eventDefinitions')[0]
  return (definition && text(definition, 'name')) ?? text(el, 'name') ?? ''
}

function flowOf(el: El, from: Node, to: Node): Flow {
  const label = text(el, 'name')
  const expression = ref(el, 'conditionExpression')
  return {
    id: idOf(el),
    to,
    ...(label && { label }),
    ...(expression && { condition: text(expression, 'body') ?? '' }),
    fallback: ref(from.el, 'default') === el,
  }
}

function join(from: Node, flow: Flow): void {
  from.next.push(flow)
  flow.to.arrivals++
}

function attach(node: Node, nodes: Map<El, Node>, notes: Remark[]): void {
  if (node.kind !== 'boundary') return
  const hostEl = ref(node.el, 'attachedToRef')
  const host = hostEl && nodes.get(hostEl)
  if (host) host.bounds.push(node)
  else notes.push(remark(node.el, 'không gắn vào bước việc nào, đã bỏ.'))
}

/** Makes explicit the end or the split that a node implies. */
function settle(node: Node): Node[] {
  if (node.kind === 'end') {
    node.next = []
    return [node]
  }
  if (node.next.length === 0) {
    const end: Node = made(node, 'end', '~end')
    join(node, flowTo(end))
    return [node, end]
  }
  const gateway = ['xor', 'and', 'or', 'quorum', 'event'].includes(node.kind)
  if (gateway && node.next.length === 1) {
    if (node.kind === 'xor' || node.kind === 'event' || node.arrivals < 2) node.kind = 'pass'
    return [node]
  }
  if (node.next.length === 1 || node.kind === 'xor' || node.kind === 'event') return [node]
  if (gateway && node.kind !== 'quorum' && node.arrivals < 2) return [node]
  return splitAfter(node)
}

function splitAfter(node: Node): Node[] {
  const kind = node.kind === 'and' || node.kind === 'or' ? node.kind : impliedSplit(node)
  const split: Node = { ...made(node, kind, '~split'), next: node.next }
  node.next = []
  join(node, flowTo(split))
  return [node, split]
}

/** One condition and a default are a choice of two; conditions without a default may all hold; none at all: every way. */
function impliedSplit(node: Node): Kind {
  const conditional = node.next.filter((flow) => flow.condition !== undefined && !flow.fallback)
  const fallback = node.next.filter((flow) => flow.fallback)
  if (conditional.length === 1 && fallback.length === 1 && node.next.length === 2) return 'xor'
  return conditional.length > 0 ? 'or' : 'and'
}

function made(node: Node, kind: Kind, suffix: string): Node {
  return { id: node.id + suffix, el: node.el, kind, next: [], arrivals: 0, bounds: [] }
}

function entryOf(container: El, all: Node[], notes: Remark[]): Node {
  const starts = all.filter((node) => node.kind === 'start')
  const found = starts.length > 0 ? starts : all.filter((node) => node.arrivals === 0 && !isAside(node))
  const [first, ...others] = found
  if (!first) refuse(container, 'không tìm thấy điểm bắt đầu.')
  for (const start of starts) {
    const event = eventOf(start.el)
    if (event === 'None' || isEventSubprocess(container)) continue
    notes.push(remark(start.el, 'sự kiện bắt đầu chỉ được ghi chú; hồ sơ do người mở.'))
  }
  if (others.length === 0) return first
  const targets = new Set(found.map((node) => node.next[0]?.to))
  if (starts.length > 0 && targets.size === 1) return first
  const entry: Node = {
    id: '~start',
    el: container,
    kind: starts.length > 0 ? 'xor' : 'and',
    next: [],
    arrivals: 0,
    bounds: [],
  }
  for (const node of found) join(entry, flowTo(node, starts.length > 0 ? text(node.el, 'name') : undefined))
  if (starts.length > 0)
    notes.push(remark(container, `có ${starts.length} cách bắt đầu, thành một bước lựa chọn.`))
  return entry
}

/** What has no flow in by nature. */
function isAside(node: Node): boolean {
  return node.kind === 'boundary' || (node.kind === 'pass' && node.next.length === 0)
}
