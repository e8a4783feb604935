import type { Branch, Join, Region, Step, Template } from './schema.ts'

/** The outcome target that completes the region a step stands in. */
export const END = 'END'

/** A region in its place: the template's main one, or a branch of the block `parent`. */
export type Scope = {
  region: Region
  /** The `parallel` or `each` step this region is a branch of; none for the main region. */
  parent?: Node
  /** The branch of a `parallel` step. */
  branch?: Branch
  /** 1 for the main region. */
  depth: number
  /** JSON Pointer of the region in the template. */
  path: string
  nodes: Node[]
  /** The step it begins with, if there is such a step. */
  start?: Node
}

/** A step in its place. */
export type Node = {
  step: Step
  scope: Scope
  /** JSON Pointer of the step in the template. */
  path: string
  /** The regions inside a block, in order; empty for other steps. */
  inner: Scope[]
  /** Where each outcome leads, in the order of `step.out`. */
  to: Target[]
  /** The steps of the same region that outcomes lead to, and those whose outcomes lead here. */
  next: Node[]
  before: Node[]
  /** Whether an outcome ends the region. */
  ends: boolean
}

/** The region's end, a step of the same region, a step of a region around it, or nowhere legal. */
export type Target =
  | { kind: 'end' }
  | { kind: 'next' | 'escape' | 'foreign'; node: Node }
  | { kind: 'missing' }

/** A template with its nesting unfolded. Regions come before those inside them, steps in the order written. */
export type Outline = {
  template: Template
  scopes: Scope[]
  nodes: Node[]
  /** By id; of two steps with one id, the first. */
  byId: Map<string, Node>
}

/** Unfolds a template in linear time, whatever its depth; nothing about its meaning is assumed. */
export function outline(template: Template): Outline {
  const main: Scope = { region: template.main, depth: 1, path: '/main', nodes: [] }
  const found: Outline = { template, scopes: [main], nodes: [], byId: new Map() }
  // the list grows while it is walked
  for (const scope of found.scopes) {
    scope.region.steps.forEach((step, i) => {
      const node: Node = {
        step,
        scope,
        path: `${scope.path}/steps/${i}`,
        inner: [],
        to: [],
        next: [],
        before: [],
        ends: false,
      }
      scope.nodes.push(node)
      found.nodes.push(node)
      if (step.id === scope.region.start) scope.start ??= node
      if (!found.byId.has(step.id)) found.byId.set(step.id, node)
      unfold(node, found.scopes)
    })
  }
  found.nodes.forEach((node) => link(found, node))
  return found
}

function unfold(node: Node, scopes: Scope[]): void {
  const { step } = node
  const depth = node.scope.depth + 1
  if (step.kind === 'parallel') {
    step.branches.forEach((branch, i) => {
      const path = `${node.path}/branches/${i}/region`
      node.inner.push({ region: branch.region, parent: node, branch, depth, path, nodes: [] })
    })
  } else if (step.kind === 'each') {
    node.inner.push({ region: step.region, parent: node, depth, path: `${node.path}/region`, nodes: [] })
  } else return
  scopes.push(...node.inner)
}

function link(found: Outline, node: Node): void {
  for (const outcome of node.step.out) {
    const to = target(found, node, outcome.to)
    node.to.push(to)
    if (to.kind === 'next') {
      node.next.push(to.node)
      to.node.before.push(node)
    }
    if (to.kind === 'end') node.ends = true
  }
}

function target({ byId }: Outline, { scope }: Node, id: string): Target {
  if (id === END) return { kind: 'end' }
  const node = byId.get(id)
  if (node === undefined) return { kind: 'missing' }
  if (node.scope === scope) return { kind: 'next', node }
  for (let around = scope.parent?.scope; around !== undefined; around = around.parent?.scope) {
    if (around === node.scope) return { kind: 'escape', node }
  }
  return { kind: 'foreign', node }
}

const outlines = new WeakMap<Template, Outline>()

/** The outline of a template that no longer changes, made once. */
export function outlineOf(template: Template): Outline {
  let known = outlines.get(template)
  if (known === undefined) outlines.set(template, (known = outline(template)))
  return known
}

/** Whether a person or the outside world must act before the step is left. */
export function halts(step: Step): boolean {
  return step.kind === 'task' || step.kind === 'wait' || step.kind === 'call'
}

/** How many of `running` branches must be done for a block to complete; never more than there are. */
export function quorum({ mode, k = 1 }: Join, running: number): number {
  if (mode === 'all') return running
  return Math.min(mode === 'any' ? 1 : k, running)
}
