import type { Condition } from '../template.ts'
import { parseFeel } from './feel.ts'
import type { Flow, Node } from './node.ts'
import type { Draft } from './model.ts'

/**
 * The conditions of an exclusive gateway in order, the fallback last and without one, when all of them are about
 * fields of the template; undefined when a person has to choose.
 */
export function choiceOf(draft: Draft, gateway: Node): { flow: Flow; when?: Condition }[] | undefined {
  const fallback = gateway.next.find((flow) => flow.fallback) ?? gateway.next.at(-1)
  const ways: { flow: Flow; when?: Condition }[] = []
  for (const flow of gateway.next) {
    if (flow === fallback) continue
    const when = conditionOf(draft, flow)
    if (!when) return undefined
    ways.push({ flow, when })
  }
  return fallback && [...ways, { flow: fallback }]
}

/** The condition of a flow, when it is one about fields of the template. */
export function conditionOf(draft: Draft, flow: Flow): Condition | undefined {
  if (!flow.condition) return undefined
  return parseFeel(flow.condition, (name) => (Object.hasOwn(draft.fields, name) ? name : undefined))
}

/** Lets the fields of a condition take the type its values show: text compared with literals is an enumeration. */
export function learnTypes(draft: Draft, condition: Condition): void {
  if ('not' in condition) return learnTypes(draft, condition.not)
  if ('all' in condition || 'any' in condition) {
    const parts = 'all' in condition ? condition.all : condition.any
    for (const part of parts) learnTypes(draft, part)
    return
  }
  const field = draft.fields[condition.f]
  if (!field || (field.type !== 'string' && field.type !== 'enum')) return
  for (const value of Array.isArray(condition.v) ? condition.v : [condition.v]) {
    if (typeof value === 'boolean') field.type = 'boolean'
    else if (typeof value === 'number') field.type = 'decimal'
    else if (typeof value === 'string') {
      field.type = 'enum'
      field.enum = [...new Set([...(field.enum ?? []), value])]
    }
  }
}
