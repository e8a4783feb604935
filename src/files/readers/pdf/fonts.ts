import type { Budget } from '../budget.ts'
import { Lexer } from './lexer.ts'
import { listIn, nameIn } from './values.ts'
import type { Value } from './values.ts'

/** Which text the bytes of strings in a font stand for; undefined where the font does not say. */
export type Font = { decode(bytes: string): string | undefined }

/** Codes from `from` to `to` stand for `text`, whose last letter counts on. */
type Range = { from: number; to: number; text: string }

/** Memory of an entry of a map, in bytes. */
const ENTRY = 96

/** Text of UTF-16 as bytes, a character a byte. */
export function wide(bytes: string): string {
  let text = ''
  for (let at = 0; at + 1 < bytes.length; at += 2)
    text += String.fromCharCode(bytes.charCodeAt(at) * 256 + bytes.charCodeAt(at + 1))
  return text
}

/** The text of a string that is not drawn (7.9.2.2): UTF-16 or UTF-8 by its first bytes, else byte by byte. */
export function spoken(bytes: string): string {
  if (bytes.startsWith('þÿ')) return wide(bytes.slice(2))
  if (!bytes.startsWith('ï»¿')) return bytes
  return new TextDecoder().decode(Uint8Array.from(bytes, (char) => char.charCodeAt(0)))
}

/**
 * Reads a map of the codes of a font to text (ISO 32000-1, 9.10.3). Ranges stay ranges: a short line may span all
 * codes there are.
 */
export function mapOf(source: string, budget: Budget): Font {
  const texts = new Map<number, string>()
  const ranges: Range[] = []
  let width = 0
  const add = (code: number, text: string) => {
    budget.hold(ENTRY)
    texts.set(code, wide(text))
  }
  for (const { end, operands } of sections(source, budget)) {
    const step = end === 'endbfchar' ? 2 : end === 'endbfrange' ? 3 : 1
    for (let i = 0; i + step <= operands.length; i += step) {
      const [from = '', to = '', text = ''] = operands.slice(i, i + step)
      if (typeof from !== 'string' || typeof to !== 'string') continue
      width ||= from.length
      if (step === 2) add(codeOf(from), to)
      else if (step === 1) continue
      else if (typeof text !== 'string') for (const [k, one] of text.entries()) add(codeOf(from) + k, one)
      else {
        budget.hold(ENTRY)
        ranges.push({ from: codeOf(from), to: codeOf(to), text: wide(text) })
      }
    }
  }
  ranges.sort((one, other) => one.from - other.from)
  const textOf = (code: number) => texts.get(code) ?? ranged(ranges, code)
  return { decode: (bytes) => decode(bytes, width || 1, textOf, budget) }
}

type Operand = string | string[]

/** The sections of a map with what stands in them: codes, texts, and lists of texts. */
function* sections(source: string, budget: Budget): Generator<{ end: string; operands: Operand[] }> {
  let operands: Operand[] = []
  let list: string[] | undefined
  const lexer = new Lexer(budget, source)
  for (let token = lexer.next(); token !== undefined; token = lexer.next()) {
    if (token.kind === 'string') (list ?? operands).push(token.text)
    else if (token.kind === 'mark' && token.text === '[') list = []
    else if (token.kind === 'mark' && token.text === ']' && list !== undefined) {
      operands.push(list)
      list = undefined
    } else if (token.kind === 'word') {
      if (/^end(?:codespacerange|bfchar|bfrange)$/.test(token.text)) yield { end: token.text, operands }
      operands = []
    }
  }
}

function codeOf(bytes: string, at = 0, width = Math.min(bytes.length, 4)): number {
  let code = 0
  for (let i = at; i < at + width; i++) code = code * 256 + bytes.charCodeAt(i)
  return code
}

function decode(
  bytes: string,
  width: number,
  textOf: (code: number) => string | undefined,
  budget: Budget,
): string {
  budget.spend(bytes.length)
  let text = ''
  for (let at = 0; at + width <= bytes.length; at += width) text += textOf(codeOf(bytes, at, width)) ?? ''
  return text
}

/** The text of a code by the last range that begins at or before it. */
function ranged(ranges: Range[], code: number): string | undefined {
  let [low, high] = [0, ranges.length]
  while (low < high) {
    const middle = (low + high) >> 1
    if ((ranges[middle]?.from ?? 0) <= code) low = middle + 1
    else high = middle
  }
  const range = ranges[low - 1]
  if (range === undefined || code > range.to) return undefined
  const last = range.text.charCodeAt(range.text.length - 1)
  return range.text.slice(0, -1) + String.fromCharCode(last + code - range.from)
}

const MARKS = new Map<string, string>(
  Object.entries({
    circumflex: '\u0302',
    breve: '\u0306',
    horn: '\u031b',
    acute: '\u0301',
    grave: '\u0300',
    hook: '\u0309',
    hookabove: '\u0309',
    tilde: '\u0303',
    dotbelow: '\u0323',
  }),
)
const SIGNS = new Map<string, string>(
  Object.entries({
    space: ' ',
    period: '.',
    comma: ',',
    colon: ':',
    semicolon: ';',
    hyphen: '-',
    endash: '–',
    slash: '/',
    parenleft: '(',
    parenright: ')',
    bracketleft: '[',
    bracketright: ']',
    Dcroat: 'Đ',
    dcroat: 'đ',
  }),
)
const DIGITS = ['zero', 'one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine']

/** The letter that a glyph is called by (Adobe Glyph List): `uni1EAC`, `Acircumflexdotbelow`, `five`. */
export function letterOf(glyph: string): string | undefined {
  const code = /^u(?:ni)?([\dA-F]{4,6})$/.exec(glyph)?.[1]
  if (code !== undefined && parseInt(code, 16) <= 0x10ffff) return String.fromCodePoint(parseInt(code, 16))
  if (DIGITS.includes(glyph)) return String(DIGITS.indexOf(glyph))
  if (SIGNS.has(glyph)) return SIGNS.get(glyph)
  const [, letter, marks] =
    /^([A-Za-z])((?:circumflex|breve|horn|acute|grave|hookabove|hook|tilde|dotbelow)*)$/.exec(glyph) ?? []
  if (letter === undefined || marks === undefined) return undefined
  const found = marks.match(/circumflex|breve|horn|acute|grave|hookabove|hook|tilde|dotbelow/g) ?? []
  return (letter + found.map((mark) => MARKS.get(mark)).join('')).normalize('NFC')
}

/** A font of single bytes by the names of its glyphs (9.6.6), where it gives some; other bytes as Latin ones. */
export function simpleFont(differences: Value | undefined, budget: Budget): Font {
  const letters = new Map<number, string>()
  let code = 0
  for (const value of listIn(differences).slice(0, 1024)) {
    if (typeof value === 'number') code = value
    else letters.set(code++, letterOf(nameIn(value) ?? '') ?? '')
  }
  const textOf = (byte: number) => letters.get(byte) ?? String.fromCharCode(byte)
  return { decode: (bytes) => decode(bytes, 1, textOf, budget) }
}

/** A font of glyphs by their numbers that does not say which letters they are. */
export const UNREADABLE: Font = { decode: () => undefined }
