import Ajv2020 from 'ajv/dist/2020.js'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { z } from 'zod'
import { resources } from '../src/app.ts'
import { parse } from '../src/core/asked.ts'
import { Invalid } from '../src/core/errors.ts'
import { PARAMS } from '../src/core/route.ts'
import type { Route } from '../src/core/route.ts'
import { pathOf } from '../src/entrance/serve.ts'
import { describeApi } from '../src/openapi.ts'
import { arbitraryOf } from './support/arbitrary.ts'
import type { Schema } from './support/from-schema.ts'

type Parameter = { name?: string; in?: string; required?: boolean; schema?: Schema }
type Operation = {
  parameters: Parameter[]
  requestBody?: { content: Record<string, { schema: Schema }> }
}
type Part = { what: string; said: Schema; read: (value: unknown) => unknown }

const api = describeApi(resources, 'https://lienthong.example.vn', 'session') as {
  paths: Record<string, Record<string, Operation>>
}
const ajv = new Ajv2020({ strict: false, validateFormats: false })

/** What a route takes in, each part as the description says it and as the server reads it. */
function partsOf(route: Route): Part[] {
  const said = api.paths[pathOf(route)]![route.method.toLowerCase()]!
  const of = (place: string) => said.parameters.filter((one) => one.in === place)
  const query: Schema = {
    type: 'object',
    properties: Object.fromEntries(of('query').map(({ name = '', schema = {} }) => [name, schema])),
    required: of('query')
      .filter(({ required }) => required)
      .map(({ name = '' }) => name),
  }
  const params: Schema = {
    type: 'object',
    properties: Object.fromEntries(of('path').map(({ name = '', schema = {} }) => [name, schema])),
    required: of('path').map(({ name = '' }) => name),
  }
  const body = said.requestBody?.content['application/json']?.schema
  const reading = (schema: z.ZodType, whole: string) => (value: unknown) => parse(schema, value, whole)
  return [
    { what: 'path', said: params, read: readPath },
    ...(route.query ? [{ what: 'query', said: query, read: reading(route.query, 'query') }] : []),
    ...(route.body && body ? [{ what: 'body', said: body, read: reading(route.body, 'json') }] : []),
  ]
}

function readPath(value: unknown): void {
  for (const [name, one] of Object.entries(value as object))
    parse(PARAMS[name as keyof typeof PARAMS], one, name)
}

/** What no description can say: what one field means beside another. Each is refused with a sentence at its field. */
const BESIDE: readonly RegExp[] = [
  /phải từ ngày bắt đầu trở đi/,
  // An order that a list has only in one of its states.
  /^Chỉ văn bản đã ban hành xếp được|^Danh sách này không xếp theo/,
  // A month of a quarter, a day of a week.
  /^Tháng của quý ghi|^Thứ trong tuần ghi/,
  // A password is held to who chooses it, and to what is guessed.
  /^Mật khẩu quá dễ đoán/,
  // What changes a template is described with the template (src/processes/overlay-schema.ts).
  /^Điều chỉnh thứ \d+ chưa đúng dạng/,
]

const routes = resources.flatMap((one) => Object.entries(one.routes as Record<string, Route>))

/** The fields of a value that are refused although the description allows them. */
function refusedOf(read: Part['read'], value: unknown): object[] {
  try {
    read(value)
    return []
  } catch (error) {
    if (!(error instanceof Invalid)) throw error
    const { fields } = error.details as { fields: { field: string; message: string }[] }
    return fields.filter(({ message }) => !BESIDE.some((one) => one.test(message)))
  }
}

describe('whatever the description allows is read', () => {
  test.each(routes)('%s', (_, route) => {
    for (const { what, said, read } of partsOf(route)) {
      const valid = ajv.compile(said)
      fc.assert(
        fc.property(arbitraryOf(said), (value) => {
          fc.pre(valid(value))
          expect({ what, value, wrong: refusedOf(read, value) }).toEqual({ what, value, wrong: [] })
        }),
        { numRuns: 40, seed: 20_261_201 },
      )
    }
  })

  test('and nothing that cannot be kept is allowed, in any text', () => {
    const texts: string[] = []
    for (const [name, route] of routes)
      for (const { what, said } of partsOf(route)) {
        const open = JSON.stringify(said, (_, one: unknown) =>
          isText(one) && new RegExp(one.pattern ?? '', 'u').test('a\u0000b') ? { open: true } : one,
        )
        if (open.includes('"open":true')) texts.push(`${name}: ${what}`)
      }
    expect(texts).toEqual([])
  })
})

/** Whether a schema is that of a text that may be anything. */
const isText = (one: unknown): one is Schema =>
  typeof one === 'object' &&
  one !== null &&
  'type' in one &&
  one.type === 'string' &&
  !('enum' in one || 'const' in one || 'format' in one)
