import { enterClock, settleClocks } from './clocks.ts'
import {
  fieldAt,
  findOpen,
  type Fact,
  type Fields,
  type Open,
  type OutcomeKind,
  type State,
  type Work,
} from './case.ts'
import { holds } from './condition.ts'
import { quorum, type Node, type Scope } from './outline.ts'
import { staff } from './people.ts'
import { nodeOf } from './plan.ts'
import { emit, type Place, type Run } from './run.ts'
import type { Outcome } from './schema.ts'

/** More steps than anyone could want begun by one command: rows in rows of long tables, or a template without end (V7). */
const MAX_BEGUN = 10_000

/**
 * Goes on until every branch waits for someone: choices are made, blocks opened, joins fired.
 * @returns whether it came to rest
 */
export function settle(run: Run): boolean {
  for (let begun = 0; begun < MAX_BEGUN; begun++) {
    const next = run.agenda.pop()
    if (next === undefined) {
      settleClocks(run)
      return true
    }
    if (isOpen(run.state, next.place)) begin(run, next.node, next.place, next.clock)
  }
  return false
}

/** Whether a branch still runs: another may have left the block, or completed it, in the meantime. */
function isOpen(state: State, { in: no, key }: Place): boolean {
  if (no === 0) return state.status === 'running'
  return findOpen(state.open, no)?.branches?.some((branch) => branch.key === key && !branch.done) ?? false
}

function begin(run: Run, node: Node, place: Place, clock: Outcome['clock']): void {
  const { step } = node
  if (step.kind === 'decide') {
    const i = choose(run.state, node, place)
    const { id: outcome, kind = 'forward' } = outcomeAt(node, i)
    emit(run, { type: 'passed', step: step.id, ...place, outcome, kind })
    follow(run, node, place, i)
    return
  }
  const at = { step: step.id, ...place }
  const entered: Extract<Fact, { type: 'entered' }> = {
    type: 'entered',
    no: run.state.next,
    kind: step.kind,
    ...at,
    holders: staff(run, node, place),
  }
  if (step.role !== undefined) entered.role = step.role
  if (step.limit !== undefined) entered.clock = enterClock(run, step.limit, at, clock)
  if (node.inner.length > 0) entered.branches = branchesOf(run.state, node, place)
  emit(run, entered)
  openBranches(run, node, entered.no)
}

function branchesOf(state: State, { step, inner }: Node, place: Place): { key: string; row?: Fields }[] {
  if (step.kind === 'each') {
    const rows = fieldAt(state, place, step.over)
    return Array.isArray(rows) ? rows.map((row: Fields, i) => ({ key: String(i), row })) : []
  }
  const lookup = (field: string) => fieldAt(state, place, field)
  return inner.flatMap(({ branch }) =>
    branch !== undefined && holds(branch.when, lookup) ? { key: branch.id } : [],
  )
}

function openBranches(run: Run, node: Node, no: number): void {
  const branches = findOpen(run.state.open, no)?.branches
  if (branches === undefined) return
  if (branches.length === 0) return completeBlock(run, no)
  // the first branch last, so that it is taken up first
  for (const { key } of branches.toReversed()) {
    const start = scopeOf(node, key).start
    if (start !== undefined) run.agenda.push({ node: start, place: { in: no, key }, clock: undefined })
  }
}

function scopeOf({ inner, step }: Node, key: string): Scope {
  const scope = inner.find(({ branch }) => branch === undefined || branch.id === key)
  if (scope === undefined) throw new Error(`the template has no branch ${key} in ${step.id}`)
  return scope
}

/** The first outcome, in order, whose condition holds; the last has none. */
export function choose(state: State, { step }: Node, place: Place): number {
  const lookup = (field: string) => fieldAt(state, place, field)
  return step.out.findIndex(({ kind, when }) => kind !== 'timeout' && holds(when, lookup))
}

