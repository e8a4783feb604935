import fc from 'fast-check'
import { expect, test } from 'vitest'
import { fieldAt, findOpen, type CaseEvent, type Command, type State } from '../../src/processes/case.ts'
import { isSet } from '../../src/processes/condition.ts'
import { apply, decide, enabled, start } from '../../src/processes/engine.ts'
import { checkTemplate, type Condition, type Step, type Template } from '../../src/processes/template.ts'
import { choices, drawTemplate } from './support/arbitrary.ts'
import { plainTime } from './support/host.ts'
import { patience, runs } from './support/runs.ts'
import { stepOf } from './support/sample.ts'

const values: Record<string, unknown[]> = {
  boolean: [true, false],
  date: ['2026-01-05'],
  table: [[], [{}], [{}, {}]],
}

/** A drawn template whose forms ask for what is read only here and there; some limits count from a day. */
function drawForms(numbers: readonly number[], forms: readonly number[]): Template {
  const template = drawTemplate(numbers, { steps: 12, depth: 3, guards: 2 })
  template.fields['ngay'] = { type: 'date', label: 'Ngày' }
  let at = 0
  const below = (n: number) => (forms[at++ % forms.length] ?? 0) % n
  for (const step of stepsOf(template)) {
    const modes = [undefined, 'rw', 'req', 'req'] as const
    if (step.form !== undefined)
      step.form = Object.keys(template.fields).flatMap((f) => {
        const mode = modes[below(4)]
        return mode === undefined ? [] : { f, mode }
      })
    if (step.kind === 'task' && below(8) === 0) step.limit = { n: 1, u: 'wd', from: 'ngay' }
  }
  return template
}

function stepsOf(template: Template): Step[] {
  const regions = [template.main]
  for (const region of regions) {
    for (const step of region.steps) {
      if (step.region) regions.push(step.region)
      step.branches?.forEach((branch) => regions.push(branch.region))
    }
  }
  return regions.flatMap(({ steps }) => steps)
}

/** The fields that the engine went by at an event and that held nothing then. */
function readEmpty(template: Template, before: State, event: CaseEvent): string[] {
  if (event.type !== 'passed' && event.type !== 'entered' && event.type !== 'closed') return []
  const step = stepOf(template, event.step)
  const place = event.type === 'closed' ? findOpen(before.open, event.no)! : event
  const filled = event.type === 'closed' ? (event.fields ?? {}) : {}
  const isEmpty = (field: string) => !isSet(filled[field] ?? fieldAt(before, place, field))
  if (event.type === 'entered') {
    const guards = step.branches?.flatMap(({ when }) => fieldsOf(when)) ?? []
    return [...guards, ...(step.limit?.from === 'ngay' ? ['ngay'] : [])].filter(isEmpty)
  }
  return event.kind === 'timeout' ? [] : step.out.flatMap(({ when }) => fieldsOf(when)).filter(isEmpty)
}

const fieldsOf = (when: Condition | undefined): string[] => (when && 'f' in when ? [when.f] : [])

const envelope = { id: 'c', case: 'hs', by: 'a', calendar: plainTime, persons: () => ['a'] }

/** One command, chosen by a number: whatever is required is filled, and at times what may be; or time runs out. */
function commandFor(template: Template, state: State, choice: number): Command | undefined {
  const below = (n: number, salt: number) => Math.floor(choice / salt) % n
  const actions = enabled(template, state)
  const action = actions[below(actions.length, 1)]
  if (action === undefined) return undefined
  const { no, outcomes, timeout } = action
  if (timeout !== undefined && (outcomes.length === 0 || below(4, 7) === 0)) {
    const due = findOpen(state.open, no)?.clock?.due ?? 0
    return { ...envelope, at: Math.max(due, state.at), type: 'timeout', no }
  }
  const step = stepOf(template, action.step)
  const outcome = outcomes[below(outcomes.length, 31)] ?? ''
  const isForward = (step.out.find(({ id }) => id === outcome)?.kind ?? 'forward') === 'forward'
  const lines = (step.form ?? []).filter(({ mode }, i) =>
    mode === 'req' ? isForward : below(3, 101 + i) === 0,
  )
  const fields = Object.fromEntries(
    lines.map(({ f, mode }, i) => {
      const fitting = values[template.fields[f]?.type ?? ''] ?? []
      const options = mode === 'req' ? fitting.filter(isSet) : [null, ...fitting]
      return [f, options[below(options.length, 211 + i)]]
    }),
  )
  return { ...envelope, at: state.at, type: 'complete', no, outcome, fields, reason: 'x' }
}

test('what the check accepts never goes by a field that holds nothing', patience, () => {
  const seen = { accepted: 0, refused: 0 }
  const walks = fc.array(fc.array(fc.nat(1_000_000_000), { maxLength: 25 }), { minLength: 6, maxLength: 6 })
  fc.assert(
    fc.property(choices, choices, walks, (numbers, forms, walksOf) => {
      const template = drawForms(numbers, forms)
      const errors = checkTemplate(template).problems.filter(({ severity }) => severity === 'error')
      const reads = /"when"|"ngay"}/.test(JSON.stringify(template.main))
      if (reads) seen[errors.length > 0 ? 'refused' : 'accepted']++
      if (!reads || errors.length > 0) return
      for (const walk of walksOf) {
        let state: State | undefined
        let decision = start(template, { ...envelope, at: 0, template: 'v1' })
        for (const choice of [...walk, 0]) {
          const events = 'events' in decision ? decision.events : []
          expect('events' in decision || decision.rejected === 'missing_field').toBe(true)
          for (const event of events) {
            expect([event.type, state && readEmpty(template, state, event)]).toEqual([
              event.type,
              state && [],
            ])
            state = apply(state, event)
          }
          const command = state && commandFor(template, state, choice)
          if (!state || !command) break
          decision = decide(template, state, command)
        }
      }
    }),
    { numRuns: runs(1500) },
  )
  expect(seen.accepted).toBeGreaterThan(runs(100))
  expect(seen.refused).toBeGreaterThan(runs(300))
})
