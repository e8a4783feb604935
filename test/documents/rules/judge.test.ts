import { describe, expect, test } from 'vitest'
import { carriesSecretStamp, judge } from '../../../src/documents/rules/rules.ts'
import type { Judged } from '../../../src/documents/rules/rules.ts'

/** A directive that lacks nothing. */
const whole: Judged = {
  type: { id: 'chi-thi', name: 'Chỉ thị' },
  issuer: { id: 'tu' },
  decidingBody: 'standing_board',
  subject: 'Về việc đẩy mạnh chuyển đổi số',
  signerName: 'Nguyễn Văn An',
  signerTitle: 'Bí thư',
  recipientCount: 1,
  fileCount: 1,
  urgency: 0,
  deliverBy: null,
  overrideReason: null,
  competent: 'yes',
  ruleSource: '399-QĐ/TW',
}

/** What is not in order, as `state field id`. */
const faults = (change: Partial<Judged>): string[] =>
  judge({ ...whole, ...change }).flatMap(({ id, field, state }) =>
    state === 'ok' ? [] : [`${state} ${field} ${id}`],
  )

describe('a document is judged before it gets a number', () => {
  test('one that lacks nothing is told so in nine points, each a field to look at', () => {
    const checks = judge(whole)
    expect(checks.map(({ state }) => state)).toEqual(Array.from({ length: 9 }, () => 'ok'))
    expect(new Set(checks.map(({ id }) => id)).size).toBe(9)
  })

  test.each<[string, Partial<Judged>, string[]]>([
    ['no type', { type: undefined }, ['error typeId typeId']],
    ['no issuer', { issuer: undefined }, ['error issuerId issuerId']],
    ['no deciding body', { decidingBody: null }, ['error decidingBody decidingBody']],
    ['an empty deciding body', { decidingBody: '' }, ['error decidingBody decidingBody']],
    ['no subject', { subject: '' }, ['error subject subject']],
    ['the type said twice', { subject: 'CHỈ THỊ về chuyển đổi số' }, ['warn subject subject']],
    ['a word that only begins like the type', { subject: 'Chỉ thịnh vượng' }, []],
    ['a signer without a name', { signerName: null }, ['error signerName signerName']],
    ['a signer without an office', { signerTitle: '' }, ['error signerName signerName']],
    ['no recipient', { recipientCount: 0 }, ['error recipients recipients']],
    ['no file', { fileCount: 0 }, ['error files files']],
    ['a stamp of secrecy', { subject: 'Kế hoạch (TỐI MẬT)' }, ['error subject secrecy']],
    ['competence not settled', { competent: 'unsettled' }, ['warn overrideReason competence']],
    ['no competence', { competent: 'no' }, ['error overrideReason competence']],
    [
      'no competence, with a reason',
      { competent: 'no', overrideReason: 'Thường trực cho phép' },
      ['warn overrideReason competence'],
    ],
    ['two things at once', { fileCount: 0, type: undefined }, ['error typeId typeId', 'error files files']],
  ])('%s', (_, change, expected) => {
    expect(faults(change)).toEqual(expected)
  })

  test('whatever is wrong comes with what to do about it', () => {
    const bare = judge({ ...whole, ...nothing, competent: 'no' })
    for (const { state, detail } of bare.filter((one) => one.state !== 'ok')) {
      expect([state, detail]).toEqual([state, expect.stringMatching(/\.$/)])
    }
    expect(bare.filter(({ state }) => state === 'error')).toHaveLength(8)
  })

  test('an override is told with its reason and the rule it goes against', () => {
    const [told] = judge({ ...whole, competent: 'no', overrideReason: 'Thường trực cho phép' }).filter(
      ({ id }) => id === 'competence',
    )
    expect(told?.detail).toContain('399-QĐ/TW')
    expect(told?.detail).toContain('Thường trực cho phép')
  })
})

const nothing: Partial<Judged> = {
  type: undefined,
  issuer: undefined,
  decidingBody: null,
  subject: '',
  signerName: null,
  recipientCount: 0,
  fileCount: 0,
}

test.each([
  ['MẬT', true],
  ['TỐI MẬT', true],
  ['Kế hoạch (TUYỆT MẬT)', true],
  ['Báo cáo. MẬT.', true],
  ['TUYỆT  MẬT'.normalize('NFD'), true],
  ['Bảo mật thông tin', false],
  ['BẢO MẬT', false],
  ['mật độ', false],
  ['Công tác bảo vệ bí mật nhà nước', false],
  ['THÂN MẬT', false],
])('a secrecy stamp is one only as capitals standing alone: %s', (text, stamped) => {
  expect(carriesSecretStamp(text)).toBe(stamped)
})

test('an hour is asked of what bears one, and of nothing else', () => {
  expect(faults({ urgency: 4 })).toEqual(['warn deliverBy deliverBy'])
  expect(faults({ urgency: 4, deliverBy: '2026-03-02T08:30:00Z' })).toEqual([])
  expect(faults({ urgency: 3 })).toEqual([])
})
