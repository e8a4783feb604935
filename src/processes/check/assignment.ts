import { halts, type Node, type Outline, type Scope } from '../outline.ts'
import type { Condition, FormLine, Limit, Outcome } from '../schema.ts'
import { called, type Report } from './problem.ts'

/**
 * Where a field is needed: `entry` when the step begins, `exit` when it is left (its own form counts then), `start`
 * when the case begins. The table of an `each` block is only `wanted`: left empty, it means no rows.
 */
type Use = { field: string; at: string; node?: Node; when: 'start' | 'entry' | 'exit'; wanted: boolean }

/**
 * V8, definite assignment: a field read by a condition, a table or a limit is filled on every path before. For each
 * field read, one walk visits the steps that may begin without it, so the cost is fields read × steps.
 * A form counts when the step is left by its work (kind forward), for only then must it be complete.
 * What is filled inside a branch of `each` belongs to its row and counts inside that branch only.
 */
export function checkAssignment(outline: Outline, report: Report): void {
  const uses = Map.groupBy(findUses(outline), ({ field }) => field)
  for (const [field, all] of uses) {
    if (!Object.hasOwn(outline.template.fields, field)) continue
    const empty = mayLack(outline, field, required)
    const unseen = all.some(({ wanted }) => wanted) ? mayLack(outline, field, offered) : empty
    for (const use of all) {
      if (!lacks(use, empty, required)) continue
      complain(outline, use, use.wanted && !lacks(use, unseen, offered) ? 'warning' : 'error', report)
    }
  }
}

function complain(outline: Outline, use: Use, severity: 'error' | 'warning', report: Report): void {
  const { field, node, at } = use
  const label = `trường “${outline.template.fields[field]?.label ?? field}” (${field})`
  const who = node === undefined ? 'Thời hạn toàn quy trình' : called(node)
  const message =
    severity === 'warning'
      ? `${who}: ${label} có thể còn trống khi đến đây, khi đó bước qua ngay; hãy đặt trường này là bắt buộc ở bước trước nếu luôn cần.`
      : `${who}: ${label} được dùng nhưng có đường đi đến đây mà chưa ai điền; hãy đặt trường này là bắt buộc ở một bước mọi đường đều qua.`
  report({ rule: 'V8', severity, path: at, ...(node && { step: node.step.id }), message })
}

type Fills = (line: FormLine) => boolean
const required: Fills = ({ mode }) => mode === 'req'
const offered: Fills = ({ mode }) => mode !== 'ro'

/** The steps that may begin, the blocks that may complete and the regions that may end while a field is not filled. */
export type Lack = { begin: Set<Node>; complete: Set<Node>; end: Set<Scope> }

/** The fields that some condition or limit reads. */
export function fieldsReadIn(outline: Outline): Set<string> {
  return new Set(findUses(outline).flatMap(({ field, wanted }) => (wanted ? [] : [field])))
}

/** For each of these fields where it may be missing; everywhere else a case has it. */
export function mayBeMissing(outline: Outline): Map<string, Lack> {
  return new Map([...fieldsReadIn(outline)].map((field) => [field, mayLack(outline, field, required)]))
}

function lacks({ field, node, when }: Use, lack: Lack, fills: Fills): boolean {
  if (node === undefined || when === 'start') return true
  if (when === 'entry') return lack.begin.has(node)
  return node.inner.length > 0
    ? lack.complete.has(node)
    : lack.begin.has(node) && !fillsIn(node, field, fills)
}

function fillsIn({ step }: Node, field: string, fills: Fills): boolean {
  return halts(step) && (step.form ?? []).some((line) => line.f === field && fills(line))
}

