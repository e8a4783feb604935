import type {
  Branch,
  Field,
  Limit,
  Outcome,
  Region,
  Step,
  TaskStep,
  Template,
} from '../../src/processes/template.ts'
import { firstTest } from './conditions.ts'
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
  const led = mapMain(without, (region) => ({
    ...region,
    steps: region.steps.map((step) => ({
      ...step,
      ...(step.limit === undefined ? {} : { limit: unpaused(step.limit, gone) }),
      out: step.out.map((one) => (gone.has(one.to) ? { ...one, to: on } : one)),
    })),
  }))
  return { ...led, limit: unpaused(led.limit, gone) }
}

/** A limit that stands still at none of the waits that are gone. */
function unpaused({ pause, ...limit }: Limit, gone: ReadonlySet<string>): Limit {
  const left = pause?.filter((id) => !gone.has(id)) ?? []
  return left.length === 0 ? limit : { ...limit, pause: left }
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
  const forward = (outcome.kind ?? 'forward') === 'forward'
  const asked =
    outcome.kind === 'timeout'
      ? []
      : (outcome.needs ?? []).filter((one) => one === 'signature' || (forward && one === 'reason'))
  const needs = [
    ...asked,
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

/**
 * Puts a wait for somebody outside after a step, such as for missing papers: who opened the case says when it is over,
 * and the time of the whole stands still meanwhile.
 */
export function addWait(template: Template, after: string, words: { name: string; done: string }): Template {
  const id = freshId(template, 'cho')
  const pause = [...(template.limit.pause ?? []), id]
  const make = (to: string): Step => ({
    id,
    kind: 'wait',
    name: words.name,
    until: { event: id },
    out: [{ id: 'co', label: words.done, to }],
  })
  return insertAfter({ ...template, limit: { ...template.limit, pause } }, after, make)
}

/** A choice that the program makes by what was written down: one way under a condition, the other for all else. */
export const newDecide = (
  template: Template,
  words: { newDecide: string; decideYes: string; decideElse: string },
  to: string,
): Step => {
  const when = firstTest(template)
  return {
    id: freshId(template, 'xet'),
    kind: 'decide',
    name: words.newDecide,
    out: [
      { id: 'dung', label: words.decideYes, to, ...(when ? { when } : {}) },
      { id: 'con_lai', label: words.decideElse, to },
    ],
  }
}

/** A case of another process, waited for. */
export const newCall = (
  template: Template,
  words: { newCall: string; done: string },
  called: string,
  to: string,
): Step => ({
  id: freshId(template, 'goi'),
  kind: 'call',
  name: words.newCall,
  template: called,
  out: [{ id: 'xong', label: words.done, to }],
})

/** A field of a type, with what that type must have. */
export function typedField(
  label: string,
  type: Field['type'],
  words: { newField: string; unitColumn: string },
): Field {
  if (type === 'enum') return { label, type, enum: [words.newField] }
  return type === 'table'
    ? { label, type, columns: { don_vi: { type: 'unit', label: words.unitColumn } } }
    : { label, type }
}
