import { createConfig, lintFromString } from '@redocly/openapi-core'
import Ajv2020 from 'ajv/dist/2020.js'
import type { AxiosAdapter } from 'axios'
import { OpenAPIClientAxios } from 'openapi-client-axios'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { directive, draft, openPlace, openProvince } from './support/exchange.ts'
import type { Place } from './support/exchange.ts'
import { startInstance } from './support/instance.ts'
import type { Instance } from './support/instance.ts'

type Parameter = { $ref?: string; name?: string; in?: string; required?: boolean }
type Content = Record<string, { schema?: object }>
type Operation = {
  operationId: string
  summary: string
  tags: string[]
  security?: object[]
  parameters?: Parameter[]
  requestBody?: { content: Content }
  responses: Record<string, { $ref?: string; content?: Content }>
  'x-permission': string
}
type Description = {
  openapi: string
  tags: { name: string }[]
  components: { schemas: { Problem: object }; parameters: Record<string, Parameter>; securitySchemes: object }
  paths: Record<string, Record<string, Operation>>
}

let instance: Instance
let api: Description
let operations: (Operation & { key: string; method: string; path: string })[]
beforeAll(async () => {
  instance = await startInstance()
  api = (await (await instance.app.request('/api/openapi.json')).json()) as Description
  operations = Object.entries(api.paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([name, one]) => ({
      ...one,
      method: name.toUpperCase(),
      path,
      key: `${name.toUpperCase()} ${path}`,
    })),
  )
})
afterAll(() => instance.stop())

/** The parameters of an operation in the form `header:If-Match`, `!` when compulsory. */
const parametersOf = ({ parameters = [] }: Operation): string[] =>
  parameters
    .map(({ $ref, ...own }) =>
      $ref === undefined ? own : api.components.parameters[$ref.split('/').at(-1)!]!,
    )
    .map((one) => `${one.in}:${one.name}${one.required === true ? '!' : ''}`)

const wrong = (test: (one: (typeof operations)[number]) => boolean): string[] =>
  operations.filter((one) => !test(one)).map(({ key }) => key)

describe('the description of the API', () => {
  test('is OpenAPI 3.1 whose references all lead somewhere', () => {
    expect(api.openapi).toBe('3.1.0')
    const refs = [...JSON.stringify(api).matchAll(/"\$ref":"#\/([^"]+)"/g)].map(([, path = '']) => path)
    expect(refs.length).toBeGreaterThan(80)
    const lost = refs.filter(
      (path) =>
        path.split('/').reduce<unknown>((at, key) => (at as Record<string, unknown>)?.[key], api) ===
        undefined,
    )
    expect(lost).toEqual([])
  })

  test('gives every operation a name of its own, a summary, one known group and whoever may use it', () => {
    expect(new Set(operations.map((one) => one.operationId)).size).toBe(operations.length)
    expect(wrong(({ operationId }) => /^[a-z][A-Za-z]+$/.test(operationId))).toEqual([])
    const groups = new Set(api.tags.map(({ name }) => name))
    expect(wrong(({ summary, tags }) => summary !== '' && tags.length === 1 && groups.has(tags[0]!))).toEqual(
      [],
    )
    expect(wrong((one) => (one['x-permission'] === 'public') === (one.security?.length === 0))).toEqual([])
  })

  test('says what each answers, well or ill', () => {
    const answers = (one: Operation) =>
      Object.entries(one.responses).filter(
        ([status, { content }]) => status.startsWith('2') && content !== undefined,
      )
    expect(wrong((one) => answers(one).length >= 1)).toEqual([])
    expect(wrong((one) => one.responses.default?.$ref === '#/components/responses/internal')).toEqual([])
    const named = (one: Operation) => Object.keys(one.responses).filter((status) => /^[45]/.test(status))
    expect(wrong((one) => named(one).includes('503'))).toEqual([])
    expect(
      wrong(
        (one) =>
          !one.path.startsWith('/api/c/') ||
          ['401', '403', '404'].every((status) => named(one).includes(status)),
      ),
    ).toEqual([])
  })

  test('names every part of a path, the key of a POST and the version of an edit', () => {
    const parts = (path: string) => [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => `path:${name}!`)
    expect(wrong((one) => parts(one.path).every((part) => parametersOf(one).includes(part)))).toEqual([])
    const keyed = operations.filter((one) => parametersOf(one).includes('header:Idempotency-Key'))
    expect(keyed.map(({ key }) => key)).toEqual(
      operations
        .filter((one) => one.method === 'POST' && !one.path.startsWith('/api/auth/'))
        .map(({ key }) => key),
    )
    const edits = operations.filter((one) => parametersOf(one).includes('header:If-Match!'))
    expect(edits.map(({ key }) => key)).toContain('PUT /api/c/{committee}/documents/{id}')
    expect(edits.length).toBeGreaterThanOrEqual(9)
  })

  test('leaves an outside linter nothing to say', async () => {
    const config = await createConfig({ extends: ['recommended'] })
    // A test's instance is on localhost, which the linter rightly warns of.
    const source = JSON.stringify({ ...api, servers: [{ url: 'https://lienthong.sonbinh.vn' }] })
    const found = await lintFromString({ source, config })
    expect(found.map(({ ruleId, message }) => `${ruleId}: ${message}`)).toEqual([])
  })

  test('has schemas that a validator takes', () => {
    const ajv = new Ajv2020({ strict: false, validateFormats: false })
    for (const one of operations) {
      const bodies = [one.requestBody, ...Object.values(one.responses)]
      for (const { schema } of bodies.flatMap((body) => Object.values(body?.content ?? {})))
        expect(() => ajv.compile({ ...schema, components: api.components })).not.toThrow()
    }
  })
})

