/**
 * Stamps of state secrecy (Law 117/2025/QH15: Tuyệt mật, Tối mật, Mật). This is a system on the Internet, so
 * what carries one must not come in (domain.md §4.1). A stamp stands on its own: alone on its line, in
 * brackets, or set off in a file's name; the word inside a sentence ("bảo mật", "bí mật") is none.
 */
const spaced = (word: string): string => [...word].join('\\s{0,2}')
const LOWEST = spaced('MẬT')
const HIGHER = `${spaced('TUYỆT')}[\\s_-]*${LOWEST}|${spaced('TỐI')}[\\s_-]*${LOWEST}`
const LEVEL = `${HIGHER}|${LOWEST}`
const BARE = 'TUYET[\\s_-]*MAT|TOI[\\s_-]*MAT'
/** The word as part of another, in names that have lines for blanks ("bảo_mật", "mật-khẩu"). */
const PART = String.raw`(?<!(?:bảo|bí|giữ|thân)[\s_-]{0,2})${LOWEST}(?![\s_-]{0,2}(?:độ|khẩu|mã|thư|ong|thiết|vụ|lệnh)(?!\p{L}))`

const IN_BRACKETS = new RegExp(`[[({]\\s*(${LEVEL})\\s*[\\])}]`, 'gu')
const ALONE = new RegExp(`^[\\s\\p{P}|]*(${LEVEL})[\\s\\p{P}|]*$`, 'u')
const SET_OFF = new RegExp(
  `(?<=^|[[({_.,;+–—-]\\s*)(${HIGHER}|${PART}|${BARE}|(?<=[[({])MAT(?=[\\])}]))(?=\\s*([\\])}_.,;+–—-]|$))`,
  'giu',
)
/** As forms have it: "Độ mật: Tối mật". */
const NAMED = new RegExp(`^\\s*độ\\s+mật\\s*[:.…-]*\\s*(${LEVEL})\\s*\\.?\\s*$`, 'iu')
const LOUD = new RegExp(`(?<=^|\\s)(${LEVEL})(?=\\s|$)`, 'gu')

const levelOf = (found: string): string => {
  const letters = found
    .normalize('NFD')
    .replace(/\p{M}|[\s_-]/gu, '')
    .toUpperCase()
  return letters === 'TUYETMAT' ? 'TUYỆT MẬT' : letters === 'TOIMAT' ? 'TỐI MẬT' : 'MẬT'
}

/** The stamp that a line of text is or holds in brackets, as `MẬT`, `TỐI MẬT` or `TUYỆT MẬT`; stamps are capitals. */
export function stampInLine(line: string): string | undefined {
  const text = line.normalize('NFC')
  const found = text.length < 60 ? (ALONE.exec(text) ?? NAMED.exec(text))?.[1] : undefined
  const bracketed = found ?? text.match(IN_BRACKETS)?.[0].slice(1, -1)
  return bracketed === undefined ? undefined : levelOf(bracketed)
}

/** The stamp that a file's name carries, with or without marks (`TOI MAT_12.pdf`). */
export const stampInName = (name: string): string | undefined => stampInTitle(name.replace(/\.[^.]*$/, ''))

/** The stamp that a title carries, set off or in capitals amid other writing. */
export function stampInTitle(title: string): string | undefined {
  const text = title.normalize('NFC')
  const found = text.match(SET_OFF)?.[0] ?? loudIn(text)
  return found === undefined ? undefined : levelOf(found)
}

/** Capitals amid other writing ("Công văn MẬT số 5"); a name all in capitals has no such contrast. */
function loudIn(stem: string): string | undefined {
  for (const found of stem.matchAll(LOUD)) {
    const before = stem.slice(0, found.index).trim().split(/\s+/).at(-1) ?? ''
    const after =
      stem
        .slice(found.index + found[0].length)
        .trim()
        .split(/\s+/)[0] ?? ''
    if (![before, after].some((word) => /\p{Lu}/u.test(word) && word === word.toUpperCase())) return found[0]
  }
  return undefined
}
