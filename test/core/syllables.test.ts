import fc from 'fast-check'
import { expect, test } from 'vitest'
import { endingsOf } from '../../src/core/syllables.ts'
import { fold, wordsIn } from '../../src/core/text.ts'

/** What papers are made of: the first paragraph of Quy định 66-QĐ/TW and names of places. */
const TEXT = `Quy định về thể loại, thẩm quyền ban hành và thể thức văn bản của Đảng. Quyết nghị, thông tri, hướng dẫn, báo cáo
  kế hoạch triển khai chuyển đổi số; nghiêng, nguyễn, thuyền, khuếch, khoảng, hoạch, xoèn, toòng, quýt, giếng, thuở, khuya,
  huỳnh, nghề, ngoằn, ương, ước, yêu, yết, ếch, oách, Trương, Mường Khương, Buôn Ma Thuột, Gia Lai, Quảng Ngãi`
const SYLLABLES = wordsIn(TEXT)

test('every beginning of a syllable becomes that syllable', () => {
  fc.assert(
    fc.property(fc.constantFrom(...SYLLABLES), fc.nat(7), (syllable, length) => {
      const begun = syllable.slice(0, length)
      expect(endingsOf(begun).map((ending) => begun + ending)).toContain(syllable)
    }),
    { numRuns: 1000 },
  )
})

test('what begins no syllable has no ending, and no beginning that is long has many', () => {
  for (const none of ['khongco', 'inter', '20251', fold('wto')]) expect(endingsOf(none)).toEqual([])
  for (const syllable of SYLLABLES.filter(({ length }) => length > 4))
    expect(endingsOf(syllable.slice(0, 5)).length).toBeLessThan(12)
})
