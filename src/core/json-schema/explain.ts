import { isObject, isSafe, isShorter, MAX_DEPTH, MAX_VALUES, tellingKey, type JsonSchema } from './accept.ts'

/** Where in a value, from the outside in. */
export type Keys = readonly (string | number)[]

/** A departure from a schema. The message, in Vietnamese, begins with the place: `mục “name” còn thiếu; hãy điền.` */
export type Fault = { keys: Keys; message: string }

type Tell = (keys: Keys, message: string) => void

/**
 * Says in Vietnamese where any value whatever departs from a schema. What must not reach recursive code is told first,
 * and then alone: values too deep, too many (so also circular ones), keys named `__proto__`, numbers past the safe
 * integers.
 * @returns every fault; none exactly when the value, as JSON would write it, is valid
 */
export function explain(root: object, input: unknown): Fault[] {
  const faults: Fault[] = []
  const tell: Tell = (keys, message) => faults.push({ keys, message })
  guard(input, tell)
  if (faults.length === 0) compare(root, input, tell)
  return faults
}

/** A place in a chain to the outside: paths are spelled out only where there is something to tell. */
type Place = { value: unknown; key: string | number; around?: Place; depth: number }

function keysOf(place: Place | undefined): Keys {
  const keys: (string | number)[] = []
  for (let at = place; at?.around !== undefined; at = at.around) keys.unshift(at.key)
  return keys
}

/** Walks a list of its own, so that depth cannot exhaust the stack. */
function guard(input: unknown, tell: Tell): void {
  const rest: Place[] = [{ value: input, key: '', depth: 0 }]
  let seen = 0
  for (let place = rest.pop(); place !== undefined; place = rest.pop()) {
    const { value, depth } = place
    if (typeof value === 'number' && !isSafe(value)) {
      const message = 'vượt quá giới hạn chính xác của máy; hãy dùng số nhỏ hơn 9.007.199.254.740.992.'
      tell(keysOf(place), `${nameOf(keysOf(place))} là số ${String(value)}, ${message}`)
    }
    if (typeof value !== 'object' || value === null) continue
    if (depth >= MAX_DEPTH)
      return tell(keysOf(place), `${nameOf(keysOf(place))} lồng nhau quá ${MAX_DEPTH} cấp; hãy tách bớt.`)
    if (Array.isArray(value) && value.length > MAX_VALUES) return tellTooLarge(keysOf(place), tell)
    for (const key of Object.keys(value)) {
      if (++seen > MAX_VALUES) return tellTooLarge([], tell)
      const name = Array.isArray(value) ? Number(key) : key
      const inside = { value: undefined as unknown, key: name, around: place, depth: depth + 1 }
      if (key === '__proto__')
        tell(keysOf(inside), 'mục “__proto__” không được dùng làm mã; hãy đặt mã khác.')
      else rest.push({ ...inside, value: (value as Record<string, unknown>)[key] })
    }
  }
}

function tellTooLarge(keys: Keys, tell: Tell): void {
  tell(keys, `${nameOf(keys)} quá lớn (hơn 200.000 giá trị); hãy tách thành nhiều tệp.`)
}

function compare(root: JsonSchema, input: unknown, tell: Tell): void {
  const resolve = (part: JsonSchema): JsonSchema =>
    part.$ref === undefined ? part : (root.$defs?.[part.$ref.slice('#/$defs/'.length)] ?? {})
  const visit = (part: JsonSchema, value: unknown, keys: Keys): void => {
    const whole = resolve(part)
    const form = chosen(whole, value, resolve)
    if (form === undefined) return tellForms(whole, value, keys, resolve, tell)
    if (!hasType(form, value))
      return tell(keys, `${nameOf(keys)} phải là ${form.description ?? types[form.type ?? '']}.`)
    const fault = scalarFault(form, value)
    if (fault !== undefined) tell(keys, `${nameOf(keys)} ${fault}.`)
    if (Array.isArray(value))
      for (const [i, item] of value.entries()) visit(form.items ?? {}, item, [...keys, i])
    else if (isObject(value) && form.type === 'object') visitObject(form, value, keys)
  }
  const visitObject = (form: JsonSchema, value: Record<string, unknown>, keys: Keys): void => {
    const { properties = {}, required = [], minProperties = 0, additionalProperties: rest } = form
    const named = resolve(form.propertyNames ?? {})
    // as the quick test sees them: what is inherited counts too
    const found = new Set<string>()
    for (const key in value) found.add(key)
    for (const key of required) if (!found.has(key)) tell([...keys, key], `mục “${key}” còn thiếu; hãy điền.`)
    if (found.size < minProperties) tell(keys, `${nameOf(keys)} phải có ít nhất ${minProperties} dòng.`)
    for (const key of found) {
      const at = [...keys, key]
      const known = Object.hasOwn(properties, key) ? properties[key] : undefined
      const wrongName = scalarFault(named, key)
      if (known !== undefined) visit(known, value[key], at)
      else if (typeof rest !== 'object') tell(at, `mục “${key}” không được dùng ở đây; hãy bỏ đi.`)
      else if (wrongName !== undefined) tell(at, `mục “${key}” ${wrongName}.`)
      else visit(rest, value[key], at)
    }
  }
  visit(root, input, [])
}

