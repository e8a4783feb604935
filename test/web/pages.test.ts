import fc from 'fast-check'
import { expect, test } from 'vitest'
import { paginate } from '../../web/screens/registers/pages.ts'

test('rows fill the pages in order, the first one under its title', () => {
  expect(paginate([10, 10, 10, 10, 10], { room: 30, first: 20 })).toEqual([
    { from: 0, to: 2 },
    { from: 2, to: 5 },
  ])
})

test('an empty book is one page, and a row taller than a page stands alone', () => {
  expect(paginate([], { room: 30, first: 20 })).toEqual([{ from: 0, to: 0 }])
  expect(paginate([10, 99, 10], { room: 30, first: 20 }).length).toBe(3)
})

test('every row is on exactly one page, no page overflows and none could take the next row', () => {
  const rows = fc.array(fc.integer({ min: 1, max: 40 }), { maxLength: 80 })
  fc.assert(
    fc.property(rows, fc.integer({ min: 40, max: 120 }), (heights, room) => {
      const first = room - 20
      const pages = paginate(heights, { room, first })
      const height = (from: number, to: number): number => heights.slice(from, to).reduce((a, b) => a + b, 0)
      let next = 0
      for (const [index, { from, to }] of pages.entries()) {
        const limit = index === 0 ? first : room
        expect(from).toBe(next)
        if (to - from > 1) expect(height(from, to)).toBeLessThanOrEqual(limit)
        if (to < heights.length) expect(height(from, to + 1)).toBeGreaterThan(limit)
        next = to
      }
      expect(next).toBe(heights.length)
    }),
  )
})
