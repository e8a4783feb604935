import type { Context as Call } from 'hono'
import { z } from 'zod'
import { DomainError, Invalid, Malformed } from './errors.ts'
import { isHeaped, turns } from './letters.ts'
import { PARAMS } from './route.ts'
import type { Asked, Route } from './route.ts'
import { readIfMatch } from './version.ts'
import { wordsFor } from './words.ts'

z.config({ customError: wordsFor })

type Any = Asked<string, unknown, unknown, unknown>

/**
 * Reads what a request brings, by what its route says.
 * @throws Invalid naming the fields that are wrong; Malformed when the body is no JSON
 */
export async function askedOf(route: Route, c: Call): Promise<Any> {
  const params = Object.entries(c.req.param() as Record<string, string>)
  const fields = params.flatMap(([name, value]) => wrongIn(paramOf(name), value, name))
  if (fields.length > 0) throw new Invalid(fields)
  return {
    ...Object.fromEntries(params),
    query: route.query && parse(route.query, queryOf(c), 'query'),
    body: route.body && parse(route.body, await bodyOf(c), 'json'),
    version: versionOf(route, c.req.header('if-match')),
    request: c.req.raw,
  }
}

const paramOf = (name: string): z.ZodType => PARAMS[name as keyof typeof PARAMS]

function wrongIn(schema: z.ZodType, value: string, field: string) {
  const message = isUnfit(value) ? UNFIT_ADVICE : schema.safeParse(value).error?.issues[0]?.message
  return message === undefined ? [] : [{ field, message }]
}

const versionOf = ({ version }: Route, header: string | undefined) =>
  version === 'must' || (version === 'may' && header !== undefined) ? readIfMatch(header) : undefined

/** A parameter given more than once is a list. */
const queryOf = (c: Call): unknown =>
  Object.fromEntries(
    Object.entries(c.req.queries()).map(([name, values]) => [name, values.length > 1 ? values : values[0]]),
  )

async function bodyOf(c: Call): Promise<unknown> {
  const text = await textOf(c.req)
  if (text === '') return {}
  if (isTooDeep(text)) throw new Malformed()
  try {
    return JSON.parse(text)
  } catch {
    throw new Malformed()
  }
}

/**
 * The body as text.
 * @throws Malformed when it ends before what was announced: whoever sends it has gone
 */
export async function textOf(request: { text(): Promise<string> }): Promise<string> {
  try {
    return await request.text()
  } catch (error) {
    throw error instanceof DomainError ? error : new Malformed()
  }
}

/** Deeper than any form of ours; what goes down into values by calling itself is not led further. */
const DEEPEST = 64

/** Counts what opens and closes outside strings; one pass, whatever the text. */
function isTooDeep(text: string): boolean {
  let [depth, quoted] = [0, false]
  for (let at = 0; at < text.length; at++) {
    const char = text[at]
    if (char === '"') quoted = !quoted
    else if (quoted && char === '\\') at++
    else if (!quoted && (char === '[' || char === '{')) depth++
    else if (!quoted && (char === ']' || char === '}')) depth--
    if (depth > DEEPEST) return true
  }
  return false
}

/**
 * What cannot be kept as it was sent: control characters (a NUL ends a text in SQLite), halves of characters, and what
 * would be displayed in another order than it is kept.
 */
const isUnfit = (text: string): boolean => CONTROL.test(text) || turns(text) || !text.isWellFormed()
// oxlint-disable-next-line no-control-regex
const CONTROL = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f]/

const UNFIT_ADVICE =
  'Có ký tự không dùng được (ký tự điều khiển hoặc đổi chiều chữ). Đề nghị xóa rồi nhập lại.'

const HEAPED_ADVICE = 'Có chữ mang quá nhiều dấu chồng lên nhau. Đề nghị xóa rồi nhập lại.'

/** What is to be told of the fields that hold text like that, or are called by it. */
const telling = (like: (text: string) => boolean, message: string, value: unknown) =>
  holds(like, value) ? fieldsLike(like, value, '').map((field) => ({ field, message })) : []

/** Whether there is any: names are made for nothing of what is right. */
function holds(like: (text: string) => boolean, value: unknown): boolean {
  if (typeof value === 'string') return like(value)
  if (typeof value !== 'object' || value === null) return false
  return Object.entries(value).some(([key, one]) => like(key) || holds(like, one))
}

function fieldsLike(like: (text: string) => boolean, value: unknown, path: string): string[] {
  if (typeof value === 'string') return like(value) ? [path] : []
  if (typeof value !== 'object' || value === null) return []
  return Object.entries(value).flatMap(([key, one]) =>
    like(key) ? [path] : fieldsLike(like, one, path === '' ? key : `${path}.${key}`),
  )
}

/**
 * What a schema makes of what came.
 * @param whole what the field is called when the whole is wrong
 * @throws Invalid naming the fields that are wrong, or that cannot be kept
 */
export function parse(schema: z.ZodType, value: unknown, whole: string): unknown {
  // Before any schema composes a text.
  const heaped = telling(isHeaped, HEAPED_ADVICE, value)
  if (heaped.length > 0) throw new Invalid(heaped)
  const result = schema.safeParse(value)
  if (!result.success) {
    throw new Invalid(
      result.error.issues.map(({ path, message }) => ({ field: path.join('.') || whole, message })),
    )
  }
  const fields = telling(isUnfit, UNFIT_ADVICE, result.data)
  if (fields.length > 0) throw new Invalid(fields)
  return result.data
}
