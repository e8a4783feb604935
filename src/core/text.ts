import { asDisplayed } from './letters.ts'
import { endingsOf } from './syllables.ts'

/**
 * Folds Vietnamese text for search and comparison: no case, no marks, đ as d, nothing that is not displayed. `Uỷ`,
 * `Ủy` and `uy` fold alike.
 * @param text any Unicode text, NFC or NFD
 * @returns lower-case text without combining marks
 */
export function fold(text: string): string {
  return asDisplayed(text).normalize('NFD').replace(/\p{M}/gu, '').replace(/[đĐ]/g, 'd').toLowerCase()
}

const LETTERS = new Map([...'aăâbcdđeêfghijklmnoôơpqrstuưvwxyz'].map((letter, rank) => [letter, rank]))
const TONES = '\u0300\u0309\u0303\u0301\u0323'
/** What may stand inside a name beside letters, as Intl.Collator orders it: below digits and letters. */
const SIGNS = "-.'’"

/**
 * A key that sorts names of people as Vietnamese lists do when compared byte by byte, since libSQL has no
 * collation for it: by given name, then family name, then middle names (the rule of ballot papers); within
 * each, letters a ă â b c d đ … first and tones (không, huyền, hỏi, ngã, sắc, nặng) where all letters are
 * alike. Agrees with `Intl.Collator('vi')` part by part.
 * @param name a full name in Vietnamese order (family, middle, given)
 */
export function nameSortKey(name: string): string {
  const [family = '', ...middle] = wordsOf(name)
  const given = middle.pop()
  return given === undefined ? keyOf(family) : [given, family, middle.join('\n')].map(keyOf).join(' ')
}

/** A key that sorts names of committees, units and things by the same letters and tones, from the first word. */
export const titleSortKey = (title: string): string => keyOf(wordsOf(title).join('\n'))

/** Things by name, as Vietnamese sorts them; for lists too small to keep a key in the database. */
export function byTitle<T extends { name: string }>(rows: readonly T[]): T[] {
  const keyed = rows.map((row) => ({ row, key: titleSortKey(row.name) }))
  keyed.sort((a, b) => (a.key < b.key ? -1 : a.key > b.key ? 1 : 0))
  return keyed.map(({ row }) => row)
}

const wordsOf = (text: string): string[] => text.normalize('NFC').toLowerCase().trim().split(/\s+/)

/** Letters, then tones: a space ends the letters because it sorts below all they are made of. */
function keyOf(text: string): string {
  const chars = [...text].map((char) => (char === '\n' ? { letter: '!', marks: '' } : charKey(char)))
  return `${chars.map((one) => one.letter).join('')} ${chars.map((one) => `${one.marks}0`).join('')}`
}

/** One character as its letter (two places, so that `ă` stands between `a` and `â`) and its tone and other marks. */
function charKey(char: string): { letter: string; marks: string } {
  const [base = '', ...marks] = char.normalize('NFD')
  const shape = marks.find((mark) => LETTERS.has((base + mark).normalize('NFC')))
  const rank = LETTERS.get((base + (shape ?? '')).normalize('NFC'))
  const sign = SIGNS.indexOf(base)
  const letter =
    rank === undefined
      ? sign < 0
        ? base
        : String.fromCharCode(0x23 + sign)
      : String.fromCharCode(0x61 + Math.floor(rank / 26), 0x61 + (rank % 26))
  const others = marks.filter((mark) => mark !== shape)
  return { letter, marks: others.map((mark) => TONES.indexOf(mark) + 1 || 9).join('') }
}

const WORDS = /[\p{L}\p{N}]+/gu

/** The words of a text as full-text indexes keep them: folded, without signs. */
export const wordsIn = (text: string): string[] => fold(text).match(WORDS) ?? []

/** The same as they were typed, in the form indexes keep. */
const spelledIn = (text: string): string[] => text.normalize('NFC').toLowerCase().match(WORDS) ?? []

/** What somebody looks for. */
export type Sought = {
  /** Every word must stand there without regard to accents, the last as a beginning. */
  folded: string[]
  /** The words with their accents, where any were typed: what has them so comes first. */
  exact?: string[]
  /** Where it reads like a số, ký hiệu: the key of {@link notationKey}, which comes before all. */
  notation?: string
}

/**
 * @param text what was typed
 * @returns undefined when it holds no letter or digit
 */
export function soughtIn(text: string): Sought | undefined {
  const folded = wordsIn(text)
  if (folded.length === 0) return undefined
  const exact = spelledIn(text)
  return {
    folded,
    ...(exact.length === folded.length && exact.join(' ') !== folded.join(' ') ? { exact } : {}),
    ...(/\d/.test(text) && folded.length > 1 ? { notation: notationKey(text) } : {}),
  }
}

/** A số, ký hiệu as one word, however its zeros, signs and accents are typed: `05-CT/TU` and `5 ct tu` alike. */
export const notationKey = (text: string): string => wordsIn(text).join('').replace(/^0+/, '')

/** Whether a text that no index keeps has what is sought. */
export function isFoundIn(text: string, { folded }: Sought): boolean {
  const words = wordsIn(text)
  const last = folded.at(-1) ?? ''
  return (
    folded.slice(0, -1).every((word) => words.includes(word)) && words.some((word) => word.startsWith(last))
  )
}

/** Beginnings up to so many letters have an index of their own (`prefix` of the tables). */
const INDEXED = 4

/**
 * A query for FTS5: every word must stand there, the last as a beginning. Quoted, so that they are no operators. A long
 * beginning FTS5 would look for by gathering all that has it, which is half a book for `thong`; so what it may become
 * is asked for by name, and only what begins no Vietnamese syllable is left to FTS5.
 */
export const matching = (words: string[]): string =>
  words.map((word, i) => (i === words.length - 1 ? beginning(word) : `"${word}"`)).join(' AND ')

function beginning(word: string): string {
  const endings = word.length <= INDEXED ? [] : endingsOf(fold(word))
  if (endings.length === 0) return `"${word}"*`
  return endings.length === 1
    ? `"${word}${endings[0]}"`
    : `(${endings.map((end) => `"${word}${end}"`).join(' OR ')})`
}

/** {@link matching} for what was typed, without accents; undefined when it holds no letter or digit. */
export function searchQuery(text: string): string | undefined {
  const words = wordsIn(text)
  return words.length === 0 ? undefined : matching(words)
}

/** A sentence with its first letter large. */
export function capitalize(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1)
}

/** Names for a sentence: the first `most`, then how many more there are. */
export function someNames(names: string[], most: number, noun = 'nơi'): string {
  const more = names.length - most
  return [...names.slice(0, most), ...(more > 0 ? [`và ${more} ${noun} khác`] : [])].join('; ')
}
