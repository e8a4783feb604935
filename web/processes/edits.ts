import type { Branch, Outcome, Region, Step, TaskStep, Template } from '../../src/processes/template.ts'
import { rowsOf } from './outline.ts'

/*
 * Changes of a template as the table of steps makes them: pure, each gives a new template, so that undo is to show an
 * older one. Ids are given once and never shown.
 */

/** An id nothing in the template has yet. */
export function freshId(template: Template, prefix: string): string {
  const text = JSON.stringify(template)
  let n = 1
  while (text.includes(`"${prefix}_${n}"`)) n++
  return `${prefix}_${n}`
}

function mapRegion(region: Region, change: (region: Region) => Region): Region {
  const steps = region.steps.map((step): Step => {
    if (step.kind === 'parallel')
      return {
        ...step,
        branches: step.branches.map((one) => ({ ...one, region: mapRegion(one.region, change) })),
      }
    return step.kind === 'each' ? { ...step, region: mapRegion(step.region, change) } : step
  })
  return change({ ...region, steps })
}

const mapMain = (template: Template, change: (region: Region) => Region): Template => ({
  ...template,
  main: mapRegion(template.main, change),
})

/** Changes one step. */
export const setStep = (template: Template, id: string, change: (step: Step) => Step): Template =>
  mapMain(template, (region) => ({
    ...region,
    steps: region.steps.map((step) => (step.id === id ? change(step) : step)),
  }))

/** A piece of work of one day in the first role, that leads on. */
export const newTask = (
  template: Template,
  id: string,
  name: string,
  to: string,
  done: string,
): TaskStep => ({
  id,
  kind: 'task',
  name,
  role: Object.keys(template.roles)[0] ?? '',
  limit: { n: 1, u: 'wd' },
  out: [{ id: 'xong', label: done, to }],
})

/** Puts a step after another of the same region: what led on from that one now leads to the new, and the new on. */
export function insertAfter(template: Template, id: string, make: (to: string) => Step): Template {
  return mapMain(template, (region) => {
    const at = region.steps.findIndex((step) => step.id === id)
    const before = region.steps[at]
    if (before === undefined) return region
    const way = before.out.find(({ kind = 'forward' }) => kind === 'forward') ?? before.out[0]
    const made = make(way?.to ?? 'END')
    const led = {
      ...before,
      out: before.out.map((one) => (one === way ? { ...one, to: made.id } : one)),
    } as Step
    return { ...region, steps: [...region.steps.slice(0, at), led, made, ...region.steps.slice(at + 1)] }
  })
}

/** Takes a step away: what led to it leads to where it led. The last of a region stays. */
export function removeStep(template: Template, id: string): Template {
  const found = rowsOf(template).find(({ step }) => step.id === id)
  if (found === undefined || found.region.steps.length < 2) return template
  const gone = new Set([
    id,
    ...rowsOf({ ...template, main: { start: id, steps: [found.step] } }).map(({ step }) => step.id),
  ])
  const on = found.step.out.find(({ to }) => !gone.has(to))?.to ?? 'END'
  const without = mapMain(template, (region) => {
    const steps = region.steps.filter((step) => step.id !== id)
    return { start: region.start === id ? (steps[0]?.id ?? '') : region.start, steps }
  })
  return mapMain(without, (region) => ({
    ...region,
    steps: region.steps.map((step) => ({
      ...step,
      out: step.out.map((one) => (gone.has(one.to) ? { ...one, to: on } : one)),
    })),
  }))
}

/** Moves a step up or down among those beside it; where it leads stays. */
export const moveStep = (template: Template, id: string, by: 1 | -1): Template =>
  mapMain(template, (region) => {
    const from = region.steps.findIndex((step) => step.id === id)
    const to = from + by
    const steps = [...region.steps]
    const [one, other] = [steps[from], steps[to]]
    if (one === undefined || other === undefined) return region
    ;[steps[from], steps[to]] = [other, one]
    return { ...region, steps }
  })

/** Changes one outcome of a step. */
export const setOutcome = (template: Template, id: string, i: number, change: Partial<Outcome>): Template =>
  setStep(template, id, (step) => ({
    ...step,
    out: step.out.map((one, at) => (at === i ? cleaned({ ...one, ...change }) : one)),
  }))

/** What the kind of an outcome brings with it: sending back takes a coded reason, turning down one in words. */
function cleaned(outcome: Outcome): Outcome {
  const { needs: _, clock: __, ...rest } = outcome
  const signature = (outcome.needs ?? []).filter((one) => one === 'signature')
  const needs = [
    ...signature,
    ...(outcome.kind === 'return'
      ? (['reason_code'] as const)
      : outcome.kind === 'reject'
        ? (['reason'] as const)
        : []),
  ]
  return {
    ...rest,
    ...(needs.length > 0 ? { needs } : {}),
    ...(outcome.kind === 'return' ? { clock: outcome.clock ?? ('restart' as const) } : {}),
  }
}

/** Branches done at the same time, one step in each to begin with. */
export function newBlock(
  template: Template,
  words: { name: string; step: string; done: string },
  to: string,
): Step {
  const branch = (n: number): Branch => {
    const id = freshId(template, `nhanh_${n}`)
    const task = newTask(template, freshId(template, `buoc_${n}`), `${words.step} ${n}`, 'END', words.done)
    return { id, region: { start: task.id, steps: [task] } }
  }
  return {
    id: freshId(template, 'khoi'),
    kind: 'parallel',
    name: words.name,
    join: { mode: 'all' },
    branches: [branch(1), branch(2)],
    out: [{ id: 'xong', label: words.done, to }],
  }
}

/** One branch for each row of a table of units, asked at the same time. */
export function newEach(
  template: Template,
  over: string,
  words: { name: string; step: string; done: string; all: string },
  to: string,
): Step {
  const task = newTask(template, freshId(template, 'y_kien'), words.step, 'END', words.done)
  return {
    id: freshId(template, 'lay_y_kien'),
    kind: 'each',
    name: words.name,
    over,
    join: { mode: 'all' },
    region: { start: task.id, steps: [task] },
    out: [{ id: 'du', label: words.all, to }],
  }
}
