import { eventOf } from './elements.ts'
import { isAbrupt, leadingTo, type Node, successors } from './node.ts'
import { postdominators } from './postdominators.ts'

/**
 * Where ways meet again. An end that cuts everything short frees nobody who waits at a join, so it does not count,
 * except for nodes from which there is no other: for them terminating counts first, errors last.
 * @returns as `postdominators`, for the nodes given
 */
export function meetings(nodes: Node[]): { lost: string[]; meet: (nodes: readonly string[]) => string } {
  const full = postdominators(nextOf(nodes))
  if (!nodes.some(isAbrupt)) return full
  const views = [
    (node: Node) => !isAbrupt(node),
    (node: Node) => !isAbrupt(node) || eventOf(node.el) === 'Terminate',
  ]
  const calm = views.map((counts) => {
    const live = leadingTo(nodes, (node) => node.kind === 'end' && counts(node))
    return { live: new Set([...live].map((node) => node.id)), ...postdominators(nextOf([...live])) }
  })
  return {
    lost: full.lost,
    meet: (ids) => (calm.find(({ live }) => ids.every((id) => live.has(id))) ?? full).meet(ids),
  }
}

function nextOf(nodes: Node[]): Map<string, string[]> {
  const ids = new Set(nodes.map((node) => node.id))
  return new Map(
    nodes.map((node) => [
      node.id,
      successors(node)
        .map((other) => other.id)
        .filter((id) => ids.has(id)),
    ]),
  )
}
