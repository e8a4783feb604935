import { type Flow, isAbrupt, leadingTo, type Node, predecessors, reach, successors } from './node.ts'

/**
 * The ends that cut short more than their own branch and stand behind steps that lead to nothing else. A step in a
 * branch must be able to complete the branch, so such an end can only end the branch (or refuses the file).
 * @param stop the join of the branch, if it has one
 */
export function softEnds(entry: Flow, stop?: Node): Set<Node> {
  const inside = reach(entry, stop)
  const ends = [...inside].filter(isAbrupt)
  if (ends.length === 0) return new Set()
  const live = leadingTo(inside, (node) => goesOn(node, stop))
  const before = predecessors(inside)
  // Events on an edge or after an event gateway are no steps of their own: what counts is the step they belong to.
  const isPart = (node: Node): boolean =>
    node.kind === 'boundary' ||
    node.kind === 'pass' ||
    (before.get(node) ?? []).some(({ kind }) => kind === 'event')
  const dead = (end: Node): boolean => {
    const parts = new Set([end])
    for (const part of parts) {
      for (const node of before.get(part) ?? []) {
        if (isPart(node)) parts.add(node)
        else if (!live.has(node)) return true
      }
    }
    return false
  }
  return new Set(ends.filter((end) => end === entry.to || dead(end)))
}

function goesOn(node: Node, stop: Node | undefined): boolean {
  if (node.kind === 'end') return !isAbrupt(node)
  return stop !== undefined && successors(node).includes(stop)
}
