import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  someNames,
  fold,
  isFoundIn,
  nameSortKey,
  searchQuery,
  soughtIn,
  titleSortKey,
} from '../../src/core/text.ts'

const RUNS = Number(process.env.PROPERTY_RUNS ?? 2000)
const collator = new Intl.Collator('vi')
const sign = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0)

/** Given, family, middle names, one after the other; the order of the language itself is left to ICU. */
const asIcu = (a: string, b: string): number => {
  const [left, right] = [a, b].map((name) => {
    const words = name.toLowerCase().split(' ')
    const given = words.pop() ?? ''
    return [given, words[0] ?? '', words.slice(1).join(' ')]
  })
  return [0, 1, 2].reduce(
    (found, part) => found || Math.sign(collator.compare(left![part]!, right![part]!)),
    0,
  )
}

const ONSETS = [...'bcdđghklmnpqrstvx', 'ch', 'gh', 'kh', 'ng', 'nh', 'ph', 'th', 'tr', '']
const VOWELS = [...'aăâeêioôơuưy', 'iê', 'uô', 'ươ', 'oa', 'uy']
const CODAS = ['', 'c', 'ch', 'm', 'n', 'ng', 'nh', 'p', 't', 'i', 'u']
const TONES = ['', '\u0300', '\u0309', '\u0303', '\u0301', '\u0323']
const syllable = fc
  .tuple(...[ONSETS, VOWELS, TONES, CODAS].map((parts) => fc.constantFrom(...parts)))
  .map((parts) => parts.join('').normalize('NFC'))
const capital = syllable.map((word) => word.charAt(0).toUpperCase() + word.slice(1))
const highland = fc.constantFrom("H'Hen", 'Niê', 'Y', 'Čăng', 'Êban', 'K’Sor', 'Ê-đê', "R'Ông", 'Bhăm', 'Ñă')
const name = fc
  .array(fc.oneof({ weight: 5, arbitrary: capital }, highland), { minLength: 1, maxLength: 4 })
  .map((words) => words.join(' '))
const toneless = (text: string): string =>
  text
    .normalize('NFD')
    .replace(/[\u0300\u0309\u0303\u0301\u0323]/g, '')
    .normalize('NFC')
/** Names that differ in tones or in one word only, where the order is hard. */
const alike = fc
  .tuple(name, fc.array(fc.constantFrom(...TONES), { minLength: 6, maxLength: 6 }))
  .map(([text, tones]) =>
    [...toneless(text)]
      .map((char, i) =>
        /[aeiouy]/i.test(char.normalize('NFD')) ? char + (tones[i % tones.length] ?? '') : char,
      )
      .join('')
      .normalize('NFC'),
  )

describe('nameSortKey', () => {
  test('agrees with the collation of the language on any two names', () => {
    fc.assert(
      fc.property(fc.oneof(name, alike), fc.oneof(name, alike), (a, b) => {
        expect(sign(nameSortKey(a), nameSortKey(b))).toBe(asIcu(a, b))
      }),
      { numRuns: RUNS },
    )
  })

  test('agrees on two names of the same letters in different tones', () => {
    const pair = fc.tuple(alike, fc.nat(20), fc.constantFrom(...TONES)).map(([text, at, tone]) => {
      const chars = [...text]
      const i = at % chars.length
      if (/[aeiouy]/i.test(chars[i]!.normalize('NFD'))) chars[i] = toneless(chars[i]!) + tone
      return [text, chars.join('').normalize('NFC')] as const
    })
    fc.assert(
      fc.property(pair, ([a, b]) => {
        expect(sign(nameSortKey(a), nameSortKey(b))).toBe(asIcu(a, b))
      }),
      { numRuns: RUNS },
    )
  })

  test('does not see how the text was composed, capitals, or spaces around', () => {
    fc.assert(
      fc.property(name, (text) => {
        expect(nameSortKey(` ${text.normalize('NFD').toUpperCase()}  `)).toBe(nameSortKey(text))
      }),
      { numRuns: 500 },
    )
  })

  test('sorts a list of members as an office would write it', () => {
    const sorted = [
      'Nguyễn Văn An',
      'Trần Văn An',
      'Lê Ân',
      'Đỗ Thị Bình',
      'Nguyễn Dũng',
      'Nguyễn Đào',
      'Phạm Đạo',
      'Vũ Thị Hoa',
      'Lý Ánh Hòa',
      'Lý Thị Hòa',
      'Lê Hỏa',
      'Ngô Hóa',
      'Ngô Họa',
      'Bùi Uyên',
      'Bùi Ưng',
      'Nguyễn Thị Yến',
    ]
    const shuffled = sorted.toReversed()
    expect(shuffled.sort((a, b) => sign(nameSortKey(a), nameSortKey(b)))).toEqual(sorted)
  })

  test('puts the given name alone before the same given name with family names', () => {
    expect(nameSortKey('An') < nameSortKey('Bùi An')).toBe(true)
  })
})

