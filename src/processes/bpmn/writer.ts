import type { BpmnModdle } from 'bpmn-moddle'
import type { Condition, Limit } from '../template.ts'
import { isoDuration } from './durations.ts'
import { FEEL, printFeel } from './feel.ts'

/** An element being written. */
export type Made = { $type: string; id: string; [property: string]: unknown }

/** A BPMN file in the making. `make` creates an element, `roots` are its top-level elements. */
export type Doc = {
  make: (type: string, attributes?: Record<string, unknown>) => Made
  roots: Made[]
  errors: Map<string, Made>
  data: Map<string, Made>
}

/** A process or subprocess in the making. */
export type Box = { el: Made; elements: Made[]; lanes: Map<string, Made[]> }

export function newDoc(moddle: BpmnModdle): Doc {
  // moddle's `create` gives an element of its own; its properties are plain ones.
  return {
    make: (type, attributes = {}) => {
      const clean = Object.entries(attributes).map(([key, value]) => [
        key,
        typeof value === 'string' ? xmlText(value) : value,
      ])
      return moddle.create(type, Object.fromEntries(clean)) as Made
    },
    roots: [],
    errors: new Map(),
    data: new Map(),
  }
}

export function newBox(el: Made): Box {
  const elements: Made[] = []
  el['flowElements'] = elements
  return { el, elements, lanes: new Map() }
}

/** Adds a flow node or a data object to a container. */
export function add(
  doc: Doc,
  box: Box,
  type: string,
  id: string,
  attributes: Record<string, unknown> = {},
): Made {
  const el = doc.make(`bpmn:${type}`, { id, ...attributes })
  el['$parent'] = box.el
  box.elements.push(el)
  return el
}

/** Draws a flow. `when` is written as a FEEL condition. */
export function link(doc: Doc, box: Box, from: Made, to: Made, name?: string, when?: Condition | true): Made {
  const id = `Flow_${from.id}_${references(from, 'outgoing').length + 1}`
  const flow = add(doc, box, 'SequenceFlow', id, { ...(name && { name }), sourceRef: from, targetRef: to })
  if (when) {
    const body = when === true ? 'true' : printFeel(when)
    flow['conditionExpression'] = doc.make('bpmn:FormalExpression', { body, language: FEEL })
  }
  references(from, 'outgoing').push(flow)
  references(to, 'incoming').push(flow)
  return flow
}

function references(el: Made, property: string): Made[] {
  const known = el[property]
  if (Array.isArray(known)) return known
  const made: Made[] = []
  el[property] = made
  return made
}

/** The definition of a timer that goes off after a limit. */
export function timer(doc: Doc, limit: Limit | undefined): Made {
  const body = isoDuration(limit ?? { n: 1, u: 'wd' })
  return doc.make('bpmn:TimerEventDefinition', { timeDuration: doc.make('bpmn:FormalExpression', { body }) })
}

/** The error by which a block is left for a step outside it. */
export function errorFor(doc: Doc, target: string): Made {
  const known = doc.errors.get(target)
  if (known) return known
  const error = doc.make('bpmn:Error', { id: `Error_${target}`, name: target, errorCode: target })
  doc.errors.set(target, error)
  doc.roots.push(error)
  return error
}

/** Text without what XML 1.0 cannot carry. */
function xmlText(text: string): string {
  return text.toWellFormed().replace(/[^\t\n\r\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/gu, '')
}

/** A part of an XML id made from any text. */
export function xmlId(text: string): string {
  return text.replace(/[^\p{L}\p{N}._-]/gu, '_')
}
