import { readdirSync } from 'node:fs'
import { expect, test } from 'vitest'

const folder = new URL('../../web/text/', import.meta.url)
const areas = (language: string): string[] => readdirSync(new URL(`${language}/`, folder)).sort()

/** Every text of an area by its path; functions are tried with arguments of any shape. */
function texts(words: unknown, path = ''): [string, string][] {
  if (typeof words === 'string') return [[path, words]]
  if (typeof words === 'function')
    return [[path, String((words as (...all: unknown[]) => unknown)('1', '2', '3', '4'))]]
  return Object.entries(words as object).flatMap(([key, value]) => texts(value, `${path}/${key}`))
}

test('every area is in both languages', () => {
  expect(areas('en')).toEqual(areas('vi'))
})

test.each(areas('vi'))(
  '%s: Vietnamese is composed (NFC) and neither language lacks a text of the other',
  async (file) => {
    const read = async (language: string): Promise<Map<string, string>> => {
      const { default: words } = (await import(new URL(`${language}/${file}`, folder).href)) as {
        default: unknown
      }
      return new Map(texts(words))
    }
    const [vi, en] = [await read('vi'), await read('en')]
    expect([...en.keys()].sort()).toEqual([...vi.keys()].sort())
    for (const text of vi.values()) expect(text).toBe(text.normalize('NFC'))
  },
)
