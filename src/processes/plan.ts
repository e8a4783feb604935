import { fieldsReadIn } from './check/assignment.ts'
import { outlineOf, type Node, type Outline } from './outline.ts'
import type { Limit, Template } from './schema.ts'

/** What the engine looks up again and again in a template that no longer changes. */
export type Plan = Outline & {
  /** The fields that ways and limits go by. */
  read: Set<string>
  /** Whether any clock is ever stopped by a wait. */
  pauses: boolean
  /** The steps some outcome leads to with the clock resumed. */
  resumable: Set<string>
  /** The steps whose performer some role is. */
  remembered: Set<string>
  /** For each role, those whose persons must be others; the relation counts both ways. */
  apart: Map<string, string[]>
}

const plans = new WeakMap<Template, Plan>()

/** The plan of a template, made once. */
export function planOf(template: Template): Plan {
  let plan = plans.get(template)
  if (plan === undefined) plans.set(template, (plan = makePlan(template)))
  return plan
}

function makePlan(template: Template): Plan {
  const outline = outlineOf(template)
  const stops = (limit: Limit | undefined) => (limit?.pause?.length ?? 0) > 0
  const apart = new Map<string, string[]>(Object.keys(template.roles).map((role) => [role, []]))
  for (const [role, { not_same_as = [] }] of Object.entries(template.roles)) {
    for (const other of not_same_as) {
      apart.get(role)?.push(other)
      apart.get(other)?.push(role)
    }
  }
  return {
    ...outline,
    read: fieldsReadIn(outline),
    pauses: stops(template.limit) || outline.nodes.some(({ step }) => stops(step.limit)),
    resumable: new Set(
      outline.nodes.flatMap(({ step }) =>
        step.out.filter(({ clock }) => clock === 'resume').map(({ to }) => to),
      ),
    ),
    remembered: new Set(
      Object.values(template.roles).flatMap(({ by, ref }) =>
        by === 'performer_of' && ref !== undefined ? [ref] : [],
      ),
    ),
    apart,
  }
}

/** The node of a step that a state of this template names. */
export function nodeOf({ byId }: Outline, step: string): Node {
  const node = byId.get(step)
  if (node === undefined) throw new Error(`the template has no step ${step}`)
  return node
}
