import type { Condition } from '../template.ts'

/** The expression language we write and, in the part below, read: FEEL of DMN 1.3. */
export const FEEL = 'https://www.omg.org/spec/DMN/20191111/FEEL/'

type Comparison = Extract<Condition, { f: string }>
const signs = { eq: '=', ne: '!=', lt: '<', le: '<=', gt: '>', ge: '>=' } as const
const meanings = new Map(
  Object.entries(signs).map(([is, sign]) => [sign as string, is as keyof typeof signs]),
)
const isoDate = /^\d{4}-\d{2}-\d{2}(T[\d:.]+(Z|[+-]\d{2}:\d{2})?)?$/

/** Writes a condition as a FEEL expression: `muc = "khan" and so_don_vi > 3`. */
export function printFeel(condition: Condition): string {
  if ('all' in condition) return group(condition.all, ' and ')
  if ('any' in condition) return group(condition.any, ' or ')
  if ('not' in condition) return `not(${printFeel(condition.not)})`
  const { f, is, v } = condition
  if (is === 'set') return `${f} != null`
  if (is === 'in') return `${f} in (${(Array.isArray(v) ? v : [v]).map(printValue).join(', ')})`
  return `${f} ${signs[is]} ${printValue(v)}`
}

function group(parts: Condition[], word: string): string {
  return `(${parts.map(printFeel).join(word)})`
}

function printValue(value: unknown): string {
  if (typeof value !== 'string') return JSON.stringify(value) ?? 'null'
  if (!isoDate.test(value)) return JSON.stringify(value)
  return `${value.includes('T') ? 'date and time' : 'date'}("${value}")`
}

/**
 * Reads a FEEL expression made of comparisons of a known name with a literal, `and`, `or`, `not(…)`, `in (…)`.
 * @param nameOf gives the field id of a name in the expression, undefined when there is no such field
 * @returns undefined when the expression says anything else; the caller then leaves the choice to a person
 */
export function parseFeel(
  expression: string,
  nameOf: (name: string) => string | undefined,
): Condition | undefined {
  const words = expression.match(
    /"(?:[^"\\]|\\.)*"|-?\d+(?:\.\d+)?|[\p{L}_][\p{L}\p{N}_]*|[<>!]?=|[<>(),]|\S/gu,
  )
  if (!words || words.length > 1000) return undefined
  const reader = { words: words[0] === '=' ? words.slice(1) : words, at: 0, depth: 0, nameOf }
  const condition = any(reader)
  return reader.at === reader.words.length ? condition : undefined
}

type Reader = { words: string[]; at: number; depth: number; nameOf: (name: string) => string | undefined }

function take(reader: Reader, word: string): boolean {
  if (reader.words[reader.at] !== word) return false
  reader.at++
  return true
}

function any(reader: Reader): Condition | undefined {
  const parts = series(reader, 'or', all)
  return parts && (parts.length > 1 ? { any: parts } : parts[0])
}

function all(reader: Reader): Condition | undefined {
  const parts = series(reader, 'and', single)
  return parts && (parts.length > 1 ? { all: parts } : parts[0])
}

function series(
  reader: Reader,
  word: string,
  part: (reader: Reader) => Condition | undefined,
): Condition[] | undefined {
  const parts: Condition[] = []
  do {
    const next = part(reader)
    if (!next) return undefined
    parts.push(next)
  } while (take(reader, word))
  return parts
}

function single(reader: Reader): Condition | undefined {
  if (reader.depth > 50) return undefined
  const negated = take(reader, 'not')
  if (!take(reader, '(')) return negated ? undefined : comparison(reader)
  reader.depth++
  const inner = any(reader)
  reader.depth--
  if (!inner || !take(reader, ')')) return undefined
  return negated ? { not: inner } : inner
}

function comparison(reader: Reader): Comparison | undefined {
  const f = reader.nameOf(reader.words[reader.at++] ?? '')
  if (f === undefined) return undefined
  if (take(reader, 'in')) {
    const values = literals(reader)
    return values && { f, is: 'in', v: values }
  }
  const is = meanings.get(reader.words[reader.at] ?? '')
  // A boolean field may stand alone: `dong_y and …`.
  if (!is) return { f, is: 'eq', v: true }
  reader.at++
  if (is === 'ne' && take(reader, 'null')) return { f, is: 'set' }
  const value = literal(reader)
  return value === undefined ? undefined : { f, is, v: value }
}

function literals(reader: Reader): unknown[] | undefined {
  if (!take(reader, '(')) return undefined
  const values: unknown[] = []
  do {
    const value = literal(reader)
    if (value === undefined) return undefined
    values.push(value)
  } while (take(reader, ','))
  return take(reader, ')') ? values : undefined
}

function literal(reader: Reader): string | number | boolean | undefined {
  const word = reader.words[reader.at++] ?? ''
  if (word === 'true' || word === 'false') return word === 'true'
  if (/^-?\d/.test(word)) return Number(word)
  if (word === 'date') {
    if (take(reader, 'and') && !take(reader, 'time')) return undefined
    if (!take(reader, '(')) return undefined
    const value = literal(reader)
    return typeof value === 'string' && take(reader, ')') ? value : undefined
  }
  if (!word.startsWith('"') || word.length < 2) return undefined
  try {
    return String(JSON.parse(word))
  } catch {
    return undefined
  }
}
