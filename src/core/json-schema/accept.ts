/** The part of JSON Schema that the schemas we generate from zod use. */
export type JsonSchema = {
  $ref?: string
  $defs?: Record<string, JsonSchema>
  /** What is asked for, in Vietnamese, where the rest of the schema does not tell people. */
  description?: string
  type?: string
  const?: unknown
  enum?: unknown[]
  pattern?: string
  minLength?: number
  maxLength?: number
  minimum?: number
  maximum?: number
  minItems?: number
  maxItems?: number
  minProperties?: number
  items?: JsonSchema
  properties?: Record<string, JsonSchema>
  required?: string[]
  propertyNames?: JsonSchema
  additionalProperties?: boolean | JsonSchema
  anyOf?: JsonSchema[]
  oneOf?: JsonSchema[]
}

type Test = (value: unknown, depth: number) => boolean

/** More values than anyone writes by hand. */
export const MAX_VALUES = 200_000

/** Deeper JSON than this is nothing that people can read. */
export const MAX_DEPTH = 150

/** What may stand in any part: it asks nothing of a value. */
const REMARKS = ['$id', '$schema', '$defs', 'description']

/** What may stand in a part, by its form. A word beside these could ask for what we would not look at. */
const UNDERSTOOD: Record<string, string[]> = {
  $ref: ['$ref'],
  oneOf: ['oneOf'],
  anyOf: ['anyOf'],
  any: ['enum', 'const'],
  boolean: ['type', 'enum', 'const'],
  string: ['type', 'enum', 'const', 'minLength', 'maxLength', 'pattern'],
  number: ['type', 'enum', 'const', 'minimum', 'maximum'],
  integer: ['type', 'enum', 'const', 'minimum', 'maximum'],
  array: ['type', 'items', 'minItems', 'maxItems'],
  object: ['type', 'properties', 'required', 'minProperties', 'additionalProperties'],
  record: ['type', 'propertyNames', 'required', 'minProperties', 'additionalProperties'],
}

/**
 * Makes a quick test of plain JSON values from a JSON Schema. It is sound, not complete: what it accepts is valid and has
 * no key `__proto__`, no number past the safe integers and no more than `MAX_DEPTH` levels; what it refuses is looked
 * into again by `explain`. Interpreting zod's definitions costs ten times as much, and compiling them needs
 * `eval`, which neither Workers nor our pages allow. What ajv generates ahead needs none, but takes three to four times
 * as long (for a template of 100 steps, with the guards it has not) and makes 14 KB of the 1.5 KB a browser loads for it.
 * @throws Error naming what of the schema is not understood
 */
export function acceptor(root: object): (value: unknown) => boolean {
  const schema: JsonSchema = root
  const named = new Map<string, Test>()
  const make = (part: JsonSchema): Test => {
    const form = formOf(part)
    const { enum: several, const: one, ...rest } = part
    if (several !== undefined || one !== undefined) {
      const test = make(rest)
      const values = several ?? [one]
      return member(values.filter((value) => (one === undefined || value === one) && test(value, 0)))
    }
    if (part.$ref !== undefined) return reference(part.$ref, schema, named)
    if (part.oneOf !== undefined) return byKind(part.oneOf, make)
    if (part.anyOf !== undefined) {
      const tests = part.anyOf.map(make)
      return (value, depth) => tests.some((test) => test(value, depth))
    }
    if (form === 'string') return text(part)
    if (form === 'integer' || form === 'number') return number(part)
    if (form === 'array') return list(part, make)
    if (form === 'object' || form === 'record') return record(part, make)
    return form === 'boolean' ? (value) => typeof value === 'boolean' : anything
  }
  for (const [name, part] of Object.entries(schema.$defs ?? {})) named.set(`#/$defs/${name}`, make(part))
  const test = make(schema)
  return (value) => test(value, 0)
}

function formOf(part: JsonSchema): string {
  const told = ['$ref', 'oneOf', 'anyOf'].find((word) => isObject(part) && word in part)
  const form = told ?? (part.propertyNames === undefined ? (part.type ?? 'any') : 'record')
  const words = isObject(part) ? UNDERSTOOD[form] : undefined
  if (words === undefined) throw new Error(`JSON Schema: not understood: ${JSON.stringify(part)}`)
  const odd = Object.keys(part).find((word) => !words.includes(word) && !REMARKS.includes(word))
  if (odd !== undefined) throw new Error(`JSON Schema: “${odd}” is not understood: ${JSON.stringify(part)}`)
  return form
}

