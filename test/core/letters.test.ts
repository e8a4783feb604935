import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { text, title } from '../../src/core/fields.ts'
import { asDisplayed, lookOf, oddIn } from '../../src/core/letters.ts'
import { fold } from '../../src/core/text.ts'

const UNSEEN = ['\u00ad', '\u200b', '\u200c', '\u200d', '\u2060', '\ufeff', '\u3164', '\u{e0041}']
const name = title('Cần nhập tên.', 200)
const look = (one: string): string => lookOf(fold(one))

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
