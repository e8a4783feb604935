import { isSafe, MAX_DEPTH, type JsonSchema } from './accept.ts'
import type { Report } from './problem.ts'

const MAX_VALUES = 200_000

type Place = { value: unknown; path: string; depth: number }

/**
 * Looks over any value for what must not reach recursive code: too deep, too many values (so also circular ones),
 * keys named `__proto__`, numbers past the safe integers. Walks a list of its own, so depth cannot exhaust the stack.
 * @returns whether the value may be parsed further
 */
export function guard(input: unknown, report: Report): boolean {
  const rest: Place[] = [{ value: input, path: '', depth: 0 }]
  let seen = 0
  let fit = true
  const refuse = (path: string, message: string) => {
    fit = false
    report({ rule: 'shape', severity: 'error', path, message })
  }
  for (let place = rest.pop(); place !== undefined; place = rest.pop()) {
    const { value, path, depth } = place
    if (typeof value === 'number' && !isSafe(value)) {
      refuse(
        path,
        `Số ${String(value)} vượt quá giới hạn chính xác của máy; hãy dùng số nhỏ hơn 9.007.199.254.740.992.`,
      )
    }
    if (typeof value !== 'object' || value === null) continue
    if (depth >= MAX_DEPTH) {
      refuse(path, `Dữ liệu lồng nhau quá ${MAX_DEPTH} cấp; hãy tách bớt thành quy trình con.`)
      return false
    }
    for (const key of Object.keys(value)) {
      const inside = `${path}/${escapePointer(key)}`
      if (++seen > MAX_VALUES) {
        refuse(path, `Quy trình quá lớn (hơn ${MAX_VALUES} giá trị); hãy tách thành nhiều quy trình.`)
        return false
      }
      if (key === '__proto__') refuse(inside, 'Không được dùng “__proto__” làm mã; hãy đặt mã khác.')
      else rest.push({ value: (value as Record<string, unknown>)[key], path: inside, depth: depth + 1 })
    }
  }
  return fit
}

/** The step a place belongs to. */
type Within = { id: string; name: string } | undefined

/**
 * Says in Vietnamese where a value departs from a schema, and names the step it happens in. The value has passed
 * `guard`; it fits the schema exactly when nothing is reported.
 */
export function explainShape(root: object, input: unknown, report: Report): void {
  const schema: JsonSchema = root
  const visit = (part: JsonSchema, value: unknown, path: string, within: Within): void => {
    const resolved =
      part.$ref === undefined ? part : (schema.$defs?.[part.$ref.slice('#/$defs/'.length)] ?? {})
    const step = part.$ref === '#/$defs/step' ? (stepOf(value) ?? within) : within
    const tell = (message: string, at = path) =>
      report({
        rule: 'shape',
        severity: 'error',
        path: at,
        ...(step && { step: step.id }),
        message: `${step ? `Bước “${step.name}” (${step.id}): mục` : 'Mục'} ${message}`,
      })
    const form = oneForm(resolved, value)
    if (form === undefined)
      return tell(wrongForm(resolved, path), resolved.oneOf && isRecord(value) ? `${path}/kind` : path)
    if (!hasType(form, value))
      return tell(`${last(path)} phải là ${kinds[form.type ?? ''] ?? 'giá trị khác'}.`)
    for (const message of scalarFaults(form, value, path)) tell(message)
    if (Array.isArray(value)) value.forEach((item, i) => visit(form.items ?? {}, item, `${path}/${i}`, step))
    else if (isRecord(value) && form.type === 'object')
      visitRecord(form, value, path, tell, (inner, key) =>
        visit(inner, value[key], `${path}/${escapePointer(key)}`, step),
      )
  }
  visit(schema, input, '', undefined)
}

type Tell = (message: string, at?: string) => void

function visitRecord(
  form: JsonSchema,
  value: Record<string, unknown>,
  path: string,
  tell: Tell,
  visit: (form: JsonSchema, key: string) => void,
): void {
  const {
    properties = {},
    required = [],
    minProperties = 0,
    propertyNames,
    additionalProperties: rest,
  } = form
  for (const key of required) {
    if (!Object.hasOwn(value, key)) tell(`“${key}” còn thiếu; hãy điền.`, `${path}/${key}`)
  }
  const keys = Object.keys(value)
  if (keys.length < minProperties) tell(`${last(path)} phải có ít nhất ${minProperties} dòng.`)
  for (const key of keys) {
    const known = Object.hasOwn(properties, key) ? properties[key] : undefined
    const at = `${path}/${escapePointer(key)}`
    if (known !== undefined) visit(known, key)
    else if (typeof rest !== 'object') tell(`“${key}” không được dùng ở đây; hãy bỏ đi.`, at)
    else if (propertyNames?.$ref === '#/$defs/id' && !ID.test(key))
      tell(`“${key}” có mã không hợp lệ; ${ID_FORM}.`, at)
    else visit(rest, key)
  }
}

