import type { EachStep, Outcome, ParallelStep, Region, Step } from '../template.ts'
import { drawLanes, lazily, type Place, target } from './places.ts'
import { add, type Box, type Doc, link, type Made, newBox, timer, xmlId } from './writer.ts'

/** Draws a region as the content of a process or subprocess. */
export function drawRegion(
  doc: Doc,
  box: Box,
  region: Region,
  roleName: (role: string) => string,
  around?: { place: Place; block: Made },
): void {
  const start = add(doc, box, 'StartEvent', `Start_${box.el.id}`)
  const end = lazily(() => add(doc, box, 'EndEvent', `End_${box.el.id}`))
  const place: Place = { doc, box, entries: new Map(), end, roleName, ...(around && { around }) }
  drawSteps(place, region)
  link(doc, box, start, target(place, region.start))
}

function drawSteps(place: Place, region: Region): void {
  const drawn = region.steps.map((step) => ({ step, el: drawStep(place, step) }))
  for (const { step, el } of drawn) place.entries.set(step.id, el)
  for (const { step, el } of drawn) drawOutcomes(place, step, el)
}

const types: Record<Exclude<Step['kind'], 'wait'>, string> = {
  task: 'UserTask',
  decide: 'ExclusiveGateway',
  parallel: 'SubProcess',
  each: 'SubProcess',
  call: 'CallActivity',
}

function drawStep(place: Place, step: Step): Made {
  const { doc, box } = place
  const type =
    step.kind === 'wait'
      ? step.out.length > 1
        ? 'EventBasedGateway'
        : 'IntermediateCatchEvent'
      : types[step.kind]
  const el = add(doc, box, type, step.id, { name: step.name })
  if (step.guide) el['documentation'] = [doc.make('bpmn:Documentation', { text: step.guide })]
  if (step.kind === 'call') el['calledElement'] = `P_${xmlId(step.template)}`
  if (type === 'IntermediateCatchEvent') el['eventDefinitions'] = [doc.make('bpmn:MessageEventDefinition')]
  if (step.role) {
    const name = place.roleName(step.role)
    box.lanes.set(name, [...(box.lanes.get(name) ?? []), el])
  }
  return el
}

function drawOutcomes(place: Place, step: Step, el: Made): void {
  const { doc, box } = place
  if (step.kind === 'parallel') drawBranches(place, step, el)
  if (step.kind === 'each') drawRows(place, step, el)
  if (step.kind === 'wait' && step.out.length > 1) return drawEvents(place, step, el)
  const ways = step.out.filter((way) => way.kind !== 'timeout')
  const [only] = ways
  if (only && ways.length === 1) link(doc, box, el, target(place, only.to), only.label)
  else {
    const gateway = step.kind === 'decide' ? el : add(doc, box, 'ExclusiveGateway', `Gw_${step.id}`)
    if (gateway !== el) link(doc, box, el, gateway)
    for (const way of ways) {
      // What a person may choose is not what a gateway decides: conditions of a task's outcomes only show or hide them.
      const when = step.kind === 'task' ? undefined : way.when
      const flow = link(doc, box, gateway, target(place, way.to), way.label, when)
      if (!when && way === ways.at(-1) && step.kind !== 'task' && ways.length > 1) gateway['default'] = flow
    }
  }
  for (const way of step.out) if (way.kind === 'timeout') drawTimeout(place, step, el, way)
}

function drawTimeout(place: Place, step: Step, el: Made, way: Outcome): void {
  const { doc, box } = place
  const edge = add(doc, box, 'BoundaryEvent', `Timer_${step.id}`, {
    name: way.label,
    attachedToRef: el,
    cancelActivity: true,
    eventDefinitions: [timer(doc, step.limit)],
  })
  link(doc, box, edge, target(place, way.to))
}

/** A wait with several outcomes: an event-based gateway and one event for each. */
function drawEvents(place: Place, step: Step, el: Made): void {
  const { doc, box } = place
  for (const way of step.out) {
    const definition =
      way.kind === 'timeout' ? timer(doc, step.limit) : doc.make('bpmn:MessageEventDefinition')
    const id = `Event_${step.id}_${way.id}`
    const event = add(doc, box, 'IntermediateCatchEvent', id, {
      name: way.label,
      eventDefinitions: [definition],
    })
    link(doc, box, el, event)
    link(doc, box, event, target(place, way.to))
  }
}

/** A parallel step: a subprocess in which a gateway opens the branches; how they join says when it is done. */
function drawBranches(place: Place, step: ParallelStep, el: Made): void {
  const { doc } = place
  const box = newBox(el)
  const conditional = step.branches.some((branch) => branch.when)
  const kind = conditional ? 'InclusiveGateway' : 'ParallelGateway'
  const start = add(doc, box, 'StartEvent', `Start_${step.id}`)
  const split = add(doc, box, kind, `Split_${step.id}`, { name: step.name })
  link(doc, box, start, split)
  const join = joinOf(doc, box, step, kind)
  for (const branch of step.branches) {
    // An all-joining gateway counts one flow for each branch.
    const merges = step.join.mode !== 'any' && endings(branch.region) > 1
    const end = lazily(() => {
      if (!merges) return join()
      const merge = add(doc, box, 'ExclusiveGateway', `Merge_${branch.id}`)
      link(doc, box, merge, join())
      return merge
    })
    const inner: Place = {
      doc,
      box,
      entries: new Map(),
      end,
      roleName: place.roleName,
      around: { place, block: el },
    }
    drawSteps(inner, branch.region)
    link(
      doc,
      box,
      split,
      target(inner, branch.region.start),
      undefined,
      conditional ? (branch.when ?? true) : undefined,
    )
  }
  drawLanes(doc, box)
}

function joinOf(doc: Doc, box: Box, step: ParallelStep, kind: string): () => Made {
  const quits = (name: string) =>
    add(doc, box, 'EndEvent', name, { eventDefinitions: [doc.make('bpmn:TerminateEventDefinition')] })
  if (step.join.mode === 'any') return lazily(() => quits(`End_${step.id}`))
  return lazily(() => {
    const atLeast = step.join.mode === 'at_least'
    const join = add(doc, box, atLeast ? 'ComplexGateway' : kind, `Join_${step.id}`)
    if (atLeast)
      join['activationCondition'] = doc.make('bpmn:FormalExpression', {
        body: `activationCount >= ${step.join.k ?? 1}`,
      })
    link(doc, box, join, atLeast ? quits(`End_${step.id}`) : add(doc, box, 'EndEvent', `End_${step.id}`))
    return join
  })
}

function endings(region: Region): number {
  return region.steps.reduce((sum, step) => sum + step.out.filter((way) => way.to === 'END').length, 0)
}

/** An each step: a multi-instance subprocess over the table field. */
function drawRows(place: Place, step: EachStep, el: Made): void {
  const { doc } = place
  const box = newBox(el)
  const k = step.join.mode === 'any' ? 1 : step.join.mode === 'at_least' ? step.join.k : undefined
  const condition = k && doc.make('bpmn:FormalExpression', { body: `numberOfCompletedInstances >= ${k}` })
  el['loopCharacteristics'] = doc.make('bpmn:MultiInstanceLoopCharacteristics', {
    isSequential: false,
    loopDataInputRef: doc.data.get(step.over),
    ...(condition && { completionCondition: condition }),
  })
  drawRegion(doc, box, step.region, place.roleName, { place, block: el })
  drawLanes(doc, box)
}