test('titleSortKey agrees with the collation from the first word on', () => {
  fc.assert(
    fc.property(name, name, (a, b) => {
      const icu = Math.sign(collator.compare(a.toLowerCase(), b.toLowerCase()))
      expect(sign(titleSortKey(a), titleSortKey(b))).toBe(icu)
    }),
    { numRuns: RUNS },
  )
})

describe('fold', () => {
  test.each([
    ['Ủy ban Kiểm tra', 'uy ban kiem tra'],
    ['Uỷ ban', 'uy ban'],
    ['Đánh giá', 'danh gia'],
    ['HÒA hoà', 'hoa hoa'],
    ['Số 04-NQ/TU', 'so 04-nq/tu'],
  ])('%s is searched as %s', (text, folded) => {
    expect(fold(text)).toBe(folded)
  })

  test('forgets marks, case and composition, and folding twice is folding once', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 30 }), (text) => {
        const folded = fold(text)
        expect(folded).not.toMatch(/\p{M}|đ|Đ/u)
        expect(fold(text.normalize('NFD'))).toBe(folded)
        expect(fold(folded)).toBe(folded)
      }),
      { numRuns: RUNS },
    )
  })

  test('any Vietnamese word folds to plain letters', () => {
    fc.assert(
      fc.property(capital, (word) => {
        expect(fold(word)).toMatch(/^[a-z]+$/)
      }),
      { numRuns: RUNS },
    )
  })
})

describe('searchQuery', () => {
  test('a number and symbol become words, not operators; the last is a beginning', () => {
    expect(searchQuery('12-CV/HU')).toBe('"12" AND "cv" AND "hu"*')
    expect(searchQuery('"đánh giá" OR *')).toBe('"danh" AND "gia" AND "or"*')
    expect(searchQuery('xa')).toBe('"xa"*')
    // A long beginning is asked for as the syllables it may become: FTS5 would gather all that has it.
    expect(searchQuery('kế hoạch triển')).toBe('"ke" AND "hoach" AND ("trien" OR "trieng")')
    expect(searchQuery('chuye')).toBe('("chuyen" OR "chuyet")')
    expect(searchQuery('khongco')).toBe('"khongco"*')
  })

  test('nothing to search for is said so', () => {
    expect(searchQuery(' — /* ')).toBeUndefined()
  })

  test('whatever is typed, only quoted words reach the index', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 40 }), (text) => {
        const words = (searchQuery(text) ?? '').split(' AND ').filter((word) => word !== '')
        expect(words.filter((word) => !/^"[\p{L}\p{N}]+"\*?$/u.test(word))).toEqual([])
      }),
      { numRuns: RUNS },
    )
  })
})

describe('soughtIn', () => {
  test('keeps accents where they were typed, and reads a số, ký hiệu however it is written', () => {
    expect(soughtIn('Kế hoạch')).toEqual({ folded: ['ke', 'hoach'], exact: ['kế', 'hoạch'] })
    expect(soughtIn('ke hoach')).toEqual({ folded: ['ke', 'hoach'] })
    for (const typed of ['05-QĐ/TU', '5-qd/tu', '5 QD TU'])
      expect(soughtIn(typed)).toMatchObject({ notation: '5qdtu' })
    expect(soughtIn('2025')).toEqual({ folded: ['2025'] })
    expect(soughtIn(' — /* ')).toBeUndefined()
  })

  test('what no index keeps is found by the same words', () => {
    const found = (typed: string) => isFoundIn('Về phòng cháy rừng, Tỉnh ủy 05-CT/TU', soughtIn(typed)!)
    expect(['phong cha', 'PHÒNG', '05-CT', 'rừng tinh uy'].map(found)).toEqual([true, true, true, true])
    expect(['cha phong', 'uống', 'phong chay chua'].map(found)).toEqual([false, false, false])
  })
})

test('names for a sentence: the first few, then how many more', () => {
  expect(someNames(['a', 'b'], 2)).toBe('a; b')
  expect(someNames(['a', 'b', 'c'], 2)).toBe('a; b; và 1 nơi khác')
  expect(someNames([], 2)).toBe('')
})
