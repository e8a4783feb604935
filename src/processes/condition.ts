import type { Condition, Field } from './schema.ts'

/** A comparison of one field: the leaf of a condition. */
export type Comparison = Extract<Condition, { f: string }>

/** The value of a field where a condition is asked; `undefined` when it is not set. */
export type Lookup = (field: string) => unknown

/** Whether a field holds something: not missing, not null, not empty text, not a table without rows. */
export function isSet(value: unknown): boolean {
  if (Array.isArray(value)) return value.length > 0
  return value !== undefined && value !== null && value !== ''
}

/** Whether a condition holds. A comparison with a field that is not set is false, `ne` too. */
export function holds(condition: Condition | undefined, lookup: Lookup): boolean {
  if (condition === undefined) return true
  if ('all' in condition) return condition.all.every((part) => holds(part, lookup))
  if ('any' in condition) return condition.any.some((part) => holds(part, lookup))
  if ('not' in condition) return !holds(condition.not, lookup)
  const value = lookup(condition.f)
  return isSet(value) && compares(condition, value)
}

function compares({ is, v }: Comparison, value: unknown): boolean {
  if (is === 'set') return true
  if (is === 'in') return Array.isArray(v) && v.some((one) => order(value, one) === 0)
  const sign = order(value, v)
  if (sign === undefined) return false
  if (is === 'eq') return sign === 0
  if (is === 'ne') return sign !== 0
  if (is === 'lt') return sign < 0
  if (is === 'le') return sign <= 0
  return is === 'gt' ? sign > 0 : sign >= 0
}

/** The order of two scalars of one type; instants of time by the moment they name. `undefined`: not comparable. */
function order(a: unknown, b: unknown): number | undefined {
  if (typeof a === 'string' && typeof b === 'string') {
    const [x, y] = isDatetime(a) && isDatetime(b) ? [Date.parse(a), Date.parse(b)] : [a, b]
    return x < y ? -1 : x > y ? 1 : 0
  }
  if (typeof a === 'number' && typeof b === 'number') return a - b
  if (typeof a === 'boolean' && typeof b === 'boolean') return Number(a) - Number(b)
  return undefined
}

const DATE = /^(\d{4})-(\d{2})-(\d{2})$/
const DATETIME =
  /^(\d{4}-\d{2}-\d{2})T([01]\d|2[0-3]):[0-5]\d(:[0-5]\d(\.\d{1,3})?)?(Z|[+-]([01]\d|2[0-3]):[0-5]\d)$/

function isDate(value: unknown): value is string {
  const parts = typeof value === 'string' ? DATE.exec(value) : null
  if (parts === null) return false
  const [year, month, day] = parts.slice(1).map(Number) as [number, number, number]
  const date = new Date(Date.UTC(year, month - 1, day))
  return year > 0 && date.getUTCMonth() === month - 1 && date.getUTCDate() === day
}

function isDatetime(value: unknown): value is string {
  const parts = typeof value === 'string' ? DATETIME.exec(value) : null
  return parts !== null && isDate(parts[1])
}

/**
 * Whether a value may stand in a field: text within `maxLength`, numbers within `min` and `max` (whole and safe for
 * `integer`), dates `YYYY-MM-DD`, times ISO 8601 with a zone, one of `enum`, ids as text for persons, units
 * and documents, a list of files (or, as once, a text that names them; that each was brought in is asked where it is given), rows of a table as a list of records whose cells
 * fit their columns; files are attached to no cell.
 */
export function fits(field: Field, value: unknown): boolean {
  switch (field.type) {
    case 'boolean':
      return typeof value === 'boolean'
    case 'integer':
    case 'decimal':
      return fitsNumber(field, value)
    case 'date':
      return isDate(value)
    case 'datetime':
      return isDatetime(value)
    case 'enum':
      return typeof value === 'string' && (field.enum ?? []).includes(value)
    case 'table':
      return Array.isArray(value) && value.every((row) => fitsRow(field, row))
    case 'file':
      return Array.isArray(value) || typeof value === 'string'
    default:
      return typeof value === 'string' && value.length <= (field.maxLength ?? Infinity)
  }
}

/** A file that was attached: by its hash, with its name, media type and size in bytes. */
export type FileValue = { sha256: string; name: string; type: string; size: number }
const isFile = (value: unknown): value is FileValue =>
  typeof (value as FileValue | null | undefined)?.sha256 === 'string'

/** The files attached in a field; none where it holds a text, as fields of files once did. */
export const filesIn = (value: unknown): FileValue[] => (Array.isArray(value) ? value.filter(isFile) : [])

function fitsNumber({ type, min = -Infinity, max = Infinity }: Field, value: unknown): boolean {
  const whole = type === 'integer'
  if (typeof value !== 'number' || !(whole ? Number.isSafeInteger(value) : Number.isFinite(value)))
    return false
  return value >= min && value <= max
}

function fitsRow({ columns = {} }: Field, row: unknown): boolean {
  if (typeof row !== 'object' || row === null || Array.isArray(row)) return false
  return Object.entries(row).every(([key, cell]) => {
    const column = Object.hasOwn(columns, key) ? columns[key] : undefined
    return column !== undefined && (!isSet(cell) || (!Array.isArray(cell) && fits(column, cell)))
  })
}

/** Milliseconds UTC of a date (its first moment in Việt Nam, UTC+7) or a time with zone; NaN for anything else. */
export function instantOf(value: unknown): number {
  if (isDate(value)) return Date.parse(`${value}T00:00:00+07:00`)
  return isDatetime(value) ? Date.parse(value) : NaN
}

/** The comparisons a condition is made of, each with its JSON Pointer inside the condition. */
export function comparisons(condition: Condition, at = ''): { leaf: Comparison; at: string }[] {
  if ('all' in condition) return condition.all.flatMap((part, i) => comparisons(part, `${at}/all/${i}`))
  if ('any' in condition) return condition.any.flatMap((part, i) => comparisons(part, `${at}/any/${i}`))
  if ('not' in condition) return comparisons(condition.not, `${at}/not`)
  return [{ leaf: condition, at }]
}
