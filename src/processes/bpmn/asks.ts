import type { Step } from '../template.ts'
import type { Ask, Draft, Region } from './model.ts'
import { cut } from './names.ts'
import { defaultLimit } from './outcomes.ts'

/**
 * Puts what blocks need to know before they start (which rows, which branches) into the forms of the tasks that
 * lead to them; where something else leads there too, a task that asks is put before the block.
 */
export function placeAsks(draft: Draft, main: Region & { start: string }): void {
  for (const ask of draft.asks) {
    const before = [...stepsIn(main.steps)].filter((step) => step.out.some((way) => way.to === ask.step))
    const isStart = startsWith(main, ask.step)
    const filled = !isStart && before.length > 0 && before.every(leadsNowhereElse)
    if (filled) for (const step of before) step.form = [...(step.form ?? []), ...ask.form]
    else insert(draft, main, ask, before)
  }
}

function leadsNowhereElse(step: Step): boolean {
  return (
    step.kind === 'task' &&
    step.out.filter((way) => way.kind !== 'timeout').length === 1 &&
    !step.out.some((way) => way.kind === 'timeout')
  )
}

function insert(draft: Draft, main: Region & { start: string }, ask: Ask, before: Step[]): void {
  const id = draft.giveId(`chuan_bi_${ask.step}`.slice(0, 32))
  for (const step of before) for (const way of step.out) if (way.to === ask.step) way.to = id
  replaceStart(main, ask.step, id)
  const at = ask.region.steps.findIndex((step) => step.id === ask.step)
  ask.region.steps.splice(Math.max(0, at), 0, {
    id,
    kind: 'task',
    name: cut(ask.label),
    role: ask.role,
    limit: defaultLimit,
    form: ask.form,
    out: [{ id: 'xong', label: 'Chuyển bước tiếp', to: ask.step }],
  })
}

/** A region, finished or not. */
export type WithStart = { start: string; steps: Step[] }

function startsWith(region: WithStart, id: string): boolean {
  return (
    region.start === id || region.steps.some((step) => inner(step).some((other) => startsWith(other, id)))
  )
}

function replaceStart(region: WithStart, id: string, by: string): void {
  if (region.start === id) region.start = by
  for (const step of region.steps) for (const other of inner(step)) replaceStart(other, id, by)
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