test('any path asked with a method that it does not have says which it has', async () => {
  const wrongly: unknown[] = []
  for (const path of Object.keys(api.paths)) {
    const at = path.replace(/\{\w+\}/g, 'x')
    // A word may stand where another path has a parameter.
    const fitting = Object.entries(api.paths).filter(([one]) =>
      new RegExp(`^${one.replace(/\{\w+\}/g, '[^/]+')}$`).test(at),
    )
    const has = fitting.flatMap(([, some]) => Object.keys(some)).map((one) => one.toUpperCase())
    const other = [
      'PROPFIND',
      ...['GET', 'POST', 'PUT', 'PATCH', 'DELETE'].filter((one) => !has.includes(one)),
    ]
    for (const method of other) {
      const headers = { origin: 'http://localhost:8787' }
      const answer = await instance.app.request(at, { method, headers })
      const allow = answer.headers.get('allow')?.split(', ') ?? []
      if (answer.status !== 405 || has.some((one) => !allow.includes(one)))
        wrongly.push([method, at, answer.status, allow])
    }
  }
  expect(wrongly).toEqual([])
})

test('an edit that must name its version is refused without, and problems are as described', async () => {
  const province = await openProvince(instance)
  const commune = await openPlace(instance, 'Đảng ủy xã Tân Lập')
  const { id } = await draft(province, [commune])
  const answer = await province.clerk.put(`${province.api}/documents/${id}`, {})
  expect(answer.body.fields).toMatchObject([{ field: 'If-Match' }])
  const issue = () => province.clerk.post(`${province.api}/documents/${id}/issue`, { version: 1 })
  expect((await issue()).status).toBe(200)
  const second = await issue()
  expect(second.body).toMatchObject({ code: 'conflict', notation: '01-CT/TU' })
  const isProblem = new Ajv2020({ strict: false }).compile(api.components.schemas.Problem)
  for (const { body } of [answer, second]) expect([isProblem(body), isProblem.errors]).toEqual([true, null])
})

/** Carries the requests of a foreign client to the app, as somebody who is signed in. */
const carriedBy =
  (place: Place): AxiosAdapter =>
  async (config) => {
    const query = new URLSearchParams(config.params as Record<string, string>).toString()
    const path = `${config.url}${query === '' ? '' : `?${query}`}`
    const headers = Object.fromEntries(
      Object.entries(config.headers.toJSON()).map(([name, value]) => [name.toLowerCase(), String(value)]),
    )
    const body = typeof config.data === 'string' ? (JSON.parse(config.data) as unknown) : config.data
    const answer = await place.clerk.call(config.method?.toUpperCase() ?? 'GET', path, body, headers)
    return { data: answer.body, status: answer.status, statusText: '', headers: {}, config }
  }

test('a client that a public tool makes from the description issues a document and takes it in', async () => {
  const province = await openProvince(instance, 'Tỉnh ủy Nơi Gửi')
  const commune = await openPlace(instance, 'Đảng ủy xã Nơi Nhận')
  const clientOf = async (place: Place) => {
    const definition = { ...api, servers: [{ url: '' }] } as never
    const maker = new OpenAPIClientAxios({ definition, axiosConfigDefaults: { adapter: carriedBy(place) } })
    return maker.init()
  }
  const [sender, receiver] = [await clientOf(province), await clientOf(commune)]
  const here = { committee: province.handle }
  const made = await sender.createDraft!(here, await directive(province, [commune]))
  const { id, version } = made.data as { id: string; version: number }
  const issued = await sender.issueDocument!({ ...here, id }, { version })
  expect(issued.data).toMatchObject({ notation: '01-CT/TU', recipients: 1 })

  const there = { committee: commune.handle }
  const waiting = await receiver.listArrivals!({ ...there, state: 'waiting' })
  const [delivery] = (waiting.data as { items: { id: string; notation: string }[] }).items
  expect(delivery?.notation).toBe('01-CT/TU')
  const accepted = await receiver.acceptDelivery!({ ...there, id: delivery!.id }, {})
  expect(accepted.data).toMatchObject({ arrivalNo: 1 })
  const board = await sender.deliveryBoard!({ ...here, id })
  expect(board.data).toMatchObject({ summary: { total: 1, accepted: 1 } })
})
