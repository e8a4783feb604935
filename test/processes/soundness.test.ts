import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { checkTemplate, type Region, type Template } from '../../src/processes/template.ts'
import { choices, drawTemplate } from './support/arbitrary.ts'
import { explore, keyOf, legal, TooMany, unsound } from './support/oracle.ts'
import { patience, runs } from './support/runs.ts'

const size = { steps: 12, depth: 3, guards: 4 }
const MOST = 1500

/** Runs a property of templates, leaving out those too large for brute force. @returns how often it ran */
function judge(
  property: (template: Template) => void,
  numRuns: number,
  damage?: (t: Template, by: number) => void,
): number {
  let judged = 0
  fc.assert(
    fc.property(choices, fc.nat(1_000_000), (numbers, by) => {
      const template = drawTemplate(numbers, size)
      damage?.(template, by)
      try {
        property(template)
        judged++
      } catch (error) {
        if (!(error instanceof TooMany)) throw error
      }
    }),
    { numRuns },
  )
  return judged
}

const errors = (template: Template) =>
  checkTemplate(template).problems.filter(({ severity }) => severity === 'error')

describe('what the check accepts is sound, judged by brute force', patience, () => {
  test('no deadlock, no dead step, always able to finish, never endless; reachable = legal', () => {
    let accepted = 0
    judge((template) => {
      if (errors(template).length > 0) return
      expect(unsound(template, MOST)).toBeUndefined()
      const reachable = new Set(explore(template, MOST).configs.keys())
      expect(reachable).toEqual(new Set([...legal(template.main, MOST), 'END' as const].map(keyOf)))
      accepted++
    }, runs(200))
    expect(accepted).toBeGreaterThan(runs(200) / 5)
  })

  test('drawn templates are refused only for a cycle without work', () => {
    judge((template) => {
      for (const { rule } of errors(template)) expect(rule).toBe('V7')
    }, runs(200))
  })

  test('every broken mutant is refused', () => {
    const seen = { broken: 0, harmless: 0, careful: 0 }
    judge(
      (template) => {
        const refused = errors(template).length > 0
        const broken = unsound(template, MOST)
        seen[broken !== undefined ? 'broken' : refused ? 'careful' : 'harmless']++
        expect({ broken, refused }).toEqual({ broken, refused: refused || broken !== undefined })
      },
      runs(400),
      breakSomething,
    )
    expect(seen.broken).toBeGreaterThan(runs(80))
    expect(seen.harmless).toBeGreaterThan(runs(25))
  })
})

/** Changes the flow at one place: a target, an outcome, a start, a step, a join, a kind. */
function breakSomething(template: Template, by: number): void {
  const regions: Region[] = [template.main]
  for (const region of regions) {
    for (const step of region.steps) {
      step.branches?.forEach((branch) => regions.push(branch.region))
      if (step.region) regions.push(step.region)
    }
  }
  const pick = <T>(list: readonly T[], n: number) => list[Math.floor(by / n) % list.length]!
  const steps = regions.flatMap((region) => region.steps)
  const step = pick(steps, 7)
  const region = pick(regions, 7)
  const ids = ['END', 'khong_co', ...steps.map(({ id }) => id)]
  const outcome = pick(step.out, 131)
  switch (by % 7) {
    case 0:
      outcome.to = pick(ids, 1009)
      return
    case 1:
      step.out = [outcome]
      return
    case 2:
      region.start = pick(ids.slice(1), 131)
      return
    case 3:
      region.steps.splice(by % region.steps.length, 1)
      if (region.steps.length === 0) region.steps.push({ ...steps[0]!, id: 'thay' })
      return
    case 4:
      if (step.join) step.join = { mode: 'at_least', k: 1 + (by % 5) }
      return
    case 5:
      Object.assign(step, { kind: 'decide' })
      return
    default:
      step.id = pick(ids.slice(1), 131)
  }
}
