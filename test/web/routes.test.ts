import { expect, test } from 'vitest'
import { RESERVED } from '../../src/directory/schema.ts'
import { safeTarget } from '../../web/parts/target.ts'
import { inside, match, outside } from '../../web/route.ts'
import { routes } from '../../web/routes.ts'
import { PARTS } from '../../web/screens/admin/common.ts'

const load = (): never => {
  throw new Error('not loaded here')
}
const table = [
  outside('/dang-nhap', load, [], true),
  inside('van-ban-di/soan', load, []),
  inside('van-ban-di/:id', load, []),
]

test('words come before parameters, in the order of the table', () => {
  expect(match('/tinh-uy/van-ban-di/soan', table)?.route.path).toBe('/:handle/van-ban-di/soan')
  expect(match('/tinh-uy/van-ban-di/42', table)?.params).toEqual({ handle: 'tinh-uy', id: '42' })
})

test('parameters are decoded, and a broken escape is taken as it is', () => {
  expect(match('/a%20b/van-ban-di/%C4%91', table)?.params).toEqual({ handle: 'a b', id: 'đ' })
  expect(match('/a/van-ban-di/%E0%A4', table)?.params['id']).toBe('%E0%A4')
})

test('a longer or shorter path is another one', () => {
  expect(match('/dang-nhap/', table)?.route.path).toBe('/dang-nhap')
  expect(match('/dang-nhap/them', table)).toBeUndefined()
  expect(match('/tinh-uy/van-ban-di', table)).toBeUndefined()
})

test('after sign-in nobody is led to another site', () => {
  expect(safeTarget('/tinh-uy/ban-lam-viec?a=1')).toBe('/tinh-uy/ban-lam-viec?a=1')
  for (const wanted of ['//evil.example', '/\\evil.example', 'https://evil.example', 'javascript:1', null]) {
    expect(safeTarget(wanted)).toBe('/')
  }
  // Browsers drop tabs and ends of lines before they read an address, and take `/.//` for `//`.
  for (const wanted of [
    '/\t/evil.example',
    '/\n\\evil.example',
    '\r//evil.example',
    '/.//evil.example',
    '/a/..//evil.example',
  ])
    expect(safeTarget(wanted)).toBe('/')
})

test('no committee takes a first word of the program’s own addresses', () => {
  const words = routes.map(({ path }) => path.split('/')[1] ?? '').filter((word) => /^[a-z]/.test(word))
  expect(words.filter((word) => !RESERVED.includes(word))).toEqual([])
})

test('every part of the administration that a tab leads to has its screen', () => {
  const parts = Object.values(PARTS)
  expect(parts.length).toBeGreaterThan(8)
  const led = parts.map((part) => [part, match(`/tinh-uy/quan-tri/${part}`, routes)?.route.path])
  expect(led).toEqual(parts.map((part) => [part, `/:handle/quan-tri/${part}`]))
})
