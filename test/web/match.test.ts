import { expect, test } from 'vitest'
import { matching } from '../../web/parts/match.ts'

const names = ['Đảng ủy xã Mường Nhé', 'Đảng ủy xã Na Sang', 'Đảng ủy xã Nà Tấu', 'Chỉ thị CT', 'Báo cáo BC']
const found = (typed: string): string[] => matching(typed, names, (name) => name)

test('names are found without accents, by the beginnings of their words in any order', () => {
  expect(found('muong nhe')).toEqual(['Đảng ủy xã Mường Nhé'])
  expect(found('nhe dang')).toEqual(['Đảng ủy xã Mường Nhé'])
  expect(found('uong')).toEqual([])
  expect(found('ct')).toEqual(['Chỉ thị CT'])
})

test('what matches with its accents comes first', () => {
  expect(found('nà')).toEqual(['Đảng ủy xã Nà Tấu', 'Đảng ủy xã Na Sang'])
  expect(found('na')).toEqual(['Đảng ủy xã Na Sang', 'Đảng ủy xã Nà Tấu'])
})

test('decomposed text and the other spelling of uy are the same', () => {
  expect(found('Đảng uỷ xã Mường'.normalize('NFD'))).toEqual(['Đảng ủy xã Mường Nhé'])
})

test('nothing typed finds everything in its order', () => {
  expect(found('  ')).toEqual(names)
})
