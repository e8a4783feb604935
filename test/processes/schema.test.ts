import { Ajv2020 } from 'ajv/dist/2020.js'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { acceptor } from '../../src/core/json-schema/accept.ts'
import shipped from '../../src/processes/template.schema.json' with { type: 'json' }
import { templateJsonSchema } from '../../src/processes/template.schema.ts'
import { templateSchema } from '../../src/processes/schema.ts'
import { checkTemplate } from '../../src/processes/template.ts'
import agreed from './fixtures/interchange.schema.json' with { type: 'json' }
import example from './fixtures/qt05.json' with { type: 'json' }
import { patience, runs } from './support/runs.ts'
import { mutate, mutation } from './support/mutants.ts'

const ours = new Ajv2020({ strict: false }).compile(shipped)
const theirs = new Ajv2020({ strict: false }).compile(agreed)
const quick = acceptor(shipped)
const verdicts = (value: unknown) => ({
  agreed: theirs(value),
  shipped: ours(value),
  zod: templateSchema.safeParse(value).success,
  quick: quick(value),
})

describe('the shape of a template', patience, () => {
  test('the shipped JSON Schema is the one our definitions give', () => {
    expect(shipped).toEqual(templateJsonSchema())
  })

  test('the worked example is accepted', () => {
    expect(verdicts(example)).toEqual({ agreed: true, shipped: true, zod: true, quick: true })
  })

  test('the agreed schema, the shipped one, zod and the quick test judge every mutant alike', () => {
    const seen = { accepted: 0, refused: 0 }
    fc.assert(
      fc.property(fc.array(mutation, { minLength: 1, maxLength: 3 }), (mutations) => {
        const mutant = mutations.reduce(mutate, structuredClone(example) as unknown)
        const verdict = verdicts(mutant)
        seen[verdict.agreed ? 'accepted' : 'refused']++
        const same = verdict.agreed
        expect(verdict).toEqual({ agreed: same, shipped: same, zod: same, quick: same })
        const { problems } = checkTemplate(mutant)
        expect(problems.some(({ rule, severity }) => rule === 'shape' && severity === 'error')).toBe(!same)
      }),
      { numRuns: runs(700) },
    )
    expect(seen.accepted).toBeGreaterThan(runs(30))
    expect(seen.refused).toBeGreaterThan(runs(100))
  })

  test('no value whatever makes the check throw', () => {
    fc.assert(
      fc.property(fc.anything({ withNullPrototype: true }), fc.nat(5), (value, depth) => {
        const whole = [value, { main: value }, { ...example, main: value }, { ...example, fields: value }]
        expect(checkTemplate(whole[depth] ?? [whole]).problems.length).toBeGreaterThan(0)
      }),
      { numRuns: runs(300) },
    )
  })
})
