import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { listOf, screenOf, wordOf } from '../../web/parts/kinds.ts'
import { placeOf } from '../../web/place.ts'
import words from '../../web/text/vi/desk.ts'
import { hereOf } from './support/page.ts'

const place = placeOf(hereOf('a'))
const source = (path: string): string => readFileSync(new URL(`../../src/${path}`, import.meta.url), 'utf8')

/** The kinds the server lays on a desk or finds, read from what it says. */
const laid = ['documents/desk.ts', 'exchange/desk.ts', 'directory/desk.ts', 'organisation/desk.ts'].flatMap(
  (path) => [...source(path).matchAll(/\bkind: '(\w+)'/g)].map(([, kind = '']) => kind),
)
const found = ['documents/search.ts', 'directory/search.ts'].flatMap((path) =>
  [...source(path).matchAll(/\bkind: '(\w+)'/g)].map(([, kind = '']) => kind),
)

test('every kind the server lays on a desk has a screen and words, every kind it finds a screen and a list', () => {
  expect(laid.length).toBeGreaterThanOrEqual(5)
  expect(laid.filter((kind) => screenOf(place, { kind, id: 'x' }) === undefined)).toEqual([])
  expect(laid.filter((kind) => wordOf(words.kinds, kind, '') === '')).toEqual([])
  expect(laid.filter((kind) => wordOf(words.doing, kind, '') === '')).toEqual([])
  expect(found).toHaveLength(3)
  expect(found.filter((kind) => screenOf(place, { kind, id: 'x' }) === undefined)).toEqual([])
  expect(found.filter((kind) => listOf(place, kind, 'x y') === undefined)).toEqual([])
})

test('a kind that is not known yet has no screen and the word that stands for it', () => {
  expect(screenOf(place, { kind: 'meeting', id: 'x' })).toBeUndefined()
  expect([listOf(place, 'meeting', 'x'), wordOf(words.doing, 'meeting', words.look)]).toEqual([
    undefined,
    'Xem',
  ])
})

test('a step of setting up leads to its part of the administration, one that is not known to its first', () => {
  expect(screenOf(place, { kind: 'setup', id: 'units' })).toBe('/a/quan-tri/don-vi')
  expect(screenOf(place, { kind: 'setup', id: 'more' })).toBe('/a/quan-tri')
})
