import { afterAll, beforeAll, expect, test } from 'vitest'
import { joinCommittee } from './support/committee.ts'
import { draft, issue, openPlace, openProvince, upload } from './support/exchange.ts'
import type { Place } from './support/exchange.ts'
import { startInstance } from './support/instance.ts'
import type { Caller, Instance } from './support/instance.ts'
import { valuesOf } from './support/from-schema.ts'
import type { Schema } from './support/from-schema.ts'

/**
 * Requests made from the description of the API, those that it allows and those that are a little off, in two roles:
 * none may be answered as a fault of ours, and what the description allows is never refused as something that cannot
 * be read.
 */
const REQUESTS = 3_000
const SEED = 20_261_130

type Operation = {
  operationId: string
  parameters?: { name?: string; in?: string; schema?: Schema; required?: boolean }[]
  requestBody?: { content: Record<string, { schema: Schema }> }
}

let instance: Instance
let province: Place
let roles: Caller[]
let known: Record<string, string[]>
beforeAll(async () => {
  instance = await startInstance()
  province = await openProvince(instance)
  const commune = await openPlace(instance, 'Đảng ủy xã Tân Lập')
  const specialist = await joinCommittee(instance, province.handle, {
    name: 'Trần Văn Bình',
    roles: ['specialist'],
  })
  roles = [province.clerk, specialist]
  const { id } = await draft(province, [commune])
  const issued = await issue(province, [commune])
  const { sha256 } = await upload(province)
  known = { committee: [province.handle], id: [id, issued.id], sha256: [sha256], handle: [commune.handle] }
}, 60_000)
afterAll(() => instance.stop())

/** What would end the session that everything else is asked with. */
const ENDS = new Set(['signOut', 'revokeSession', 'revokeSessions', 'changePassword'])

test('no request of those that the description gives rise to is answered as a fault of ours', async () => {
  const api = (await (await instance.app.request('/api/openapi.json')).json()) as {
    paths: Record<string, Record<string, Operation>>
  }
  const operations = Object.entries(api.paths).flatMap(([path, methods]) =>
    Object.entries(methods)
      .filter(([, one]) => !ENDS.has(one.operationId))
      .map(([method, one]) => ({ path, method: method.toUpperCase(), one })),
  )
  const { allowed, off, pick } = valuesOf(SEED)
  const wrong: unknown[] = []
  const met = new Set<string>()
  for (let i = 0; i < REQUESTS; i++) {
    const { path, method, one } = operations[i % operations.length]!
    const fair = pick([true, true, false])
    const make = fair ? allowed : off
    const query = new URLSearchParams()
    let at = path
    for (const { name = '', in: where, schema = {}, required } of one.parameters ?? []) {
      if (where === 'path') {
        const given =
          name === 'committee' ? province.handle : pick([...(known[name] ?? []), String(make(schema))])
        at = at.replace(`{${name}}`, encodeURIComponent(given.toWellFormed()) || '-')
      }
      if (where === 'query' && name !== 'cursor' && (required || pick([true, false])))
        query.set(name, String(make(schema)))
    }
    const json = one.requestBody?.content['application/json']?.schema
    const body = json === undefined ? undefined : make(json)
    const headers: Record<string, string> =
      method === 'PUT' || method === 'PATCH' ? { 'if-match': '"v1"' } : {}
    const caller = pick(roles)
    const sent = `${at}${query.size > 0 ? `?${query}` : ''}`
    const { status, body: told } = await caller.call<any>(method, sent, body ?? undefined, headers)
    met.add(`${status}`)
    const unread = fair && (told?.code === 'bad_request' || status === 415)
    if (status >= 500 || unread || (status >= 400 && typeof told?.code !== 'string'))
      wrong.push({ method, sent, body, status, told })
  }
  expect(wrong.slice(0, 5)).toEqual([])
  for (const status of ['200', '201', '403', '404', '422']) expect(met).toContain(status)
  expect(instance.logs.filter(({ event }) => event === 'error')).toEqual([])
}, 120_000)
