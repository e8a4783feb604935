import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { text, title } from '../../src/core/fields.ts'
import { asDisplayed, isHeaped, lookOf, oddIn, unheaped } from '../../src/core/letters.ts'
import { fold } from '../../src/core/text.ts'

const UNSEEN = ['\u00ad', '\u200b', '\u200c', '\u200d', '\u2060', '\ufeff', '\u3164', '\u{e0041}']
const name = title('Cần nhập tên.', 200)
const look = (one: string): string => lookOf(fold(one))

describe('marks heaped on one letter', () => {
  const heap = (marks: number) => 'a' + '\u0323\u0301'.repeat(marks).slice(0, marks)

  test.each([0, 1, 30, 31, 32, 61, 62, 300_000])('%i: what is beyond thirty is told, and goes', (marks) => {
    for (const around of ['', 'Về việc ', 'x'.repeat(17), '\u{1f600}'.repeat(40)]) {
      const text = `${around}${heap(marks)} của Tỉnh ủy`
      expect(isHeaped(text)).toBe(marks > 30)
      expect(unheaped(text)).toBe(`${around}${heap(Math.min(marks, 30))} của Tỉnh ủy`)
    }
  })

  test('none is in what people write, composed or not, and marks of the higher planes count', () => {
    const written = 'Về việc đẩy mạnh chuyển đổi số \u{1f600}\u{1f600}\u{1f600} '.repeat(50)
    for (const text of [written, written.normalize('NFD')]) expect(isHeaped(text)).toBe(false)
    expect(isHeaped('a' + '\u{1d165}'.repeat(31))).toBe(true)
    expect(isHeaped('a' + `${'\u0301'.repeat(30)}\u00ad`.repeat(3))).toBe(true)
  })

  test('however marks are laid, a text ends without a heap, and one without stays as it is', () => {
    const unit = fc.constantFrom(
      'a',
      '\u1ead',
      '\u0323',
      '\u0301'.repeat(16),
      `${'\u0301'.repeat(16)}\u200b`,
      '\u00ad',
      '\u{1d165}',
      '\ud834',
      '\u{1f600}',
    )
    fc.assert(
      fc.property(fc.string({ unit, maxLength: 60 }), (text) => {
        // Dropped, what nobody sees would leave the marks on one letter.
        expect(/\p{M}{31}/u.test(asDisplayed(unheaped(text)))).toBe(false)
        const piled = /[\p{M}\p{Default_Ignorable_Code_Point}]{31}/u
        expect(isHeaped(text)).toBe(piled.test(text))
      }),
    )
  })
})

describe('what nobody sees', () => {
  test.each(UNSEEN)('%j is dropped from running text and refused in a name', (char) => {
    expect(text('Trích yếu', 100).parse(`Về việc chuy${char}ển đổi số`)).toBe('Về việc chuyển đổi số')
    expect(fold(`chuy${char}ển`)).toBe('chuyen')
    expect(name.safeParse(`Tỉnh ${char}ủy`).error?.issues[0]?.message).toContain('không nhìn thấy được')
  })

  test('dropping it twice changes nothing more, and nothing that is displayed is lost', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (any) => {
        expect(asDisplayed(asDisplayed(any))).toBe(asDisplayed(any))
      }),
    )
    const sentence = 'Đảng ủy xã Tả Van: “Kế hoạch số 01-KH/ĐU”, 50 % (lần 2) – §3, °C, n²'
    expect(asDisplayed(sentence)).toBe(sentence)
  })
})

describe('a name', () => {
  test.each([
    ['Cyrillic һ', 'Tỉnһ ủy Sơn Bình'],
    ['Greek ο', 'Ban Tổ chức Tỉnh ủy Sοn Bình'],
    ['full width', 'Ｔỉnh ủy'],
    ['mathematical', 'Tỉnh ủy 𝐒ơn Bình'],
    ['Arabic digit', 'Chi bộ ١'],
    ['dotless ı', 'Tınh ủy'],
    ['right to left', 'Tỉnh ủy\u202e hnìB nơS'],
    ['a circled letter', 'Ⓣỉnh ủy Sơn Bình'],
    ['letters in one sign', 'Ban ℡'],
    ['a braille blank', 'Tỉnh ủy\u2800Sơn Bình'],
    ['a sign of nobody’s', 'Tỉnh ủy Sơn Bình\ue000'],
    ['a control character', 'Tỉnh ủy Sơn\u0007 Bình'],
    ['a stroke laid over D', 'D\u0335ảng ủy xã Tả Van'],
    ['a heap of accents', 'Tỉnh\u0301\u0301\u0301\u0301 ủy'],
  ])('with %s is refused', (_, one) => {
    expect(name.safeParse(one).success).toBe(false)
  })

  test.each([
    'Đảng ủy xã Ia R’Băng',
    'Chi bộ buôn Ƀ’Lang',
    'H’Hen Niê',
    'Y Čăng Ñă (lần 2) – số 3/4',
    'Công ty Nestlé & Ø.1'.replace('Ø', 'O'),
  ])('%s is one', (one) => expect(name.parse(one)).toBe(one))

  test('is kept with Đ as Đ and one plain space between words', () => {
    expect(name.parse('  \u00d0ẢNG\u00a0 ỦY ')).toBe('ĐẢNG ỦY')
    expect(fold('\u00d0ẢNG ỦY')).toBe('dang uy')
    expect(oddIn('Đảng uỷ'.normalize('NFD'))).toBeUndefined()
  })
})

describe('the look of a name', () => {
  test.each([
    ['Tỉnh ủy Sơn Bình', 'TỈNH UỶ  SƠN BÌNH'],
    ['Tỉnh ủy Sơn Bình', 'Tỉnh ủy Sơn Blnh'],
    ['Tỉnh ủy Sơn Bình', 'Tỉnһ ủy Sоn Bình'],
    ['Chi bộ 10', 'Chi bộ lO'],
    ['Ban Mường', 'Ban rnường'],
  ])('%s is that of %s', (one, other) => expect(look(one)).toBe(look(other)))

  test('differs between names that people tell apart', () => {
    const names = [
      'Tỉnh ủy Sơn Bình',
      'Thành ủy Sơn Bình',
      'Tỉnh ủy Sơn La',
      'Đảng ủy xã Tân Lập',
      'Đảng ủy xã Tân Hợp',
    ]
    expect(new Set(names.map(look)).size).toBe(names.length)
  })
})
