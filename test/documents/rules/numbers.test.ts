import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { CONGRESS, notation, ONE_RUN, seriesOf, termIdOf } from '../../../src/documents/books/notation.ts'
import { runOf } from '../../../src/documents/books/number.ts'

const numbers = fc.integer({ min: 1, max: 99_999 })
const letters = fc.constantFrom('', 'CT', 'NQ', 'CTr', 'QĐ', 'TTr')
const suffixes = fc.constantFrom('TU', 'ĐU', 'BTCTU', 'VPTU')

describe('how a number is printed', () => {
  test.each([
    [5, 'CT', 'TU', '05-CT/TU'],
    [1742, 'CV', 'BTCTU', '1742-CV/BTCTU'],
    [7, '', 'ĐU', '07/ĐU'],
    [10, 'CTr', 'ĐU', '10-CTr/ĐU'],
  ])('%i %s %s: %s', (number, symbol, suffix, printed) => {
    expect(notation(number, symbol, suffix)).toBe(printed)
  })

  test('two digits at least, and the number, the symbol and the suffix can be read back', () => {
    fc.assert(
      fc.property(numbers, letters, suffixes, (number, symbol, suffix) => {
        const [, digits = '', back = '', from = ''] =
          /^(\d{2,})(?:-([^/]+))?\/(.+)$/.exec(notation(number, symbol, suffix)) ?? []
        expect([Number(digits), back, from]).toEqual([number, symbol, suffix])
      }),
    )
  })

  test('no two numbers of one run print alike', () => {
    fc.assert(
      fc.property(numbers, numbers, letters, suffixes, (a, b, symbol, suffix) => {
        expect(notation(a, symbol, suffix) === notation(b, symbol, suffix)).toBe(a === b)
      }),
    )
  })
})

describe('the run a number is drawn from', () => {
  const type = fc.record({ series: fc.constantFrom('chi-thi', 'QĐ', 'bao-cao') })
  const issuer = fc.record({
    id: fc.constantFrom('a', 'b'),
    kind: fc.constantFrom('committee', 'office', 'congress'),
    oneRun: fc.boolean(),
  })
  const term = fc.record({ id: fc.constantFrom('2020-2025', '2025-2030') })

  test('is the type’s own, unless the issuer counts everything in one', () => {
    expect(seriesOf({ series: 'QĐ' }, { oneRun: false })).toBe('QĐ')
    expect(seriesOf({ series: 'QĐ' }, { oneRun: true })).toBe(ONE_RUN)
  })

  test('begins anew with a term, but for a congress', () => {
    expect(termIdOf({ kind: 'committee' }, { id: '2025-2030' })).toBe('2025-2030')
    expect(termIdOf({ kind: 'congress' }, { id: '2025-2030' })).toBe(CONGRESS)
  })

  test('two papers share one only at one issuer, and there as its rule and the term say', () => {
    fc.assert(
      fc.property(type, type, issuer, issuer, term, term, (t1, t2, i1, i2, n1, n2) => {
        fc.pre(i1.id !== i2.id || (i1.kind === i2.kind && i1.oneRun === i2.oneRun))
        const same = JSON.stringify(runOf(t1, i1, n1)) === JSON.stringify(runOf(t2, i2, n2))
        const counted = i1.oneRun || t1.series === t2.series
        const inTerm = i1.kind === 'congress' || n1.id === n2.id
        expect(same).toBe(i1.id === i2.id && counted && inTerm)
      }),
    )
  })
})