type Resolve = (part: JsonSchema) => JsonSchema

/** Of alternative forms the one a value is meant to have: told by a constant, by the key it must hold, or by type. */
function chosen(form: JsonSchema, value: unknown, resolve: Resolve): JsonSchema | undefined {
  if (form.oneOf !== undefined) {
    const key = tellingKey(form.oneOf)
    return form.oneOf.find(({ properties }) => isObject(value) && properties?.[key]?.const === value[key])
  }
  if (form.anyOf === undefined) return form
  const found = form.anyOf.map(resolve).find((one) => {
    if (one.const !== undefined) return value === one.const
    if (one.type === 'object') return isObject(value) && Object.hasOwn(value, one.required?.[0] ?? '')
    return hasType(one, value) && (one.pattern === undefined || scalarFault(one, value) === undefined)
  })
  return found && chosen(found, value, resolve)
}

function tellForms(
  { oneOf, anyOf = [], description }: JsonSchema,
  value: unknown,
  keys: Keys,
  resolve: Resolve,
  tell: Tell,
): void {
  if (oneOf !== undefined) {
    const key = tellingKey(oneOf)
    const kinds = oneOf.map(({ properties }) => properties?.[key]?.const).join(', ')
    if (isObject(value)) tell([...keys, key], `mục “${key}” phải là một trong: ${kinds}.`)
    else tell(keys, `${nameOf(keys)} phải là ${types['object']}.`)
  } else {
    const forms = anyOf.map((one) => asked(resolve(one))).join('; ')
    tell(keys, `${nameOf(keys)} không đúng dạng; hãy ghi ${description ?? `một trong: ${forms}`}.`)
  }
}

const types: Record<string, string> = {
  string: 'chữ',
  number: 'số',
  integer: 'số nguyên',
  boolean: 'true hoặc false',
  array: 'danh sách',
  object: 'nhóm mục',
}

/** What one of several forms asks for, in words. */
function asked({ description, const: constant, type, required = [] }: JsonSchema): string {
  if (description !== undefined) return description
  if (constant !== undefined) return `${constant as string | number}`
  return type === 'object' && required.length > 0 ? required.join(' và ') : (types[type ?? ''] ?? 'giá trị')
}

function hasType({ type }: JsonSchema, value: unknown): boolean {
  if (type === 'array') return Array.isArray(value)
  if (type === 'object') return isObject(value)
  if (type === 'integer') return Number.isSafeInteger(value)
  return type === undefined || typeof value === type
}

/** What a text, a number or the length of a list falls short of. */
function scalarFault(form: JsonSchema, value: unknown): string | undefined {
  const { minLength = 0, maxLength = Infinity, pattern, description } = form
  const { minimum = -Infinity, maximum = Infinity, minItems = 0, maxItems = Infinity } = form
  const allowed = form.enum ?? (form.const === undefined ? undefined : [form.const])
  if (allowed !== undefined && !allowed.includes(value)) return `phải là một trong: ${allowed.join(', ')}`
  if (typeof value === 'string') {
    if (pattern !== undefined && !new RegExp(pattern, 'u').test(value))
      return `không đúng dạng; hãy ghi ${description ?? 'theo mẫu đã định'}`
    if (isShorter(value, minLength)) return 'còn trống; hãy điền'
    if (value.length > maxLength) return `quá dài; tối đa ${maxLength} ký tự`
  }
  if (typeof value === 'number' && (value < minimum || value > maximum))
    return `phải từ ${minimum}${maximum < Number.MAX_SAFE_INTEGER ? ` đến ${maximum}` : ' trở lên'}`
  if (Array.isArray(value)) {
    if (value.length < minItems) return `phải có ít nhất ${minItems} dòng; hãy thêm`
    if (value.length > maxItems) return `có ${value.length} dòng, tối đa ${maxItems}; hãy bớt`
  }
  return undefined
}

/** What a place is called: by its name, by its number in a list, or as the whole. */
function nameOf(keys: Keys): string {
  const [key, list] = [keys.at(-1), keys.at(-2)]
  if (key === undefined) return 'toàn bộ nội dung'
  if (typeof key === 'string') return `mục “${key}”`
  return `dòng thứ ${key + 1}${typeof list === 'string' ? ` của “${list}”` : ''}`
}
