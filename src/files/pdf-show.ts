import { decode } from './pdf-fonts.ts'
import type { Cmap } from './pdf-fonts.ts'

/** An em is this much of a wide letter: a gap beyond it on the same height is another column. */
const WIDE = 0.75
/** Space between glyphs (thousandths of an em) from which on it stands for a blank. */
const BLANK = 250
const MOST_OPERANDS = 10_000

const ESCAPES: Record<string, string> = { n: '\n', r: '\r', t: '\t', b: '\b', f: '\f' }

/** The string, in parentheses or in hex, that begins at `at`: its bytes and where it ends. */
export function stringAt(source: string, at: number): { bytes: string; end: number } | undefined {
  if (source[at] === '<') {
    const end = source.indexOf('>', at)
    const digits = source.slice(at + 1, end === -1 ? at + 1 : end).replace(/\s/g, '')
    const bytes = (digits.match(/..?/g) ?? []).map((pair) =>
      String.fromCharCode(parseInt(pair.padEnd(2, '0'), 16)),
    )
    return end === -1 ? undefined : { bytes: bytes.join(''), end: end + 1 }
  }
  let bytes = ''
  let depth = 0
  for (let i = at; i < source.length; i++) {
    const char = source[i] ?? ''
    if (char === '\\') {
      const octal = /^[0-7]{1,3}/.exec(source.slice(i + 1, i + 4))?.[0]
      const next = source[i + 1] ?? ''
      bytes +=
        octal === undefined
          ? (ESCAPES[next] ?? (next === '\n' ? '' : next))
          : String.fromCharCode(parseInt(octal, 8) & 255)
      i += octal?.length ?? 1
      continue
    }
    if (char === '(' && depth++ === 0) continue
    if (char === ')' && --depth === 0) return { bytes, end: i + 1 }
    bytes += char
  }
  return undefined
}

type Token = { kind: 'string' | 'name' | 'number' | 'operator'; value: string }

function* tokens(content: string): Generator<Token> {
  const next = /[(<]|\/[^\s<>[\](){}/%]+|[-+]?\d*\.?\d+|[A-Za-z'"*]+/g
  for (let match = next.exec(content); match !== null; match = next.exec(content)) {
    const value = match[0]
    if (value === '(' || value === '<') {
      const string = stringAt(content, match.index)
      if (string === undefined) return
      next.lastIndex = string.end
      yield { kind: 'string', value: string.bytes }
    } else if (value.startsWith('/')) yield { kind: 'name', value: value.slice(1) }
    else yield { kind: /\d/.test(value) ? 'number' : 'operator', value }
  }
}

/**
 * The lines of text that a content stream draws: what stands at one height without a gap a column wide.
 * @param fontOf the character map of a font by the name it has here
 */
export function showLines(content: string, fontOf: (name: string) => Cmap | undefined): string[] {
  const pen = new Pen(fontOf)
  let operands: Token[] = []
  for (const token of tokens(content)) {
    if (token.kind === 'operator') {
      pen.operate(token.value, operands)
      operands = []
    } else if (operands.length < MOST_OPERANDS) operands.push(token)
  }
  pen.finishLine()
  return pen.lines
}

/** Text state of ISO 32000-1, 9.3 and 9.4, as far as it tells which pieces of text stand in one line. */
class Pen {
  readonly lines: string[] = []
  #line = ''
  #cmap: Cmap | undefined
  #size = 12
  #matrix = [1, 0, 0, 1, 0, 0]
  /** Where the last piece of text began, and how many letters were drawn from there. */
  #last = { x: 0, y: 0, letters: 0 }
  readonly #fontOf: (name: string) => Cmap | undefined

  constructor(fontOf: (name: string) => Cmap | undefined) {
    this.#fontOf = fontOf
  }

  operate(operator: string, operands: Token[]): void {
    const numbers = operands.filter(({ kind }) => kind === 'number').map(({ value }) => Number(value))
    if (operator === 'Tf') {
      this.#cmap = this.#fontOf(operands[0]?.value ?? '')
      this.#size = numbers.at(-1) ?? this.#size
    } else if (operator === 'BT') this.#matrix = [1, 0, 0, 1, 0, 0]
    else if (operator === 'Tm' && numbers.length === 6) this.#matrix = numbers
    else if (operator === 'Td' || operator === 'TD') this.#move(numbers[0] ?? 0, numbers[1] ?? 0)
    else if (operator === 'T*' || operator === "'" || operator === '"') this.finishLine()
    if (/^(T[jJ]|['"])$/.test(operator)) this.#show(operands)
  }

  finishLine(): void {
    if (this.#line.trim() !== '') this.lines.push(this.#line.trim())
    this.#line = ''
  }

  #move(dx: number, dy: number): void {
    const [a = 1, b = 0, c = 0, d = 1, e = 0, f = 0] = this.#matrix
    this.#matrix = [a, b, c, d, e + a * dx + c * dy, f + b * dx + d * dy]
  }

  #show(operands: Token[]): void {
    const [scale = 1, , , , x = 0, y = 0] = this.#matrix
    const em = Math.abs(scale) * this.#size
    const { letters, ...from } = this.#last
    const gap = x - from.x - letters * WIDE * em
    if (Math.abs(y - from.y) > em / 10 || x < from.x - em || gap > 2 * em) this.finishLine()
    if (y !== from.y || x !== from.x) this.#last = { x, y, letters: 0 }
    for (const { kind, value } of operands) {
      const blank = kind === 'number' && Number(value) < -BLANK ? ' ' : ''
      const text = kind === 'string' ? decode(value, this.#cmap) : blank
      this.#line += text
      this.#last.letters += text.length
    }
  }
}
