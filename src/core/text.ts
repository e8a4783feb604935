/**
 * Folds Vietnamese text for search and comparison: no case, no marks, đ as d. `Uỷ`, `Ủy` and `uy` fold alike.
 * @param text any Unicode text, NFC or NFD
 * @returns lower-case text without combining marks
 */
export function fold(text: string): string {
  return text.normalize('NFD').replace(/\p{M}/gu, '').replace(/[đĐ]/g, 'd').toLowerCase()
}

const ORDER = new Map([...'aăâbcdđeêfghijklmnoôơpqrstuưvwxyz'].map((letter, rank) => [letter, rank]))
const TONES = new Map([...'\u0300\u0309\u0303\u0301\u0323'].map((tone, rank) => [tone, rank + 1]))

/**
 * A key that sorts Vietnamese names as the language does when compared byte by byte, since libSQL has no
 * collation for it: given name first, then middle and family names; letters a ă â b c d đ …, and tones
 * (không, huyền, hỏi, ngã, sắc, nặng) only where the letters are alike.
 * @param name a full name in Vietnamese order (family, middle, given)
 */
export function nameSortKey(name: string): string {
  const words = name.normalize('NFC').toLowerCase().trim().split(/\s+/)
  const given = words.pop() ?? ''
  const keys = [given, ...words].map(wordKey)
  return `${keys.map((key) => key.letters).join(' ')}!${keys.map((key) => key.tones).join('')}`
}

function wordKey(word: string): { letters: string; tones: string } {
  let letters = ''
  let tones = ''
  for (const char of word) {
    const marks = [...char.normalize('NFD').replace('đ', 'đ')]
    const tone = marks.find((mark) => TONES.has(mark))
    const base = marks
      .filter((mark) => !TONES.has(mark))
      .join('')
      .normalize('NFC')
    const rank = ORDER.get(base)
    letters +=
      rank === undefined ? base : String.fromCharCode(0x61 + Math.floor(rank / 26), 0x61 + (rank % 26))
    tones += tone === undefined ? 0 : TONES.get(tone)
  }
  return { letters, tones }
}

/**
 * A query for FTS5 over folded text: every word must stand there, the last as a beginning. Quoted, so that
 * `12-CV/HU` is words and not operators.
 * @returns undefined when the text holds no letter or digit
 */
export function searchQuery(text: string): string | undefined {
  const words = fold(text).match(/[\p{L}\p{N}]+/gu)
  return words?.map((word) => `"${word}"*`).join(' ')
}
