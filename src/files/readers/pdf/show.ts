import type { Budget } from '../budget.ts'
import { LINE_MOST } from '../findings.ts'
import type { Font } from './fonts.ts'
import { Lexer } from './lexer.ts'
import type { Token } from './lexer.ts'

/** An em is this much of a wide letter: a gap beyond it on the same height is another column. */
const WIDE = 0.75
/** Space between glyphs (thousandths of an em) from which on it stands for a blank, and for another column. */
const BLANK = -250
const COLUMN = -2000
const MOST_OPERANDS = 1000

/**
 * Reads the lines of text that a content stream draws as it comes (ISO 32000-1, 9.4): what stands at one height
 * without a gap a column wide.
 * @param fontOf the font by the name it has here
 * @param line told each line
 */
export function showReader(
  budget: Budget,
  fontOf: (name: string) => Font | undefined,
  line: (text: string) => void,
): { push(content: string, last: boolean): void; unread(): boolean } {
  const pen = new Pen(fontOf, line)
  const lexer = new Lexer(budget)
  let operands: Token[] = []
  return {
    push(content, last) {
      lexer.feed(content, last)
      for (let token = lexer.next(); token !== undefined; token = lexer.next()) {
        if (token.kind !== 'word') {
          if (operands.length < MOST_OPERANDS) operands.push(token)
          continue
        }
        if (token.text === 'ID') lexer.skipImage()
        else pen.operate(token.text, operands)
        operands = []
      }
      if (last) pen.finishLine()
    },
    unread: () => pen.unread,
  }
}

/** How places are moved, turned and scaled: the six numbers of 8.3.4. */
type Matrix = [number, number, number, number, number, number]
const UNIT: Matrix = [1, 0, 0, 1, 0, 0]
const DEEPEST = 64

const product = ([a, b, c, d, e, f]: Matrix, [A, B, C, D, E, F]: Matrix): Matrix => [
  a * A + b * C,
  a * B + b * D,
  c * A + d * C,
  c * B + d * D,
  e * A + f * C + E,
  e * B + f * D + F,
]
const matrixOf = ([a, b, c, d, e, f]: number[]): Matrix => [a ?? 1, b ?? 0, c ?? 0, d ?? 1, e ?? 0, f ?? 0]

/** Text state of 9.3 and 9.4, as far as it tells which pieces of text stand in one line. */
class Pen {
  /** Whether something was drawn in a font that does not say which letters its glyphs are. */
  unread = false
  #text = ''
  #font: Font | undefined
  #size = 12
  #leading = 0
  #matrix: Matrix = UNIT
  #page: Matrix = UNIT
  #saved: Matrix[] = []
  /** Where and in which direction the last piece of text began, what it was, and how many letters came from there. */
  #last = { x: 0, y: 0, turn: 0, letters: 0, piece: '' }
  readonly #fontOf: (name: string) => Font | undefined
  readonly #line: (text: string) => void

  constructor(fontOf: (name: string) => Font | undefined, line: (text: string) => void) {
    this.#fontOf = fontOf
    this.#line = line
  }

  operate(operator: string, operands: Token[]): void {
    const numbers = operands.flatMap((operand) => (operand.kind === 'number' ? [operand.number] : []))
    const [x = 0, y = 0] = numbers
    switch (operator) {
      case 'q':
        if (this.#saved.length < DEEPEST) this.#saved.push(this.#page)
        return
      case 'Q':
        this.#page = this.#saved.pop() ?? this.#page
        return
      case 'cm':
        this.#page = product(matrixOf(numbers), this.#page)
        return
      case 'Tf':
        this.#setFont(operands, x)
        return
      case 'BT':
        this.#matrix = UNIT
        return
      case 'Tm':
        this.#matrix = matrixOf(numbers)
        return
      case 'TL':
        this.#leading = x
        return
      case 'TD':
      case 'Td':
        if (operator === 'TD') this.#leading = -y
        return this.#move(x, y)
      case 'T*':
        return this.#nextLine()
      case "'":
      case '"':
        this.#nextLine()
        return this.#show(operands.slice(-1))
      case 'Tj':
      case 'TJ':
        this.#show(operands)
    }
  }

  #setFont(operands: Token[], size: number): void {
    const name = operands.find(({ kind }) => kind === 'name')
    this.#font = this.#fontOf(name !== undefined && 'text' in name ? name.text : '')
    this.#size = size === 0 ? this.#size : Math.abs(size)
  }

  #nextLine(): void {
    this.finishLine()
    this.#move(0, -this.#leading)
  }

  finishLine(): void {
    const text = this.#text.trim()
    if (text !== '') this.#line(text)
    this.#text = ''
  }

  #move(dx: number, dy: number): void {
    this.#matrix = product([1, 0, 0, 1, dx, dy], this.#matrix)
  }

  #show(operands: Token[]): void {
    let piece = ''
    for (const operand of operands) {
      if (operand.kind === 'number')
        piece += operand.number < COLUMN ? '\t' : operand.number < BLANK ? ' ' : ''
      if (operand.kind !== 'string') continue
      const text = this.#font === undefined ? operand.text : this.#font.decode(operand.text)
      if (text === undefined) this.unread = true
      piece += text ?? ''
    }
    if (this.#placed(product(this.#matrix, this.#page), piece)) return
    this.#text += piece
    this.#last.letters += piece.length
    this.#last.piece = piece
    if (this.#text.length > LINE_MOST) this.finishLine()
  }

  /** Begins another line when a piece stands apart; says whether it is the last one drawn again, to look bold. */
  #placed([a, b, , , x, y]: Matrix, piece: string): boolean {
    const scale = Math.hypot(a, b) || 1
    const em = scale * this.#size
    const [dx, dy] = [x - this.#last.x, y - this.#last.y]
    const along = (dx * a + dy * b) / scale
    const across = (dy * a - dx * b) / scale
    const turn = Math.round(Math.atan2(b, a) * 10)
    if (turn !== this.#last.turn) this.finishLine()
    else if (dx === 0 && dy === 0) return false
    if (Math.hypot(dx, dy) < em / 8 && piece === this.#last.piece) return true
    const gap = along - this.#last.letters * WIDE * em
    if (Math.abs(across) > em / 10 || along < -em || gap > 2 * em) this.finishLine()
    this.#last = { x, y, turn, letters: 0, piece: '' }
    return false
  }
}
