import { quorum, type Node, type Outline, type Scope } from '../outline.ts'
import type { Limit } from '../schema.ts'
import { blame, warn, type Report } from './problem.ts'

/**
 * Working hours a limit stands for when limits of different units are weighed against each other: a working day of
 * 8 hours, 5 working days in 7 calendar days. Only these warnings use it; deadlines never convert units.
 */
function nominal({ n, u }: Limit): number {
  return u === 'wh' ? n : u === 'wd' ? n * 8 : (n * 40) / 7
}

const units = { wh: 'giờ làm việc', wd: 'ngày làm việc', cd: 'ngày' }

function written({ n, u }: Limit): string {
  return `${n} ${units[u]}`
}

/** V11: alerts come within limits, and the limits along the longest way forward do not exceed the limit of the whole. */
export function checkLimits(outline: Outline, report: Report): void {
  for (const node of outline.nodes) checkAlerts(node, report)
  const longest = new Map<Scope, number>()
  // inner regions first
  for (const scope of outline.scopes.toReversed()) {
    longest.set(scope, longestWay(outline, scope, longest))
  }
  for (const node of outline.nodes) {
    const { limit } = node.step
    if (limit === undefined || node.inner.length === 0 || within(node, longest) <= nominal(limit)) continue
    warn(
      report,
      'V11',
      node,
      '/limit',
      `các bước bên trong cần nhiều thời gian hơn thời hạn ${written(limit)} của cả khối; hãy rút ngắn các bước hoặc nới thời hạn.`,
    )
  }
  const main = outline.scopes[0]
  const { limit } = outline.template
  if (main === undefined || (longest.get(main) ?? 0) <= nominal(limit)) return
  const days = Math.ceil((longest.get(main) ?? 0) / 8)
  const message = `Thời hạn toàn quy trình là ${written(limit)} nhưng cộng thời hạn các bước theo đường dài nhất hết khoảng ${days} ngày làm việc; hãy rút ngắn các bước hoặc nới thời hạn.`
  report({ rule: 'V11', severity: 'warning', path: '/limit', message })
}

function checkAlerts(node: Node, report: Report): void {
  const { limit, alerts = [] } = node.step
  alerts.forEach(({ at }, i) => {
    if (limit === undefined) {
      blame(
        report,
        'V11',
        node,
        `/alerts/${i}`,
        'có cảnh báo nhưng bước không có thời hạn; hãy đặt thời hạn hoặc bỏ cảnh báo.',
      )
    } else if ('before' in at && nominal(at.before) >= nominal(limit)) {
      blame(
        report,
        'V11',
        node,
        `/alerts/${i}/at/before`,
        `cảnh báo trước ${written(at.before)} không nằm trong thời hạn ${written(limit)}; hãy giảm bớt.`,
      )
    }
  })
}

/** How long the branches of a block take: until as many are done as its join asks, the quickest first. */
function within({ step, inner }: Node, longest: Map<Scope, number>): number {
  if (inner.length === 0) return 0
  const times = inner.map((scope) => longest.get(scope) ?? 0).sort((a, b) => a - b)
  if (step.kind === 'each') return times[0] ?? 0
  return step.kind === 'parallel' ? (times[quorum(step.join, times.length) - 1] ?? 0) : 0
}

/**
 * The longest simple way forward through a region, in nominal working hours. Returns and timeouts are not forward;
 * of the cycles left, the edge that closes each (in the order of a walk from the start) is not either.
 */
function longestWay(outline: Outline, scope: Scope, longest: Map<Scope, number>): number {
  const finish = new Map<Node, number>()
  let most = 0
  for (const [node, before] of forwardOrder(scope)) {
    let since = 0
    for (const earlier of before) since = Math.max(since, finish.get(earlier) ?? 0)
    const done = finishOf(outline, node, since, longest)
    finish.set(node, done)
    most = Math.max(most, done)
  }
  return most
}

function finishOf(outline: Outline, node: Node, since: number, longest: Map<Scope, number>): number {
  const { limit, id } = node.step
  if (outline.template.limit.pause?.includes(id)) return since
  if (limit === undefined) return since + within(node, longest)
  if (limit.from === 'case' && node.scope.depth === 1) return nominal(limit)
  return limit.from === undefined || limit.from === 'step' ? since + nominal(limit) : since
}

/** The steps of a region so that each comes after its forward predecessors, which are given with it. */
function forwardOrder({ start }: Scope): [Node, Node[]][] {
  if (start === undefined) return []
  const before = new Map<Node, Node[]>([[start, []]])
  const open = new Set<Node>([start])
  const postorder: Node[] = []
  const stack = [{ node: start, tried: 0 }]
  for (let top = stack.at(-1); top !== undefined; top = stack.at(-1)) {
    if (top.tried === top.node.to.length) {
      open.delete(top.node)
      postorder.push(top.node)
      stack.pop()
      continue
    }
    const to = forward(top.node, top.tried++)
    if (to === undefined || open.has(to)) continue
    const known = before.get(to)
    if (known !== undefined) known.push(top.node)
    else {
      before.set(to, [top.node])
      open.add(to)
      stack.push({ node: to, tried: 0 })
    }
  }
  return postorder.toReversed().map((node) => [node, before.get(node) ?? []])
}

/** The step of the same region that the i-th outcome leads forward to. */
function forward({ step, to }: Node, i: number): Node | undefined {
  const kind = step.out[i]?.kind
  const one = to[i]
  return kind !== 'return' && kind !== 'timeout' && one?.kind === 'next' ? one.node : undefined
}
