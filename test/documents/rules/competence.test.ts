import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { COMMITTEE_KINDS, DECIDING_BODIES, decidingBodies } from '../../../src/directory/rules/kinds.ts'
import { competence, decides } from '../../../src/documents/rules/competence.ts'
import { documentTypes } from '../../../src/documents/rules/rule-sets.ts'

const DAY = '2026-03-02'
const TYPES = documentTypes('399-QĐ/TW')

describe('competence warns by the rule set in force', () => {
  test.each([
    ['province', 'standing_board', 'chi-thi', 'yes', '399-QĐ/TW'],
    ['province', 'executive', 'chi-thi', 'no', '399-QĐ/TW'],
    ['commune', 'standing_board', 'chi-thi', 'unsettled', '399-QĐ/TW Điều 10 (cần kiểm tra)'],
    ['grassroots', 'executive', 'chi-thi', 'no', '399-QĐ/TW Điều 11'],
    // What the rules say nothing of is allowed: a body, a type, a body that nobody knows, a kind outside the Party.
    ['province', 'standing', 'thong-bao', 'yes', '399-QĐ/TW'],
    ['province', 'executive', 'loi-keu-goi', 'yes', '399-QĐ/TW'],
    ['province', 'ban-nao-do', 'chi-thi', 'yes', '399-QĐ/TW'],
    ['non_party', 'head', 'chi-thi', 'yes', '399-QĐ/TW'],
    ['province', null, 'chi-thi', 'yes', '399-QĐ/TW'],
    ['province', 'executive', undefined, 'yes', '399-QĐ/TW'],
  ])('%s, %s, %s: %s', (kind, body, type, competent, ruleSource) => {
    expect(competence(kind, body, type, DAY)).toEqual({ competent, ruleSource })
  })

  test('it always names where the rule is from, for every kind, body and type', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...COMMITTEE_KINDS.map(({ id }) => id)),
        fc.constantFrom(...Object.keys(DECIDING_BODIES)),
        fc.constantFrom(...TYPES.map(({ id }) => id)),
        (kind, body, type) => {
          expect(competence(kind, body, type, DAY).ruleSource).toContain('QĐ/TW')
        },
      ),
    )
  })
})

test('a body decides where the kind of committee has it; none named yet is no fault', () => {
  for (const { id } of COMMITTEE_KINDS) {
    const here = decidingBodies(id).map((one) => one.id as string)
    for (const body of [...Object.keys(DECIDING_BODIES), 'ban-nao-do']) {
      expect([id, body, decides(id, body)]).toEqual([id, body, here.includes(body)])
    }
    expect([decides(id, undefined), decides(id, '')]).toEqual([true, true])
  }
})
