import { expect, test } from 'vitest'
import { inTree } from '../../web/screens/admin/tree.ts'

test('units stand under their parents in the order they came', () => {
  const units = [
    { id: 'office' },
    { id: 'board' },
    { id: 'desk', parentId: 'office' },
    { id: 'room', parentId: 'desk' },
  ]
  expect(inTree(units).map(({ unit, depth }) => `${depth} ${unit.id}`)).toEqual([
    '0 office',
    '1 desk',
    '2 room',
    '0 board',
  ])
})

test('no unit is lost, even with a parent that is unknown or that is its own child', () => {
  const units = [
    { id: 'a', parentId: 'gone' },
    { id: 'b', parentId: 'c' },
    { id: 'c', parentId: 'b' },
  ]
  expect(
    inTree(units)
      .map(({ unit }) => unit.id)
      .sort(),
  ).toEqual(['a', 'b', 'c'])
})