/** Definitions may name each other in circles: which test it is, is asked when a value comes. */
function reference(name: string, { $defs = {} }: JsonSchema, named: Map<string, Test>): Test {
  if (!Object.keys($defs).some((one) => name === `#/$defs/${one}`))
    throw new Error(`JSON Schema: not defined: ${name}`)
  let test: Test | undefined
  return (value, depth) => (test ??= named.get(name) ?? never)(value, depth)
}

/** Alternatives told apart by the constant of one property, such as `kind`. */
function byKind(parts: JsonSchema[], make: (part: JsonSchema) => Test): Test {
  const key = tellingKey(parts)
  const tests = new Map(parts.map((part) => [part.properties?.[key]?.const, make(part)]))
  if (tests.has(undefined) || tests.size < parts.length)
    throw new Error(`JSON Schema: alternatives that no constant tells apart: ${JSON.stringify(parts)}`)
  return (value, depth) => isObject(value) && (tests.get(value[key])?.(value, depth) ?? false)
}

/** The property whose constant tells alternatives apart. */
export function tellingKey([first]: JsonSchema[]): string {
  const properties = Object.entries(first?.properties ?? {})
  return properties.find(([, part]) => part.const !== undefined)?.[0] ?? ''
}

function member(values: unknown[]): Test {
  const known = new Set(values)
  return (value) => known.has(value)
}

function text({ minLength = 0, maxLength = Infinity, pattern }: JsonSchema): Test {
  const regex = pattern === undefined ? undefined : new RegExp(pattern, 'u')
  return (value) =>
    typeof value === 'string' &&
    value.length <= maxLength &&
    !isShorter(value, minLength) &&
    (regex === undefined || regex.test(value))
}

/** JSON Schema counts characters; most are one unit of a string, none more than two. */
export function isShorter(value: string, minLength: number): boolean {
  return value.length < 2 * minLength && [...value].length < minLength
}

function number({ type, minimum = -Infinity, maximum = Infinity }: JsonSchema): Test {
  const whole = type === 'integer'
  return (value) =>
    isSafe(value) && (!whole || Number.isInteger(value)) && value >= minimum && value <= maximum
}

function list(
  { items, minItems = 0, maxItems = Infinity }: JsonSchema,
  make: (part: JsonSchema) => Test,
): Test {
  const test = items === undefined ? anything : make(items)
  return (value, depth) => {
    if (!Array.isArray(value) || depth >= MAX_DEPTH) return false
    if (value.length < minItems || value.length > Math.min(maxItems, MAX_VALUES)) return false
    for (const item of value) if (!test(item, depth + 1)) return false
    return true
  }
}

function record(schema: JsonSchema, make: (part: JsonSchema) => Test): Test {
  const { properties = {}, required = [], minProperties = 0, propertyNames, additionalProperties } = schema
  const known = new Map(
    Object.entries(properties).map(([key, part]) => [
      key,
      { test: make(part), needed: Number(required.includes(key)) },
    ]),
  )
  const name = propertyNames === undefined ? anything : make(propertyNames)
  const rest = typeof additionalProperties === 'object' ? make(additionalProperties) : never
  return (value, depth) => {
    if (!isObject(value) || depth >= MAX_DEPTH) return false
    let [count, found] = [0, 0]
    for (const key in value) {
      const property = known.get(key)
      if (property === undefined) {
        if (key === '__proto__' || !name(key, depth) || !rest(value[key], depth + 1)) return false
        if (required.includes(key)) found++
      } else {
        if (!property.test(value[key], depth + 1)) return false
        found += property.needed
      }
      count++
    }
    return found === required.length && count >= minProperties
  }
}

function never(): boolean {
  return false
}

/** Any JSON value within the limits of depth and number. */
function anything(value: unknown, depth: number): boolean {
  if (typeof value === 'string' || typeof value === 'boolean' || value === null) return true
  if (typeof value === 'number') return isSafe(value)
  if (typeof value !== 'object' || depth >= MAX_DEPTH) return false
  return Object.keys(value).every(
    (key) => key !== '__proto__' && anything((value as Record<string, unknown>)[key], depth + 1),
  )
}

/** A finite number, and not an integer that a double cannot tell from its neighbours. */
export function isSafe(value: unknown): value is number {
  return Number.isFinite(value) && (!Number.isInteger(value) || Number.isSafeInteger(value))
}

export function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
