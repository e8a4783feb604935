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
      const ends = pages.map(({ to }) => to)
      expect(pages.map(({ from }) => from)).toEqual([0, ...ends.slice(0, -1)])
      expect(ends.at(-1)).toBe(heights.length)
      const fits = pages.every(
        ({ from, to }, index) => to - from <= 1 || height(from, to) <= (index === 0 ? first : room),
      )
      const full = pages.every(
        ({ from, to }, index) => to === heights.length || height(from, to + 1) > (index === 0 ? first : room),
      )
      expect({ fits, full }).toEqual({ fits: true, full: true })
    }),
  )
})
