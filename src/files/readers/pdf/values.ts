import type { Budget } from '../budget.ts'
import { Lexer } from './lexer.ts'

export type Dictionary = Map<string, Value>
export type Value =
  | number
  | { name: string }
  /** A string, a character a byte. */
  | { bytes: string }
  /** The number of the object that stands here. */
  | { object: number }
  | { word: string }
  | Value[]
  | Dictionary

/** Values inside values; no honest file comes near. */
const DEEPEST = 40

/** The first value written in a piece of PDF (ISO 32000-1, 7.3); what is cut short or misplaced is passed over. */
export function valueIn(source: string, budget: Budget): Value | undefined {
  const open: { mark: string; values: Value[] }[] = []
  const lexer = new Lexer(budget, source)
  for (let token = lexer.next(); token !== undefined; token = lexer.next()) {
    const into = open.at(-1)?.values
    let value: Value
    if (token.kind === 'mark') {
      if (token.text === '[' || token.text === '<<') {
        if (open.length === DEEPEST) return undefined
        open.push({ mark: token.text, values: [] })
        continue
      }
      const closed = open.pop()
      if (closed === undefined) return undefined
      value = closed.mark === '[' ? closed.values : dictionary(closed.values)
      if (open.length === 0) return value
      open.at(-1)?.values.push(value)
      continue
    }
    if (token.kind === 'number') value = token.number
    else if (token.kind === 'name') value = { name: token.text }
    else if (token.kind === 'string') value = { bytes: token.text }
    else if (token.text === 'R' && into !== undefined && into.length >= 2) {
      into.pop()
      const object = into.pop()
      value = { object: typeof object === 'number' ? object : -1 }
    } else value = { word: token.text }
    if (into === undefined) return value
    into.push(value)
  }
  return undefined
}

function dictionary(values: Value[]): Dictionary {
  const entries: Dictionary = new Map()
  for (let i = 0; i + 1 < values.length; i += 2) {
    const key = nameIn(values[i])
    const value = values[i + 1]
    if (key !== undefined && value !== undefined) entries.set(key, value)
  }
  return entries
}

export const nameIn = (value: Value | undefined): string | undefined =>
  typeof value === 'object' && 'name' in value ? value.name : undefined
export const bytesIn = (value: Value | undefined): string | undefined =>
  typeof value === 'object' && 'bytes' in value ? value.bytes : undefined
export const objectIn = (value: Value | undefined): number | undefined =>
  typeof value === 'object' && 'object' in value ? value.object : undefined
export const numberIn = (value: Value | undefined): number | undefined =>
  typeof value === 'number' ? value : undefined
export const dictionaryIn = (value: Value | undefined): Dictionary | undefined =>
  value instanceof Map ? value : undefined
/** The values of an array; one that stands alone counts as an array of it. */
export const listIn = (value: Value | undefined): Value[] =>
  Array.isArray(value) ? value : value === undefined ? [] : [value]

/** All values inside a value, those of dictionaries with their keys; in no order. */
export function* within(value: Value): Generator<[string, Value]> {
  const open: [string, Value][] = [['', value]]
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    yield next
    const [key, inner] = next
    if (inner instanceof Map) for (const entry of inner) open.push(entry)
    else if (Array.isArray(inner)) for (const one of inner) open.push([key, one])
  }
}
