import type { Step } from '../template.ts'
import type { Ask, Draft } from './model.ts'
import { cut } from './names.ts'
import { defaultLimit } from './outcomes.ts'

/**
 * Puts what blocks need to know before they start (which rows, which branches) into the forms of the tasks that
 * lead to them; where something else leads there too, a task that asks is put before the block.
 */
export function placeAsks(draft: Draft, main: WithStart): void {
  const leading = new Map<string, Set<Step>>()
  for (const step of stepsIn(main.steps)) {
    for (const { to } of step.out) {
      const known = leading.get(to)
      if (known) known.add(step)
      else leading.set(to, new Set([step]))
    }
  }
  const started = Map.groupBy(regionsIn(main), (region) => region.start)
  for (const ask of draft.asks) {
    const before = [...(leading.get(ask.step) ?? [])]
    const starts = started.get(ask.step) ?? []
    const filled = starts.length === 0 && before.length > 0 && before.every(leadsNowhereElse)
    if (filled) for (const step of before) step.form = [...(step.form ?? []), ...ask.form]
    else leading.set(ask.step, new Set([insert(draft, ask, before, starts)]))
  }
}

function leadsNowhereElse(step: Step): boolean {
  return step.kind === 'task' && step.out.length === 1
}

function insert(draft: Draft, ask: Ask, before: Step[], starts: WithStart[]): Step {
  const id = draft.giveId(`chuan_bi_${ask.step}`.slice(0, 32))
  for (const step of before) for (const way of step.out) if (way.to === ask.step) way.to = id
  for (const region of starts) region.start = id
  const asking: Step = {
    id,
    kind: 'task',
    name: cut(ask.label),
    role: ask.role,
    limit: defaultLimit,
    form: ask.form,
    out: [{ id: 'xong', label: 'Chuyển bước tiếp', to: ask.step }],
  }
  const { steps } = ask.region
  steps.splice(
    Math.max(
      0,
      steps.findIndex((step) => step.id === ask.step),
    ),
    0,
    asking,
  )
  return asking
}

/** A region, finished or not. */
export type WithStart = { start: string; steps: Step[] }

function* regionsIn(region: WithStart): Iterable<WithStart> {
  yield region
  for (const step of region.steps) for (const other of inner(step)) yield* regionsIn(other)
}

/** Every step of a region and of all regions inside it. */
export function* stepsIn(steps: Step[]): Iterable<Step> {
  for (const step of steps) {
    yield step
    for (const region of inner(step)) yield* stepsIn(region.steps)
  }
}

/** The regions inside a step. */
export function inner(step: Step): WithStart[] {
  if (step.kind === 'parallel') return step.branches.map((branch) => branch.region)
  return step.kind === 'each' ? [step.region] : []
}