function mayLack(outline: Outline, field: string, fills: Fills): Lack {
  const lack: Lack = { begin: new Set(), complete: new Set(), end: new Set() }
  const ended = lack.end
  const enter = (scope: Scope | undefined) => {
    if (scope?.start) lack.begin.add(scope.start)
  }
  const leave = (node: Node, i: number) => {
    const to = node.to[i] ?? { kind: 'missing' }
    if (to.kind === 'next' || to.kind === 'escape') lack.begin.add(to.node)
    else if (to.kind === 'end') ended.add(node.scope)
    if (to.kind === 'end' && node.scope.parent !== undefined) complete(node.scope.parent)
  }
  const complete = (block: Node) => {
    if (lack.complete.has(block) || !lack.begin.has(block) || !completesWithout(block, ended)) return
    lack.complete.add(block)
    block.step.out.forEach((_, i) => leave(block, i))
  }
  enter(outline.scopes[0])
  // the set grows while it is walked
  for (const node of lack.begin) {
    const { step, inner } = node
    const filled = fillsIn(node, field, fills)
    step.out.forEach((outcome, i) => {
      if (outcome.kind === 'timeout' || (inner.length === 0 && !(filled && byWork(outcome)))) leave(node, i)
    })
    inner.forEach(enter)
    complete(node)
    if (step.kind === 'each') for (const to of leavingRows(node)) lack.begin.add(to)
  }
  return lack
}

function byWork({ kind = 'forward' }: Outcome): boolean {
  return kind === 'forward'
}

/** Where outcomes inside the rows of an `each` lead outside of it: what the row filled is left behind. */
function leavingRows(each: Node): Node[] {
  return within(each).flatMap(({ to }) =>
    to.flatMap((one) =>
      one.kind === 'escape' && one.node.scope.depth <= each.scope.depth ? [one.node] : [],
    ),
  )
}

function within({ inner }: Node): Node[] {
  return inner.flatMap(({ nodes }) => nodes.flatMap((node) => [node, ...within(node)]))
}

/** Whether a block may complete with only branches that did not fill the field, some of them just now `ended`. */
function completesWithout({ step, inner }: Node, ended: Set<Scope>): boolean {
  if (step.kind !== 'parallel') return step.kind === 'each'
  if (step.join.mode !== 'all') return inner.some((scope) => ended.has(scope))
  return inner.every((scope) => scope.branch?.when !== undefined || ended.has(scope))
}

function findUses({ template, nodes }: Outline): Use[] {
  const uses: Use[] = []
  const use = (field: string, at: string, when: Use['when'], node?: Node, wanted = false) =>
    uses.push({ field, at, when, wanted, ...(node && { node }) })
  const reads = (condition: Condition | undefined, at: string, when: Use['when'], node: Node) => {
    if (condition) for (const read of fieldsRead(condition, at)) use(read.field, read.at, when, node)
  }
  const counts = (limit: Limit | undefined, at: string, when: Use['when'], node?: Node) => {
    const from = limit?.from ?? 'step'
    if (from !== 'step' && from !== 'case') use(from, `${at}/from`, when, node)
  }
  counts(template.limit, '/limit', 'start')
  for (const node of nodes) {
    const { step, path } = node
    counts(step.limit, `${path}/limit`, 'entry', node)
    if (step.kind === 'each') use(step.over, `${path}/over`, 'entry', node, true)
    if (step.kind === 'parallel')
      step.branches.forEach(({ when }, i) => reads(when, `${path}/branches/${i}/when`, 'entry', node))
    step.out.forEach(({ when }, i) => reads(when, `${path}/out/${i}/when`, 'exit', node))
  }
  return uses
}

/** The fields a condition compares. To ask whether one is set needs no value, and within `all` it vouches for the rest. */
function fieldsRead(
  condition: Condition,
  at: string,
  vouched: readonly string[] = [],
): { field: string; at: string }[] {
  if ('all' in condition) {
    const set = condition.all.flatMap((part) => ('f' in part && part.is === 'set' ? [part.f] : []))
    return condition.all.flatMap((part, i) => fieldsRead(part, `${at}/all/${i}`, [...vouched, ...set]))
  }
  if ('any' in condition)
    return condition.any.flatMap((part, i) => fieldsRead(part, `${at}/any/${i}`, vouched))
  if ('not' in condition) return fieldsRead(condition.not, `${at}/not`, vouched)
  return condition.is === 'set' || vouched.includes(condition.f) ? [] : [{ field: condition.f, at }]
}
