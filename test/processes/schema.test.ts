import { Ajv2020 } from 'ajv/dist/2020.js'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import shipped from '../../src/processes/template.schema.json' with { type: 'json' }
import { templateJsonSchema } from '../../src/processes/template.schema.ts'
import { templateSchema } from '../../src/processes/template.ts'
import agreed from './fixtures/interchange.schema.json' with { type: 'json' }
import example from './fixtures/qt05.json' with { type: 'json' }
import { runs } from './support/runs.ts'
import { mutate, mutation } from './support/mutants.ts'

const ours = new Ajv2020({ strict: false }).compile(shipped)
const theirs = new Ajv2020({ strict: false }).compile(agreed)
const verdicts = (value: unknown) => ({
  agreed: theirs(value),
  shipped: ours(value),
  zod: templateSchema.safeParse(value).success,
})

describe('the shape of a template', () => {
  test('the shipped JSON Schema is the one our definitions give', () => {
    expect(shipped).toEqual(templateJsonSchema())
  })

  test('the worked example is accepted', () => {
    expect(verdicts(example)).toEqual({ agreed: true, shipped: true, zod: true })
  })

  test('the agreed schema, the shipped one and zod judge every mutant alike', () => {
    const seen = { accepted: 0, refused: 0 }
    fc.assert(
      fc.property(fc.array(mutation, { minLength: 1, maxLength: 3 }), (mutations) => {
        const mutant = mutations.reduce(mutate, structuredClone(example) as unknown)
        const verdict = verdicts(mutant)
        seen[verdict.agreed ? 'accepted' : 'refused']++
        expect(verdict).toEqual({ agreed: verdict.agreed, shipped: verdict.agreed, zod: verdict.agreed })
      }),
      { numRuns: runs(2000) },
    )
    expect(seen.accepted).toBeGreaterThan(100)
    expect(seen.refused).toBeGreaterThan(100)
  })
})
