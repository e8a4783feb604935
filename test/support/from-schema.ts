/** The part of JSON Schema that the description of the API uses. */
export type Schema = {
  type?: string
  const?: unknown
  enum?: unknown[]
  pattern?: string
  format?: string
  minLength?: number
  maxLength?: number
  minimum?: number
  maximum?: number
  minItems?: number
  maxItems?: number
  items?: Schema
  properties?: Record<string, Schema>
  required?: string[]
  additionalProperties?: boolean | Schema
  propertyNames?: Schema
  anyOf?: Schema[]
  oneOf?: Schema[]
  allOf?: Schema[]
}

const LETTERS = [...'aăâbcdđeghikmnoôơpqrstuưvxyáàảãạ ABĐ012-.,']
const ODD = [
  null,
  true,
  0,
  -1,
  1.5,
  1e300,
  '',
  'x'.repeat(3000),
  'a\u0000b',
  '\ud800',
  [],
  {},
  [[[]]],
  '__proto__',
  '💥',
  "'; --",
]
const FORMATS: Record<string, string> = {
  date: '2026-03-02',
  email: 'hoa@laocai.vn',
  uri: 'https://lienthong.example.vn',
  'date-time': '2026-03-02T01:00:00Z',
}

/** Values for schemas, the same for the same seed: `allowed` by the schema, and `off` somewhere. */
export function valuesOf(seed: number) {
  let state = seed
  /** mulberry32: a number from 0 to 1. */
  const random = (): number => {
    state = (state + 0x6d2b79f5) | 0
    let t = Math.imul(state ^ (state >>> 15), 1 | state)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296
  }
  const pick = <T>(some: readonly T[]): T => some[Math.floor(random() * some.length)]!
  const between = (least: number, most: number): number => least + Math.floor(random() * (most - least + 1))

  const text = ({ minLength = 0, maxLength = 40, pattern, format }: Schema): string => {
    if (format !== undefined && FORMATS[format] !== undefined) return FORMATS[format]
    const length = between(minLength, Math.max(minLength, Math.min(maxLength, 40)))
    const plain = Array.from({ length }, () => pick(LETTERS)).join('')
    if (pattern === undefined || new RegExp(pattern, 'u').test(plain)) return plain
    const tries = ['a'.repeat(64), 'abc', 'CV', 'H26.12', '2026-03-02', 'YQ', '']
    return tries.find((one) => new RegExp(pattern, 'u').test(one)) ?? plain
  }
  const allowed = (schema: Schema): unknown => {
    if (schema.const !== undefined) return schema.const
    if (schema.enum !== undefined) return pick(schema.enum)
    const several = schema.anyOf ?? schema.oneOf
    if (several !== undefined) return allowed(pick(several))
    if (schema.allOf !== undefined) return allowed(Object.assign({}, ...schema.allOf) as Schema)
    if (schema.type === 'string') return text(schema)
    if (schema.type === 'integer' || schema.type === 'number')
      return between(Math.max(schema.minimum ?? 0, -1000), Math.min(schema.maximum ?? 1000, 100_000))
    if (schema.type === 'boolean') return pick([true, false])
    if (schema.type === 'null') return null
    if (schema.type === 'array')
      return Array.from({ length: between(schema.minItems ?? 0, Math.max(schema.minItems ?? 0, 2)) }, () =>
        allowed(schema.items ?? {}),
      )
    const given = Object.entries(schema.properties ?? {}).filter(
      ([name]) => schema.required?.includes(name) || random() < 0.5,
    )
    return Object.fromEntries(given.map(([name, part]) => [name, allowed(part)]))
  }
  /** An allowed value with one part of it replaced, left out or added. */
  const off = (schema: Schema): unknown => {
    const value = allowed(schema)
    if (typeof value !== 'object' || value === null || Array.isArray(value) || random() < 0.1)
      return pick(ODD)
    const names = Object.keys(value)
    const changed: Record<string, unknown> = { ...value }
    const name = pick([...names, 'extra'])
    if (random() < 0.3) delete changed[name]
    else changed[name] = pick(ODD)
    return changed
  }
  return { allowed, off, pick }
}
