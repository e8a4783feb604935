/** The name of the virtual node after every end. */
export const AFTER = ''

/**
 * Where all paths from several nodes surely meet again.
 * @param next for every node (in any order) the nodes after it; a node without any is followed by `AFTER`
 * @returns `meet(nodes)`: the nearest node every path from each of `nodes` passes (one of them, if the others lead
 *   there), `AFTER` when they meet only after the end; `lost`: the nodes from which the end cannot be reached
 * Cooper, Harvey and Kennedy, "A Simple, Fast Dominance Algorithm", on the reversed graph.
 */
export function postdominators(next: ReadonlyMap<string, readonly string[]>): {
  meet: (nodes: readonly string[]) => string
  lost: string[]
} {
  const order = orderFromEnd(next)
  const rank = new Map(order.map((node, index) => [node, index]))
  const above = new Map<string, string>([[AFTER, AFTER]])
  const common = (one: string, other: string): string => {
    let [a, b] = [one, other]
    while (a !== b) {
      const climbA = (rank.get(a) ?? 0) > (rank.get(b) ?? 0)
      if (climbA) a = above.get(a) ?? AFTER
      else b = above.get(b) ?? AFTER
    }
    return a
  }
  for (let changed = true; changed;) {
    changed = false
    for (const node of order.slice(1)) {
      const known = after(next, node).filter((other) => above.has(other))
      const found = known.reduce(common)
      if (above.get(node) === found) continue
      above.set(node, found)
      changed = true
    }
  }
  return {
    meet: (nodes) => nodes.reduce(common),
    lost: [...next.keys()].filter((node) => !rank.has(node)),
  }
}

function after(next: ReadonlyMap<string, readonly string[]>, node: string): readonly string[] {
  const found = next.get(node) ?? []
  return found.length > 0 ? found : [AFTER]
}

/** Reverse postorder of the reversed graph: a node comes after one of the nodes it leads to. */
function orderFromEnd(next: ReadonlyMap<string, readonly string[]>): string[] {
  const before = new Map<string, string[]>()
  for (const node of next.keys()) {
    for (const other of after(next, node)) {
      const nodes = before.get(other)
      if (nodes) nodes.push(node)
      else before.set(other, [node])
    }
  }
  const seen = new Set([AFTER])
  const postorder: string[] = []
  const stack = [{ node: AFTER, at: 0 }]
  for (let top = stack.at(-1); top; top = stack.at(-1)) {
    const other = before.get(top.node)?.[top.at++]
    if (other === undefined) postorder.push(stack.pop()?.node ?? AFTER)
    else if (!seen.has(other)) {
      seen.add(other)
      stack.push({ node: other, at: 0 })
    }
  }
  return postorder.reverse()
}
