import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { addDays } from '../../src/core/dates.ts'
import { heirOf, inRankOrder, standsOn, wouldCycle } from '../../src/organisation/structure/unit-rules.ts'
import type { UnitDays } from '../../src/organisation/structure/unit-rules.ts'

const RUNS = Number(process.env.PROPERTY_RUNS ?? 500)

test('rank decides, then the name as Vietnamese sorts it', () => {
  const rows = ['Đ', 'B', 'D', 'Ă', 'A'].map((name, i) => ({ name, rank: i === 1 ? 1 : 5 }))
  expect(inRankOrder(rows).map((row) => row.name)).toEqual(['B', 'A', 'Ă', 'D', 'Đ'])
})

describe('a cycle of units', () => {
  const tree = fc
    .array(fc.nat(), { minLength: 1, maxLength: 12 })
    .map((parents) =>
      parents.map((parent, i) => ({ id: `u${i}`, parentId: i === 0 ? null : `u${parent % i}` })),
    )

  test('is made exactly when the new superior is the unit itself or lies below it', () => {
    fc.assert(
      fc.property(tree, fc.nat(), fc.nat(), (units, a, b) => {
        const moved = units[a % units.length]!
        const under = units[b % units.length]!
        const below = new Set([moved.id])
        for (const unit of units) if (unit.parentId !== null && below.has(unit.parentId)) below.add(unit.id)
        expect(wouldCycle(units, moved.id, under.id)).toBe(below.has(under.id))
        expect(wouldCycle(units, moved.id, null)).toBe(false)
      }),
      { numRuns: RUNS },
    )
  })
})

describe('who answers for a unit on a day', () => {
  const units: UnitDays[] = [
    { id: 'chi bộ 1', opensOn: null, closesOn: '2025-07-01', heirId: 'chi bộ 2' },
    { id: 'chi bộ 2', opensOn: '2020-01-01', closesOn: '2026-01-01', heirId: 'chi bộ 3' },
    { id: 'chi bộ 3', opensOn: '2026-01-01', closesOn: null, heirId: null },
    { id: 'chi bộ 4', opensOn: '2020-01-01', closesOn: '2026-02-01', heirId: null },
    { id: 'chi bộ 5', opensOn: '2020-01-01', closesOn: '2025-12-01', heirId: 'chi bộ 3' },
  ]
  test.each([
    ['chi bộ 1', '1999-01-01', 'chi bộ 1', 'since when it stands is not known'],
    ['chi bộ 1', '2025-06-30', 'chi bộ 1', 'the last day'],
    ['chi bộ 1', '2025-07-01', 'chi bộ 2', 'from the closing day on the heir'],
    ['chi bộ 1', '2026-01-01', 'chi bộ 3', 'the heir of the heir'],
    ['chi bộ 2', '2019-12-31', undefined, 'not opened yet'],
    ['chi bộ 4', '2026-02-01', undefined, 'closed without an heir'],
    ['chi bộ 5', '2025-12-15', undefined, 'its heir had not opened yet'],
    ['chi bộ 9', '2026-02-01', undefined, 'no such unit'],
  ])('%s on %s: %s (%s)', (id, day, answers, _why) => {
    expect(heirOf(units, id, day)?.id).toBe(answers)
  })

  const day = fc.integer({ min: 0, max: 30 }).map((days) => addDays('2026-01-01', days))
  /** Any units with any heirs, in circles too, as no verb would leave them. */
  const any = fc
    .array(
      fc.record({ opensOn: fc.option(day), closesOn: fc.option(day), heir: fc.option(fc.nat({ max: 9 })) }),
      { minLength: 1, maxLength: 10 },
    )
    .map((drawn) =>
      drawn.map(({ heir, ...days }, i): UnitDays => ({
        id: `u${i}`,
        ...days,
        heirId: heir === null ? null : `u${heir % drawn.length}`,
      })),
    )

  test('never one that does not stand; one that stands answers for itself; nobody in a circle of the closed', () => {
    fc.assert(
      fc.property(any, fc.nat(), day, (drawn, which, on) => {
        const asked = drawn[which % drawn.length]!
        const found = heirOf(drawn, asked.id, on)
        expect(found === undefined || standsOn(found, on)).toBe(true)
        const alone = drawn.map((one) => (one === asked ? { ...one, heirId: null } : one))
        const closed = asked.closesOn !== null && asked.closesOn <= on
        const heir = closed ? heirOf(alone, asked.heirId ?? '', on) : undefined
        expect(found?.id).toBe(standsOn(asked, on) ? asked.id : heir?.id)
      }),
      { numRuns: RUNS },
    )
  })
})