const ID = /^[a-z][a-z0-9_]{0,31}$/
const ID_FORM = 'mã gồm chữ thường không dấu, chữ số, gạch dưới, bắt đầu bằng chữ, dài nhất 32 ký tự'

/** Of alternative forms the one a value is meant to have: told by `kind`, by the key it must hold, or by what fits. */
function oneForm(form: JsonSchema, value: unknown): JsonSchema | undefined {
  if (form.oneOf !== undefined) {
    return form.oneOf.find(
      ({ properties }) => isRecord(value) && properties?.['kind']?.const === value['kind'],
    )
  }
  if (form.anyOf === undefined) return form
  return form.anyOf.find(({ $ref, type, const: constant, required: [key = ''] = [] }) => {
    if (type === 'object') return isRecord(value) && Object.hasOwn(value, key)
    if ($ref !== undefined) return typeof value === 'string' && ID.test(value)
    return constant === undefined ? typeof value === 'number' : value === constant
  })
}

function wrongForm({ oneOf, anyOf = [] }: JsonSchema, path: string): string {
  if (oneOf !== undefined) return '“kind” phải là một trong: task, decide, parallel, each, wait, call.'
  const forms = anyOf.map(({ $ref, const: constant, required, type }) => {
    if ($ref !== undefined) return 'một mã'
    return typeof constant === 'string' ? constant : (required?.join(' và ') ?? kinds[type ?? ''] ?? '')
  })
  return `${last(path)} không đúng dạng; hãy dùng một trong: ${forms.join('; ')}.`
}

function scalarFaults(form: JsonSchema, value: unknown, path: string): string[] {
  const it = last(path)
  const allowed = form.enum ?? (form.const === undefined ? undefined : [form.const])
  if (allowed !== undefined && !allowed.includes(value))
    return [`${it} phải là một trong: ${allowed.join(', ')}.`]
  if (typeof value === 'string') {
    const { minLength = 0, maxLength = Infinity, pattern } = form
    if (pattern !== undefined && !new RegExp(pattern).test(value))
      return [`${it} không đúng dạng; ${path === '/code' ? CODE_FORM : ID_FORM}.`]
    if (value.length < minLength) return [`${it} còn trống; hãy điền.`]
    if (value.length > maxLength) return [`${it} quá dài; tối đa ${maxLength} ký tự.`]
  }
  if (typeof value === 'number') {
    const { minimum = -Infinity, maximum = Infinity } = form
    if (value < minimum || value > maximum)
      return [
        `${it} phải từ ${minimum}${Number.isSafeInteger(maximum) && maximum < 2 ** 53 - 1 ? ` đến ${maximum}` : ' trở lên'}.`,
      ]
  }
  if (Array.isArray(value) && value.length < (form.minItems ?? 0))
    return [`${it} phải có ít nhất ${form.minItems} dòng; hãy thêm.`]
  return []
}

const CODE_FORM = 'mã gồm 2–32 chữ in hoa, chữ số, dấu chấm, gạch ngang hoặc gạch chéo'

const kinds: Record<string, string> = {
  string: 'chữ',
  number: 'số',
  integer: 'số nguyên',
  array: 'danh sách',
  object: 'nhóm mục',
}

function hasType({ type }: JsonSchema, value: unknown): boolean {
  if (type === 'array') return Array.isArray(value)
  if (type === 'object') return isRecord(value)
  if (type === 'integer') return Number.isSafeInteger(value)
  return type === undefined || typeof value === type
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function last(path: string): string {
  return path === '' ? 'gốc của tệp' : `“${path.slice(path.lastIndexOf('/') + 1)}”`
}

function escapePointer(key: string): string {
  return key.replaceAll('~', '~0').replaceAll('/', '~1')
}

function stepOf(value: unknown): Within {
  if (!isRecord(value) || typeof value['id'] !== 'string') return undefined
  const { id, name } = value
  return { id, name: typeof name === 'string' ? name : id }
}
