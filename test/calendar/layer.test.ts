import { Ajv2020 } from 'ajv/dist/2020.js'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import shipped from '../../src/calendar/layer.schema.json' with { type: 'json' }
import { layerJsonSchema } from '../../src/calendar/layer.schema.ts'
import { layerSchema } from '../../src/calendar/layer.ts'
import { nationalLayer } from '../../src/calendar/vietnam.ts'
import { acceptor } from '../../src/core/json-schema/accept.ts'
import { explain } from '../../src/core/json-schema/explain.ts'
import { mutate, type Mutation } from '../processes/support/mutants.ts'

const layer = {
  name: 'Xã Bình Phú',
  shifts: { truc: { name: 'trực', windows: ['07:30-11:30'], countsAsDay: false } },
  weeks: [{ from: '2026-01-01', source: 'Quy chế', days: { mon: ['07:30-11:30'], sat: 'truc', sun: 'off' } }],
  exceptions: [{ date: '2026-02-16', to: '2026-02-20', day: 'off', reason: 'Tết', confirmed: false }],
  confirmed: { from: '2026-01-01', through: '2026-12-31' },
  rules: { startDay: 'count', lastDayOff: 'keep', source: 'Quy chế' },
}

const mutation: fc.Arbitrary<Mutation> = fc.record({
  at: fc.nat(1000),
  how: fc.constantFrom('drop', 'replace', 'add', 'copy', 'rename'),
  value: fc.constantFrom<unknown>('off', 'skip', '', 'x'.repeat(401), 0, true, null, [], {}, [''], [[]], [0]),
  key: fc.constantFrom('name', 'windows', 'tue', 'to', 'source', 'x', 'Ca', 'constructor'),
})

describe('the shape of a layer', () => {
  test('the shipped JSON Schema is the one our definition gives', () => {
    expect(shipped).toEqual(layerJsonSchema())
  })

  test('zod, the shipped schema, the quick test and the explanation judge every mutant alike', () => {
    const theirs = new Ajv2020({ strict: false }).compile(shipped)
    const quick = acceptor(shipped)
    const seen = { accepted: 0, refused: 0 }
    fc.assert(
      fc.property(fc.array(mutation, { minLength: 1, maxLength: 3 }), (mutations) => {
        const mutant = mutations.reduce(mutate, structuredClone(layer) as unknown)
        const zod = layerSchema.safeParse(mutant).success
        seen[zod ? 'accepted' : 'refused']++
        expect({
          shipped: theirs(mutant),
          quick: quick(mutant),
          explained: explain(shipped, mutant).length === 0,
        }).toEqual({ shipped: zod, quick: zod, explained: zod })
      }),
      { numRuns: 2000 },
    )
    expect(seen.accepted).toBeGreaterThan(100)
    expect(seen.refused).toBeGreaterThan(500)
  })

  test('the national layer has it', () => {
    expect(acceptor(shipped)(nationalLayer())).toBe(true)
  })
})
