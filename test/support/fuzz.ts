import { joinCommittee } from './committee.ts'
import { draft, issue, openPlace, openProvince, upload } from './exchange.ts'
import { valuesOf } from './from-schema.ts'
import type { Schema } from './from-schema.ts'
import type { Instance } from './instance.ts'

type Operation = {
  operationId: string
  parameters?: { name?: string; in?: string; schema?: Schema; required?: boolean }[]
  requestBody?: { content: Record<string, { schema: Schema }> }
}

/** What would end the session that everything else is asked with. */
const ENDS = new Set(['signOut', 'revokeSession', 'revokeSessions', 'changePassword'])

export type Fuzzed = {
  wrong: { method: string; sent: string; body: unknown; status: number; told: unknown }[]
  met: Set<string>
}

/**
 * Asks an instance with requests made from the description of its API, those that it allows and those that are a little
 * off, in two roles.
 * @returns what was answered as a fault of ours, or refused as something that cannot be read although it is allowed; and
 *   every status that was met
 */
export async function fuzz(instance: Instance, requests: number, seed: number): Promise<Fuzzed> {
  const province = await openProvince(instance)
  const commune = await openPlace(instance, 'Đảng ủy xã Tân Lập')
  const specialist = await joinCommittee(instance, province.handle, {
    name: 'Trần Văn Bình',
    roles: ['specialist'],
  })
  const roles = [province.clerk, specialist]
  const { id } = await draft(province, [commune])
  const issued = await issue(province, [commune])
  const { sha256 } = await upload(province)
  const known: Record<string, string[]> = {
    committee: [province.handle],
    id: [id, issued.id],
    sha256: [sha256],
    handle: [commune.handle],
  }
  const api = (await (await instance.app.request('/api/openapi.json')).json()) as {
    paths: Record<string, Record<string, Operation>>
  }
  const operations = Object.entries(api.paths).flatMap(([path, methods]) =>
    Object.entries(methods)
      .filter(([, one]) => !ENDS.has(one.operationId))
      .map(([method, one]) => ({ path, method: method.toUpperCase(), one })),
  )
  const { allowed, off, pick } = valuesOf(seed)
  const wrong: Fuzzed['wrong'] = []
  const met = new Set<string>()
  for (let i = 0; i < requests; i++) {
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
  return { wrong, met }
}
