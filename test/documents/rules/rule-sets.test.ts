import { expect, test } from 'vitest'
import { COMMITTEE_KINDS, decidingBodies, isHistoric, kindOf } from '../../../src/directory/rules/kinds.ts'
import type { DecidingBody } from '../../../src/directory/rules/kinds.ts'
import { competence, documentTypes, ruleSetOn } from '../../../src/documents/rules/rule-sets.ts'

const rules = ruleSetOn('2026-03-02')
const types = documentTypes('399-QĐ/TW')

test('399-QĐ/TW holds 25 types and 8 office papers, each once, beside the copies', () => {
  expect(rules.id).toBe('399-QĐ/TW')
  expect(types.filter((one) => !one.office)).toHaveLength(25)
  expect(types.filter((one) => one.office && one.id !== 'ban-sao')).toHaveLength(8)
  expect(new Set(types.map((one) => one.id)).size).toBe(34)
  expect(new Set(types.map((one) => one.name)).size).toBe(34)
})

test('symbols are those of the guidance, and what it does not give is left to the committee', () => {
  const symbol = (name: string) => types.find((one) => one.name === name)?.symbol
  expect(symbol('Nghị quyết')).toBe('NQ')
  expect(symbol('Chương trình')).toBe('CTr')
  expect(symbol('Thông tri')).toBe('TT')
  expect(symbol('Tờ trình')).toBe('TTr')
  expect(symbol('Đề án')).toBe('ĐA')
  expect(symbol('Công văn')).toBe('CV')
  for (const one of types.filter((type) => type.symbol === '')) expect(one.sure).toBe('verify')
})

test('only Quyết định and Quy định share a symbol, and they share a run of numbers', () => {
  const shared = types.filter(
    (one) => one.symbol !== '' && types.some((other) => other !== one && other.symbol === one.symbol),
  )
  expect(shared.map((one) => one.name)).toEqual(['Quyết định', 'Quy định'])
  expect(new Set(shared.map((one) => one.series)).size).toBe(1)
  expect(new Set(types.map((one) => one.series)).size).toBe(33)
})

test('the rule set changes on its day and not before', () => {
  expect(ruleSetOn('2026-01-09').id).toBe('399-QĐ/TW')
  expect(ruleSetOn('2099-12-31').id).toBe('399-QĐ/TW')
  // Nothing older is in the books: the first known one serves for days before it.
  expect(ruleSetOn('2020-01-01').id).toBe('399-QĐ/TW')
})

const mark = (kind: string, body: DecidingBody, type: string) =>
  competence(rules, kindOf(kind)?.level, body, type)?.mark

test.each([
  ['province', 'standing_board', 'chi-thi', 'yes'],
  ['province', 'executive', 'chi-thi', 'no'],
  ['province', 'executive', 'thong-cao', 'yes'],
  ['city', 'executive', 'huong-dan', 'no'],
  ['city', 'standing_board', 'thong-tri', 'yes'],
  ['commune', 'executive', 'nghi-quyet', 'yes'],
  ['commune', 'standing_board', 'chi-thi', 'verify'],
  ['district', 'standing_board', 'quy-dinh', 'yes'],
  ['grassroots', 'standing_board', 'quy-che', 'no'],
  ['grassroots', 'standing_board', 'huong-dan', 'yes'],
  ['grassroots', 'executive', 'chi-thi', 'no'],
  ['cell', 'cell', 'nghi-quyet', 'yes'],
  ['cell', 'cell', 'quy-dinh', 'no'],
  ['cell', 'cell', 'thong-bao', 'yes'],
  ['agency', 'office', 'nghi-quyet', 'no'],
  ['agency', 'office', 'ket-luan', 'no'],
  ['agency', 'inspection', 'ket-luan', 'yes'],
  ['province', 'office', 'huong-dan', 'yes'],
  ['province', 'congress', 'nghi-quyet', 'yes'],
  ['province', 'congress', 'bao-cao', 'no'],
  ['commune', 'executive', 'cong-van', 'yes'],
  ['province', 'standing', 'thong-bao', undefined],
  ['province', 'executive', 'loi-keu-goi', undefined],
  ['non_party', 'head', 'chi-thi', undefined],
] as const)('%s, %s: %s is %s', (kind, body, type, expected) => {
  expect(mark(kind, body, type)).toBe(expected)
})

test('every row speaks of all types of the common columns, and names its source', () => {
  for (const row of rules.competence) {
    expect(Object.keys(row.may).length).toBeGreaterThanOrEqual(19)
    expect(row.source).toMatch(/QĐ\/TW/)
    for (const id of Object.keys(row.may)) expect(types.map((one) => one.id)).toContain(id)
  }
})

test('kinds: one id each, bodies known, districts historic since 1 July 2025', () => {
  expect(new Set(COMMITTEE_KINDS.map((kind) => kind.id)).size).toBe(COMMITTEE_KINDS.length)
  for (const kind of COMMITTEE_KINDS) expect(decidingBodies(kind.id).length).toBeGreaterThan(0)
  const historic = (day: string) =>
    COMMITTEE_KINDS.filter((kind) => isHistoric(kind, day)).map((kind) => kind.id)
  expect(historic('2025-06-30')).toEqual([])
  expect(historic('2025-07-01')).toEqual(['district', 'urban_district', 'town'])
})

test('what is judged by a rule set cites it, and nothing that it repealed', () => {
  for (const { source } of rules.competence) {
    expect(source).toContain(rules.id)
    for (const repealed of rules.repeals) expect(source).not.toContain(repealed)
  }
})
