import type { Budget } from '../budget.ts'
import { hexDigit, latin1 } from '../bytes.ts'

/** A token is taken as far as this, in bytes; a longer one is no writing that people read. */
const TOKEN_MOST = 65_536

export type Token =
  | { kind: 'number'; number: number }
  | { kind: 'name' | 'string' | 'word'; text: string }
  /** `[`, `]`, `<<` and `>>`. */
  | { kind: 'mark'; text: string }

const SPACE = 32
const PERCENT = 37
const LINE_END = /[\r\n]/g
const REGULAR_END = /[\0\t\n\f\r ()<>[\]{}/%]/g
const ESCAPES = new Map<string, string>(
  Object.entries({ n: '\n', r: '\r', t: '\t', b: '\b', f: '\f', '\n': '', '\r': '' }),
)

/**
 * Takes apart what PDF is written in (ISO 32000-1, 7.2), a character a byte, as it comes. A token that is cut off
 * waits for the next piece; each character is looked at once or, at such a seam, twice.
 */
export class Lexer {
  #source = ''
  #at = 0
  #last = false
  #inImage = false
  readonly #budget: Budget

  constructor(budget: Budget, source?: string) {
    this.#budget = budget
    if (source !== undefined) this.feed(source, true)
  }

  feed(text: string, last: boolean): void {
    const rest = this.#source.length - this.#at > TOKEN_MOST ? '' : this.#source.slice(this.#at)
    this.#source = rest + text
    this.#at = 0
    this.#last = last
    this.#budget.spend(this.#source.length)
    if (this.#inImage) this.skipImage()
  }

  /** The next token, or undefined when there is none before the end or the next piece. */
  next(): Token | undefined {
    if (this.#inImage) return undefined
    const source = this.#source
    let at = this.#at
    for (; at < source.length; at++) {
      const code = source.charCodeAt(at)
      if (code === PERCENT) {
        LINE_END.lastIndex = at
        at = LINE_END.exec(source)?.index ?? source.length
      } else if (code > SPACE) break
    }
    this.#at = at
    if (at >= source.length) return undefined
    return this.#token(source, at)
  }

  /** Passes over the bytes of an image that stands in the content, up to its end (8.9.7). */
  skipImage(): void {
    const ends = /[\0\t\n\f\r ]EI(?=[\0\t\n\f\r ])/g
    ends.lastIndex = this.#at
    this.#inImage = ends.exec(this.#source) === null
    this.#at = this.#inImage ? Math.max(this.#at, this.#source.length - 4) : ends.lastIndex
  }

  #token(source: string, at: number): Token | undefined {
    const char = source[at] ?? ''
    if (char === '(') return this.#string(source, at)
    const pair = source.slice(at, at + 2)
    if ((pair === '<' || pair === '>') && !this.#last) return undefined
    if (pair === '<<' || pair === '>>') return this.#done(at + 2, { kind: 'mark', text: pair })
    if (char === '<') return this.#hex(source, at)
    if ('[]>){}'.includes(char)) return this.#done(at + 1, { kind: 'mark', text: char })
    REGULAR_END.lastIndex = at + 1
    const found = REGULAR_END.exec(source)
    if (found === null && !this.#last) return undefined
    const end = found?.index ?? source.length
    const text = source.slice(at, end)
    if (char === '/') return this.#done(end, { kind: 'name', text: nameOf(text.slice(1)) })
    const number = /^[-+.\d]/.test(text) ? Number(text) : NaN
    return this.#done(end, Number.isNaN(number) ? { kind: 'word', text } : { kind: 'number', number })
  }

  #hex(source: string, at: number): Token | undefined {
    const end = source.indexOf('>', at)
    if (end === -1) return this.#unended()
    const bytes: number[] = []
    let half = -1
    for (let i = at + 1; i < end; i++) {
      const value = hexDigit(source.charCodeAt(i))
      if (value === -1) continue
      if (half === -1) half = value
      else {
        bytes.push(half * 16 + value)
        half = -1
      }
    }
    if (half !== -1) bytes.push(half * 16)
    const text = latin1(Uint8Array.from(bytes))
    return this.#done(end + 1, { kind: 'string', text })
  }

  #string(source: string, at: number): Token | undefined {
    const stops = /[()\\]/g
    let [text, depth, from] = ['', 1, at + 1]
    for (stops.lastIndex = from; ;) {
      const found = stops.exec(source)
      if (found === null) return this.#unended()
      const { index } = found
      text += source.slice(from, index)
      from = index + 1
      if (found[0] === '\\') {
        const escape = /^(?:[0-7]{1,3}|\r\n|[\s\S])/.exec(source.slice(from, from + 3))?.[0]
        if (escape === undefined) return this.#unended()
        text += /^[0-7]/.test(escape)
          ? String.fromCharCode(parseInt(escape, 8) & 255)
          : (ESCAPES.get(escape[0] ?? '') ?? escape)
        from += escape.length
        stops.lastIndex = from
      } else if (found[0] === '(' || depth > 1) {
        depth += found[0] === '(' ? 1 : -1
        text += found[0]
      } else return this.#done(from, { kind: 'string', text })
    }
  }

  #done(end: number, token: Token): Token {
    this.#at = end
    return token
  }

  /** What has no end: waits for the next piece, or is over with the last. */
  #unended(): undefined {
    if (this.#last || this.#source.length - this.#at > TOKEN_MOST) this.#at = this.#source.length
    return undefined
  }
}

const nameOf = (text: string): string =>
  text.includes('#')
    ? text.replace(/#([\da-f]{2})/gi, (_, code: string) => String.fromCharCode(parseInt(code, 16)))
    : text
