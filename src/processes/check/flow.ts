import { halts, quorum, type Node, type Outline, type Scope } from '../outline.ts'
import { blame, called, type Report } from './problem.ts'

/** V2–V4: within each region every step can be reached and can reach the end; outcomes leave it only outwards. */
export function checkFlow(outline: Outline, report: Report): void {
  for (const { nodes, start } of outline.scopes) {
    const reached = spread(start ? [start] : [], (node) => node.next)
    const finishing = spread(
      nodes.filter((node) => node.ends),
      (node) => node.before,
    )
    for (const node of nodes) {
      if (start !== undefined && !reached.has(node)) {
        blame(
          report,
          'V2',
          node,
          '',
          `không có đường nào từ ${called(start)} đến bước này; hãy thêm kết quả dẫn đến đây hoặc bỏ bước.`,
        )
      }
      if (!finishing.has(node)) {
        blame(
          report,
          'V3',
          node,
          '/out',
          'từ bước này không thể đi đến kết thúc; hãy thêm kết quả dẫn tới END hoặc tới một bước sẽ kết thúc.',
        )
      }
      checkTargets(node, report)
    }
  }
}

function checkTargets(node: Node, report: Report): void {
  node.to.forEach((to, i) => {
    if (to.kind !== 'foreign') return
    const label = node.step.out[i]?.label ?? ''
    blame(
      report,
      'V4',
      node,
      `/out/${i}/to`,
      `kết quả “${label}” dẫn vào giữa một nhánh khác (${called(to.node)}); chỉ được dẫn tới END, bước cùng nhánh hoặc bước ở ngoài bao quanh.`,
    )
  })
}

/** Everything that can be reached from some nodes, themselves included. */
function spread(from: readonly Node[], further: (node: Node) => readonly Node[]): Set<Node> {
  const reached = new Set(from)
  for (const node of reached) for (const to of further(node)) reached.add(to)
  return reached
}

/**
 * V7: every cycle halts somewhere, so the engine never runs for ever. Only what the engine does by itself counts:
 * the edges of `decide` steps, those into blocks, and those out of blocks that can complete without anyone acting.
 * An `each` block is such a block, for its table may be empty.
 */
export function checkCycles(outline: Outline, report: Report): void {
  const instant = instantSteps(outline)
  const edges = (node: Node): Node[] => {
    const found: Node[] = []
    for (const { start } of node.inner) if (start && !halts(start.step)) found.push(start)
    if (instant.has(node))
      for (const to of node.to) {
        if ((to.kind === 'next' || to.kind === 'escape') && !halts(to.node.step)) found.push(to.node)
      }
    return found
  }
  for (const node of onCycles(outline.nodes, edges)) {
    blame(
      report,
      'V7',
      node,
      '/out',
      'nằm trong một vòng lặp không có việc nào cho người làm nên sẽ chạy mãi; hãy đặt một bước việc hoặc bước chờ vào vòng.',
    )
  }
}

/** The steps that may be left at the moment they are entered; inner blocks are judged before those around them. */
function instantSteps(outline: Outline): Set<Node> {
  const instant = new Set<Node>(
    outline.nodes.filter(({ step }) => step.kind === 'decide' || step.kind === 'each'),
  )
  const passes = ({ start }: Scope): boolean => {
    const through = spread(start ? [start] : [], (node) => (instant.has(node) ? node.next : []))
    return through.values().some((node) => instant.has(node) && node.ends)
  }
  for (const node of outline.nodes.toReversed()) {
    if (node.step.kind !== 'parallel') continue
    const passing = new Set(node.inner.filter(passes))
    // the worst case: of the conditional branches, just those run that pass
    const running = node.inner.filter((scope) => scope.branch?.when === undefined || passing.has(scope))
    if (passing.size >= quorum(node.step.join, running.length)) instant.add(node)
  }
  return instant
}

/** The nodes at which depth-first search, with a stack of its own, finds a cycle closed. */
function onCycles(nodes: readonly Node[], edges: (node: Node) => Node[]): Set<Node> {
  const closed = new Set<Node>()
  const finished = new Set<Node>()
  const open = new Set<Node>()
  for (const root of nodes) {
    if (halts(root.step) || finished.has(root)) continue
    const stack = [{ node: root, rest: edges(root) }]
    open.add(root)
    for (let top = stack.at(-1); top !== undefined; top = stack.at(-1)) {
      const to = top.rest.pop()
      if (to === undefined) {
        open.delete(top.node)
        finished.add(top.node)
        stack.pop()
      } else if (open.has(to)) closed.add(to)
      else if (!finished.has(to)) {
        open.add(to)
        stack.push({ node: to, rest: edges(to) })
      }
    }
  }
  return closed
}
