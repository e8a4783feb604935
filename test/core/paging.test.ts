import fc from 'fast-check'
import { expect, test } from 'vitest'
import { z } from 'zod'
import { Invalid } from '../../src/core/errors.ts'
import { cursorOf, paged, readCursor } from '../../src/core/paging.ts'

const RUNS = Number(process.env.PROPERTY_RUNS ?? 1000)
/** The key of any list. */
const anyKey = z.array(z.union([z.string(), z.number()]))
const part = fc.oneof(
  fc.string({ unit: 'grapheme' }),
  fc.integer(),
  fc.constantFrom('Đảng ủy xã Nậm Sỏi', ''),
)

test('a cursor gives back the key it was made of', () => {
  fc.assert(
    fc.property(fc.array(part), (key) => {
      expect(readCursor(cursorOf(...key), anyKey)).toEqual(key)
    }),
    { numRuns: RUNS },
  )
})

test('no cursor is the first page', () => {
  expect(readCursor(undefined, anyKey)).toBeUndefined()
})

/** What a cursor says, or what is made of the refusal; any other error fails the test. */
function readOr(text: string, refused: (error: Invalid) => string[]) {
  try {
    return readCursor(text, anyKey)
  } catch (error) {
    if (!(error instanceof Invalid)) throw error
    return refused(error)
  }
}

test('a cursor that is none of ours is refused with the remedy, whatever it is', () => {
  const foreign = fc.oneof(
    fc.string(),
    fc.json().map((json) => btoa(String.fromCharCode(...new TextEncoder().encode(json)))),
  )
  fc.assert(
    fc.property(foreign, (text) => {
      const found = readOr(text, (error) => [error.code])
      expect(found?.every((part) => ['string', 'number'].includes(typeof part))).toBe(true)
    }),
    { numRuns: RUNS },
  )
  expect(() => readCursor(btoa('{"a":1}'), anyKey)).toThrow(Invalid)
  expect(() => readCursor(btoa('[null]'), anyKey)).toThrow(Invalid)
  expect(() => readCursor('!', anyKey)).toThrow(Invalid)
  expect(() => readCursor(cursorOf('a'), z.tuple([z.number(), z.string()]))).toThrow(Invalid)
})

test('walking the pages shows every row once, in order', () => {
  const rows = fc.uniqueArray(fc.tuple(fc.integer({ min: 0, max: 5 }), fc.uuid()), { selector: String })
  fc.assert(
    fc.property(rows, fc.integer({ min: 1, max: 7 }), (unsorted, limit) => {
      const all = unsorted.toSorted((a, b) => a[0] - b[0] || (a[1] < b[1] ? -1 : 1))
      const after = (key: (string | number)[] | undefined) =>
        key === undefined
          ? all
          : all.filter(([rank, id]) => rank > Number(key[0]) || (rank === key[0] && id > String(key[1])))
      const seen: unknown[] = []
      let cursor: string | undefined
      do {
        const found = after(readCursor(cursor, anyKey)).slice(0, limit + 1)
        const page = paged(
          found,
          limit,
          (row) => row,
          (row) => row,
        )
        expect(page.items.length).toBeLessThanOrEqual(limit)
        seen.push(...page.items)
        cursor = page.next
      } while (cursor !== undefined)
      expect(seen).toEqual(all)
    }),
    { numRuns: 200 },
  )
})