function outcomeAt({ step }: Node, i: number): Outcome {
  const outcome = step.out[i]
  if (outcome === undefined) throw new Error(`no outcome of ${step.id} holds`)
  return outcome
}

/** Closes an open step with an outcome, stops what still runs inside it, and goes where the outcome leads. */
export function closeWith(run: Run, open: Open, i: number, work: Work = {}): void {
  const node = nodeOf(run.plan, open.step)
  const { id: outcome, kind = 'forward' } = outcomeAt(node, i)
  if (open.branches !== undefined) cancelInside(run, open.no, kind === 'timeout' ? 'timeout' : 'joined')
  const closed: Extract<Fact, { type: 'closed' }> = {
    type: 'closed',
    no: open.no,
    step: open.step,
    outcome,
    kind,
    ...work,
  }
  if (keeps(run, open)) closed.keep = true
  if (run.plan.remembered.has(open.step)) closed.remember = true
  emit(run, closed)
  follow(run, node, open, i)
}

function keeps({ plan }: Run, { step, clock }: Open): boolean {
  return clock !== undefined && plan.resumable.has(step)
}

function follow(run: Run, node: Node, { in: no, key }: Place, i: number): void {
  const to = node.to[i]
  const { clock, kind = 'forward' } = outcomeAt(node, i)
  if (to?.kind === 'end') return endRegion(run, { in: no, key }, kind)
  if (to?.kind === 'next') {
    run.agenda.push({ node: to.node, place: { in: no, key }, clock })
    return
  }
  if (to?.kind !== 'escape') throw new Error(`an outcome of ${node.step.id} leads nowhere`)
  const block = blockAround(run, no, to.node.scope)
  cancelInside(run, block.no, kind)
  cancel(run, block, kind)
  run.agenda.push({ node: to.node, place: { in: block.in, key: block.key }, clock })
}

/** The open block that stands in the given region, at or around the block of that number. */
function blockAround(run: Run, no: number, region: Scope): Open {
  const block = findOpen(run.state.open, no)
  if (block === undefined) throw new Error(`block ${no} is not open`)
  return nodeOf(run.plan, block.step).scope === region ? block : blockAround(run, block.in, region)
}

const results = { forward: 'done', return: 'done', reject: 'rejected', timeout: 'expired' } as const

function endRegion(run: Run, { in: no, key }: Place, kind: OutcomeKind): void {
  if (no === 0) return emit(run, { type: 'finished', status: results[kind] })
  emit(run, { type: 'branch_done', no, key })
  fireJoin(run, no)
}

/** Completes a block whose join is satisfied. */
export function fireJoin(run: Run, no: number): void {
  const { step, branches = [] } = findOpen(run.state.open, no) ?? { step: '' }
  const node = nodeOf(run.plan, step)
  if (node.step.kind !== 'parallel' && node.step.kind !== 'each') return
  const done = branches.filter((branch) => branch.done).length
  if (done >= quorum(node.step.join, branches.length)) completeBlock(run, no)
}

function completeBlock(run: Run, no: number): void {
  const block = findOpen(run.state.open, no)
  if (block !== undefined) closeWith(run, block, choose(run.state, nodeOf(run.plan, block.step), block))
}

/** Stops all that runs inside a block; each holder is told by the event. */
export function cancelInside(run: Run, block: number, why: OutcomeKind | 'joined' | 'withdrawn'): void {
  const inside = new Set([block])
  for (const one of run.state.open) if (inside.has(one.in)) inside.add(one.no)
  for (const one of run.state.open) if (one.no !== block && inside.has(one.no)) cancel(run, one, why)
}

/** Stops one open step. */
export function cancel(run: Run, one: Open, why: OutcomeKind | 'joined' | 'withdrawn'): void {
  const { no, step, holders } = one
  emit(run, { type: 'cancelled', no, step, why, holders, ...(keeps(run, one) && { keep: true }) })
}
