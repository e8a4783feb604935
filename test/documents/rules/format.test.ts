import { describe, expect, test } from 'vitest'
import { formatChecks } from '../../../src/documents/rules/format.ts'
import type { Stated } from '../../../src/documents/rules/format.ts'
import { formatOn } from '../../../src/documents/rules/formats.ts'

const STATED: Stated = {
  typeName: 'Chỉ thị',
  symbol: 'CT',
  suffix: 'TU',
  subject: 'về đẩy mạnh chuyển đổi số',
  signerName: 'Đỗ Minh Châu',
  authority: 'T/M',
  notation: '05-CT/TU',
  issuedOn: '2026-02-05',
}
const PAPER = [
  'TỈNH ỦY SƠN BÌNH ĐẢNG CỘNG SẢN VIỆT NAM',
  '*',
  'Số 05-CT/TU Sơn Bình, ngày 05 tháng 02 năm 2026',
  'CHỈ THỊ',
  'về đẩy mạnh chuyển đổi số',
  'Nơi nhận:',
  'T/M BAN THƯỜNG VỤ',
  'Đỗ Minh Châu',
]
const party = formatOn('party', '2026-11-30')
const wrong = (lines: string[], stated: Partial<Stated> = {}, format = party) =>
  formatChecks(lines, { ...STATED, ...stated }, format)
    .filter(({ state }) => state !== 'ok')
    .map(({ id, state }) => `${state} ${id}`)
const swap = (one: string, other: string) => PAPER.map((line) => line.replace(one, other))

describe('the format of a paper, as far as its text shows it', () => {
  test('is right in all when nothing is wrong', () => {
    expect(wrong(PAPER)).toEqual([])
    expect(formatChecks(PAPER, STATED, party)).toHaveLength(8)
  })

  test.each<[string, string[], string[]]>([
    ['another number than it holds', swap('05-CT', '06-CT'), ['error format-number']],
    ['another day', swap('ngày 05', 'ngày 06'), ['error format-day']],
    ['a number still blank', swap('Số 05-CT', 'Số      -CT'), ['warn format-number']],
    ['a colon after Số', swap('Số 05', 'Số: 05'), ['warn format-number']],
    ['a day that is not padded', swap('ngày 05 tháng 02', 'ngày 5 tháng 2'), ['warn format-day']],
    ['no place', swap('Sơn Bình, ngày', 'ngày'), ['warn format-day']],
    ['the authority as the state prints it', swap('T/M', 'TM.'), ['warn format-authority']],
    ['no receivers', swap('Nơi nhận:', ''), ['warn format-receivers']],
    ['another subject', swap('đẩy mạnh', 'tăng cường'), ['warn format-subject']],
    ['the head of the state', swap('ĐẢNG CỘNG SẢN VIỆT NAM', 'CỘNG HÒA'), ['warn format-head']],
  ])('tells %s', (_, lines, told) => {
    expect(wrong(lines)).toEqual(told)
  })

  test('wants the right symbol while there is no number', () => {
    const none = { notation: null, issuedOn: null }
    expect(wrong(swap('05-CT/TU', '…-CT/TU'), none)).toEqual([])
    expect(wrong(swap('05-CT/TU', '…-KL/TU'), none)).toEqual(['warn format-number'])
  })

  test('goes by the guidance of the day, and by that of the state for its bodies', () => {
    expect(formatOn('party', '2026-05-26').id).toBe('36-HD/VPTW')
    expect(formatOn('party', '2026-05-27').id).toBe('05-HD/VPTW')
    expect(formatOn('party', '2017-01-01').id).toBe('36-HD/VPTW')
    const state = formatOn('state', '2026-11-30')
    expect(state.id).toBe('30/2020/NĐ-CP')
    expect(wrong(swap('T/M', 'TM.'), {}, state)).toEqual(['warn format-head'])
  })
})
