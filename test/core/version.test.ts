import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { etag, isOn, readIfMatch } from '../../src/core/version.ts'

describe('If-Match', () => {
  test.each([
    ['"v3"', [3]],
    ['v3', [3]],
    ['W/"v1"', [1]],
    ['"v1-gzip"', [1]],
    ['W/"v12;br"', [12]],
    ['"v1", "v2"', [1, 2]],
    ['"other", "v2"', [2]],
    ['*', '*'],
    [' * ', '*'],
  ])('%s names %j', (header, versions) => {
    expect(readIfMatch(header)).toEqual(versions)
  })

  test.each([undefined, '', '""', '"3"', 'v', '"vx"', 'x v3', '"v3""v4"'])('%j names none', (header) => {
    expect(() => readIfMatch(header)).toThrow('Một số mục chưa đúng')
  })

  test('what an answer called a version, an edit is on, however a proxy wrapped it', () => {
    const wraps = [
      (tag: string) => tag,
      (tag: string) => `W/${tag}`,
      (tag: string) => tag.replace(/"$/, '-gzip"'),
    ]
    fc.assert(
      fc.property(fc.nat(999_999), fc.nat(999_999), fc.constantFrom(...wraps), (version, other, wrap) => {
        const named = readIfMatch(wrap(etag(version)))
        expect(isOn(named, version)).toBe(true)
        expect(isOn(named, other)).toBe(version === other)
        expect(isOn(readIfMatch(`${wrap(etag(other))}, ${wrap(etag(version))}`), version)).toBe(true)
      }),
    )
  })

  test('an edit that names no version is on whichever there is, and so is *', () => {
    expect([isOn(undefined, 7), isOn('*', 7), isOn([], 7)]).toEqual([true, true, false])
  })
})
