import fc from 'fast-check'
import { expect, test } from 'vitest'
import { holds } from '../../src/processes/condition.ts'
import type { Condition } from '../../src/processes/template.ts'
import { conditionOf, groupOf } from '../../web/processes/conditions.ts'

const leaf = fc.record({ f: fc.constantFrom('a', 'b', 'c'), is: fc.constant('eq' as const), v: fc.boolean() })
const { condition } = fc.letrec<{ condition: Condition }>((tie) => ({
  condition: fc.oneof(
    { maxDepth: 4, depthIdentifier: 'c' },
    leaf as fc.Arbitrary<Condition>,
    fc.record({ all: fc.array(tie('condition'), { minLength: 1, maxLength: 3 }) }),
    fc.record({ any: fc.array(tie('condition'), { minLength: 1, maxLength: 3 }) }),
    fc.record({ not: tie('condition') }),
  ),
}))

/** As the editor shows a condition and writes it back, group by group. */
function rewritten(one: Condition): Condition {
  const { mode, parts } = groupOf(one)
  return conditionOf({
    mode,
    parts: parts.map((part) => ('f' in part ? part : rewritten(part))),
  }) as Condition
}

test('a condition that is shown and written back says the same', () => {
  fc.assert(
    fc.property(
      condition,
      fc.record({ a: fc.boolean(), b: fc.boolean(), c: fc.boolean() }),
      (one, values) => {
        const value = (f: string) => values[f as 'a']
        expect(holds(rewritten(one), value)).toBe(holds(one, value))
      },
    ),
  )
})

test('a group that loses its last part is no condition', () => {
  const now = groupOf({ any: [{ f: 'a', is: 'set' }] })
  expect(conditionOf({ ...now, parts: [] })).toBeUndefined()
})
