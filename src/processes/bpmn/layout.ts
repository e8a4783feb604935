import type { Box, Doc, Made } from './writer.ts'

type Point = { x: number; y: number }
type Bounds = Point & { width: number; height: number }

const sizes: [RegExp, number, number][] = [
  [/Gateway$/, 50, 50],
  [/Event$/, 36, 36],
]
const [taskWidth, taskHeight, edgeSize, margin] = [140, 80, 36, 40]

/**
 * Draws the process: shapes and edges of the diagram interchange, from left to right, subprocesses opened in place.
 * Works for any nesting, because every container is laid out by itself and then is one box in the container around it.
 */
export async function layOut(doc: Doc, process: Box): Promise<Made> {
  const { Graph, layout } = await import('@dagrejs/dagre')
  const elements: Made[] = []

  const arrange = (container: Made): { width: number; height: number; draw: (at: Point) => void } => {
    const graph = new Graph({ multigraph: true })
    graph.setGraph({ rankdir: 'LR', nodesep: 50, ranksep: 70, marginx: margin, marginy: margin })
    graph.setDefaultEdgeLabel(() => ({}))
    const inner = nodesOf(container)
    const nested = new Map<Made, ReturnType<typeof arrange>>()
    for (const el of inner) {
      if (el.$type === 'bpmn:BoundaryEvent') continue
      const [, width, height] = sizes.find(([pattern]) => pattern.test(el.$type)) ?? [
        0,
        taskWidth,
        taskHeight,
      ]
      const content = el.$type === 'bpmn:SubProcess' ? arrange(el) : undefined
      if (content) nested.set(el, content)
      graph.setNode(el.id, { width: content?.width ?? width, height: content?.height ?? height })
    }
    const flows = flowsOf(container)
    for (const flow of flows) graph.setEdge(hostOf(flow.from).id, hostOf(flow.to).id, {}, flow.el.id)
    layout(graph)
    const { width = 0, height = 0 } = graph.graph()
    const draw = (at: Point) => {
      const bounds = new Map<string, Bounds>()
      for (const el of inner.filter((other) => other.$type !== 'bpmn:BoundaryEvent')) {
        const node = graph.node(el.id)
        const place = {
          x: at.x + node.x - node.width / 2,
          y: at.y + node.y - node.height / 2,
          width: node.width,
          height: node.height,
        }
        bounds.set(el.id, place)
        elements.push(shape(doc, el, place))
        nested.get(el)?.draw(place)
      }
      for (const el of inner) drawEdgeEvent(doc, el, inner, bounds, elements)
      for (const flow of flows) {
        const points = graph.edge({ v: hostOf(flow.from).id, w: hostOf(flow.to).id, name: flow.el.id }).points
        const moved = points.map((point: Point) => ({ x: at.x + point.x, y: at.y + point.y }))
        elements.push(edge(doc, flow.el, fromEdge(flow.from, bounds, moved)))
      }
    }
    return { width: Math.max(width, taskWidth), height: Math.max(height, taskHeight), draw }
  }

  arrange(process.el).draw({ x: 0, y: 0 })
  const plane = doc.make('bpmndi:BPMNPlane', {
    id: 'Plane_1',
    bpmnElement: process.el,
    planeElement: elements,
  })
  return doc.make('bpmndi:BPMNDiagram', { id: 'Diagram_1', plane })
}

type Link = { el: Made; from: Made; to: Made }

function all(container: Made): Made[] {
  const elements = container['flowElements']
  return Array.isArray(elements) ? elements : []
}

function nodesOf(container: Made): Made[] {
  return all(container).filter((el) => /Event$|Task$|Gateway$|SubProcess$|CallActivity$/.test(el.$type))
}

function flowsOf(container: Made): Link[] {
  return all(container)
    .filter((el) => el.$type === 'bpmn:SequenceFlow')
    .map((el) => ({ el, from: el['sourceRef'] as Made, to: el['targetRef'] as Made }))
}

/** An event on an edge is placed with the activity it hangs on. */
function hostOf(el: Made): Made {
  return el.$type === 'bpmn:BoundaryEvent' ? (el['attachedToRef'] as Made) : el
}

/** Events on the edge of one activity stand side by side on its lower edge. */
function drawEdgeEvent(
  doc: Doc,
  el: Made,
  inner: Made[],
  bounds: Map<string, Bounds>,
  elements: Made[],
): void {
  const host = bounds.get(hostOf(el).id)
  if (el.$type !== 'bpmn:BoundaryEvent' || !host) return
  const index = inner.filter((other) => other.$type === el.$type && hostOf(other) === hostOf(el)).indexOf(el)
  const place = {
    x: host.x + 12 + index * (edgeSize + 8),
    y: host.y + host.height - edgeSize / 2,
    width: edgeSize,
    height: edgeSize,
  }
  bounds.set(el.id, place)
  elements.push(shape(doc, el, place))
}

/** The way of a flow; one that leaves an event on an edge starts below it. */
function fromEdge(from: Made, bounds: Map<string, Bounds>, points: Point[]): Point[] {
  const place = bounds.get(from.id)
  if (from.$type !== 'bpmn:BoundaryEvent' || !place) return points
  const below = { x: place.x + place.width / 2, y: place.y + place.height }
  return [below, { x: below.x, y: below.y + 12 }, ...points.slice(1)]
}

function shape(doc: Doc, el: Made, { x, y, width, height }: Bounds): Made {
  const bounds = doc.make('dc:Bounds', {
    x: round(x),
    y: round(y),
    width: round(width),
    height: round(height),
  })
  const opened = el.$type === 'bpmn:SubProcess' && { isExpanded: true }
  const marked = el.$type === 'bpmn:ExclusiveGateway' && { isMarkerVisible: true }
  return doc.make('bpmndi:BPMNShape', { id: `${el.id}_di`, bpmnElement: el, bounds, ...opened, ...marked })
}

function edge(doc: Doc, el: Made, points: Point[]): Made {
  const waypoint = points.map(({ x, y }) => doc.make('dc:Point', { x: round(x), y: round(y) }))
  return doc.make('bpmndi:BPMNEdge', { id: `${el.id}_di`, bpmnElement: el, waypoint })
}

function round(value: number): number {
  return Math.round(value)
}
