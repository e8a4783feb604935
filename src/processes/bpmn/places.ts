import { add, type Box, type Doc, errorFor, link, type Made } from './writer.ts'

/** Where the steps of one region are drawn. */
export type Place = {
  doc: Doc
  box: Box
  /** The element a flow to a step leads to. */
  entries: Map<string, Made>
  /** The element a flow to END leads to. */
  end: () => Made
  /** The place of the block this region is inside of, and the block there. */
  around?: { place: Place; block: Made }
  roleName: (role: string) => string
}

/** The lanes of a container: one for each role that has steps in it. */
export function drawLanes(doc: Doc, box: Box): void {
  if (box.lanes.size === 0) return
  const lanes = [...box.lanes].map(([name, elements], index) =>
    doc.make('bpmn:Lane', { id: `Lane_${box.el.id}_${index + 1}`, name, flowNodeRef: elements }),
  )
  box.el['laneSets'] = [doc.make('bpmn:LaneSet', { id: `Lanes_${box.el.id}`, lanes })]
}

/** The element a flow to a step leads to; from inside a block to a step outside it, an error that the block's edge catches. */
export function target(place: Place, to: string): Made {
  if (to === 'END') return place.end()
  const here = place.entries.get(to)
  if (here) return here
  const { doc, box } = place
  const error = errorFor(doc, to)
  for (let at = place.around; at; at = at.place.around) {
    const entry = at.place.entries.get(to)
    if (!entry) continue
    catchError(at.place, at.block, entry, to)
    const id = `Exit_${box.elements.length}_${box.el.id}`
    const definition = doc.make('bpmn:ErrorEventDefinition', { errorRef: error })
    return add(doc, box, 'EndEvent', id, { eventDefinitions: [definition] })
  }
  throw new TypeError(`no step ${to} in this region or around it`)
}

function catchError(place: Place, block: Made, entry: Made, to: string): void {
  const { doc, box } = place
  const id = `Catch_${block.id}_${to}`
  if (box.elements.some((el) => el.id === id)) return
  const definition = doc.make('bpmn:ErrorEventDefinition', { errorRef: errorFor(doc, to) })
  const edge = add(doc, box, 'BoundaryEvent', id, {
    attachedToRef: block,
    cancelActivity: true,
    eventDefinitions: [definition],
  })
  link(doc, box, edge, entry)
}

/** Makes a thing when it is first asked for. */
export function lazily<T>(make: () => T): () => T {
  let made: { value: T } | undefined
  return () => (made ??= { value: make() }).value
}
