import { randomUUID } from 'node:crypto'
import type { Place } from '../support/exchange.ts'
import { draft, issue, pdf, upload } from '../support/exchange.ts'
import { hashOf } from '../support/files.ts'
import type { Home } from './world.ts'

/** A request that is right in every way but, perhaps, who makes it. */
export type Example = {
  params?: Record<string, string>
  query?: string
  body?: unknown
  headers?: Record<string, string>
}

type Make = (home: Home) => Example | Promise<Example>

const tag = () => randomUUID().slice(0, 8)
const upperTag = () => tag().toUpperCase()
const FIRST = { 'if-match': '"v1"' }
let years = 2030

const made = async (home: Home, path: string, body: unknown): Promise<{ id: string }> => {
  const answer = await home.clerk.post(`${home.api}/${path}`, body)
  if (answer.status !== 201) throw new Error(`${path}: ${JSON.stringify(answer.body)}`)
  return answer.body
}

const unit = (home: Home) => made(home, 'units', { name: `Phòng ${tag()}` })
const position = (home: Home) => made(home, 'positions', { name: `Chức vụ ${tag()}` })
const issuer = (home: Home) =>
  made(home, 'issuers', { name: `Ban ${tag()}`, suffix: `B${upperTag()}`, kind: 'advisory' })
const group = (home: Home) =>
  made(home, 'recipient-groups', { name: `Nhóm ${tag()}`, members: [home.asker.handle] })
const invitation = (home: Home) =>
  made(home, 'invitations', { name: 'Người Được Mời', email: `${tag()}@example.vn`, roles: ['clerk'] })
const ofFile = async (home: Place) => [await upload(home, `tệp của ${home.handle}`)]
const aDraft = async (home: Home) => draft(home, [home.peer], { files: await ofFile(home) })

async function delivery(home: Home): Promise<{ id: string; sha256: string }> {
  const files = await ofFile(home.peer)
  const { notation } = await issue(home.peer, [home], { files })
  const { items } = (await home.clerk.get(`${home.api}/deliveries?limit=100`)).body
  const { id } = items.find((one: { notation: string }) => one.notation === notation)
  return { id, sha256: files[0]!.sha256 }
}

async function incoming(home: Home): Promise<string> {
  const { id } = await delivery(home)
  return (await home.clerk.post(`${home.api}/deliveries/${id}/acceptance`)).body.incomingId
}

async function mainIssuer(home: Home): Promise<string> {
  const { issuers } = (await home.clerk.get(`${home.api}/organisation`)).body
  return issuers.find((one: { main: boolean }) => one.main).id
}

const reservation = async (home: Home) => ({
  typeId: 'bao-cao',
  issuerId: await mainIssuer(home),
  why: 'paper',
})

async function asking(home: Home): Promise<Example> {
  const { asker } = home
  await asker.clerk.delete(`${asker.api}/superior`)
  await asker.clerk.put(`${asker.api}/superior`, { handle: home.handle })
  return { params: { handle: asker.handle } }
}

async function term(home: Home): Promise<{ id: string; version: number }> {
  return (await home.clerk.get(`${home.api}/organisation`)).body.terms[0]
}

async function versionOf(home: Home, list: string, id: string): Promise<Example> {
  const { items } = (await home.clerk.get(`${home.api}/${list}`)).body
  const { version } = items.find((one: { id: string }) => one.id === id)
  return { params: { id }, headers: { 'if-match': `"v${version}"` } }
}

const edit = async (thing: Promise<{ id: string }>, body: unknown): Promise<Example> => ({
  params: { id: (await thing).id },
  headers: FIRST,
  body,
})
const only = async (thing: Promise<{ id: string }>): Promise<Example> => ({
  params: { id: (await thing).id },
})
const plain =
  (body?: unknown): Make =>
  () =>
    body === undefined ? {} : { body }

/** For every route of a committee a request to it, made on things of that committee which it makes anew. */
export const EXAMPLES: Record<string, Make> = {
  'GET /': plain(),
  'GET /desk': plain(),
  'GET /links': plain(),
  'GET /audit': plain(),
  'GET /organisation': plain(),
  'GET /members': plain(),
  'GET /invitations': plain(),
  'GET /recipient-groups': plain(),
  'GET /document-types': plain(),
  'GET /number-series': plain(),
  'GET /arrival-books': plain(),
  'GET /documents': plain(),
  'GET /incoming': plain(),
  'GET /deliveries': plain(),
  'GET /registers/incoming': plain(),
  'GET /registers/outgoing': async (home) => ({ query: `issuer=${await mainIssuer(home)}` }),

  'PATCH /committee': plain({ place: 'Sơn Bình' }),
  'POST /codes': () => ({ body: { code: `X${upperTag()}`, validFrom: '2025-07-01' } }),
  'PATCH /codes/{code}': async (home) => {
    const code = `Y${upperTag()}`
    await home.clerk.post(`${home.api}/codes`, { code, validFrom: '2025-07-01' })
    return { params: { code }, body: { validTo: '2026-12-31' } }
  },
  'PUT /superior': (home) => ({ body: { handle: home.peer.handle } }),
  'DELETE /superior': plain(),
  'POST /links/{handle}/acceptance': asking,
  'POST /links/{handle}/refusal': asking,

  'POST /units': () => ({ body: { name: `Phòng ${tag()}` } }),
  'PATCH /units/{id}': (home) => edit(unit(home), { name: `Phòng ${tag()}` }),
  'DELETE /units/{id}': (home) => edit(unit(home), undefined),
  'POST /positions': () => ({ body: { name: `Chức vụ ${tag()}` } }),
  'PATCH /positions/{id}': (home) => edit(position(home), { name: `Chức vụ ${tag()}` }),
  'DELETE /positions/{id}': (home) => edit(position(home), undefined),
  'POST /issuers': () => ({ body: { name: `Ban ${tag()}`, suffix: `C${upperTag()}`, kind: 'advisory' } }),
  'PATCH /issuers/{id}': (home) => edit(issuer(home), { name: `Ban ${tag()}` }),
  'DELETE /issuers/{id}': (home) => edit(issuer(home), undefined),
  'POST /terms': () => ({ body: { name: `Nhiệm kỳ ${tag()}`, opensOn: `${++years}-01-01` } }),
  'PATCH /terms/{id}': async (home) => {
    const { id, version } = await term(home)
    return { params: { id }, headers: { 'if-match': `"v${version}"` }, body: { name: `Nhiệm kỳ ${tag()}` } }
  },

  'PATCH /members/{id}': (home) => edit(home.newMember(), { rank: 50 }),
  'POST /members/{id}/departure': (home) => only(home.newMember()),
  'POST /members/{id}/return': async (home) => {
    const { id } = await home.newMember()
    await home.clerk.post(`${home.api}/members/${id}/departure`)
    return { params: { id }, body: { roles: ['clerk'] } }
  },
  'POST /invitations': () => ({
    body: { name: 'Người Được Mời', email: `${tag()}@example.vn`, roles: ['clerk'] },
  }),
  'DELETE /invitations/{id}': (home) => only(invitation(home)),

  'POST /recipient-groups': (home) => ({ body: { name: `Nhóm ${tag()}`, members: [home.asker.handle] } }),
  'GET /recipient-groups/{id}': (home) => only(group(home)),
  'PUT /recipient-groups/{id}': (home) =>
    edit(group(home), { name: `Nhóm ${tag()}`, members: [home.asker.handle] }),
  'DELETE /recipient-groups/{id}': (home) => edit(group(home), undefined),

  'PATCH /document-types/{id}': async (home) => ({
    ...(await versionOf(home, 'document-types', 'thu-cong')),
    body: { hidden: true },
  }),
  'PUT /number-series': async (home) => ({
    body: { issuerId: await mainIssuer(home), series: 'thong-bao', next: 100 },
  }),
  'PUT /arrival-books/{id}': async (home) => {
    const { items } = (await home.clerk.get(`${home.api}/arrival-books`)).body
    return { ...(await versionOf(home, 'arrival-books', items[0].id)), body: { next: items[0].next + 1 } }
  },
  'POST /number-reservations': async (home) => ({ body: await reservation(home) }),
  'POST /number-reservations/{id}/cancellation': async (home) => ({
    ...(await only(made(home, 'number-reservations', await reservation(home)))),
    body: { reason: 'Không ban hành nữa' },
  }),

  'PUT /files/{sha256}': (home) => {
    const bytes = pdf(`tải lên ở ${home.handle} ${tag()}`)
    return {
      params: { sha256: hashOf(bytes) },
      query: 'name=van-ban.pdf',
      body: bytes,
      headers: { 'content-type': 'application/pdf', 'content-length': String(bytes.length) },
    }
  },
  'GET /files/{sha256}': async (home) => {
    // Bytes that nobody was sent: whoever accepted a document has its files as their own.
    const file = await upload(home, `chỉ ở ${home.handle} ${tag()}`)
    await draft(home, [home.peer], { files: [file] })
    return { params: { sha256: file.sha256 } }
  },

  'POST /documents': plain({ subject: 'Dự thảo' }),
  'GET /documents/{id}': (home) => only(aDraft(home)),
  'PUT /documents/{id}': (home) => edit(aDraft(home), { subject: 'Dự thảo đã sửa' }),
  'DELETE /documents/{id}': (home) => edit(aDraft(home), undefined),
  'POST /documents/{id}/restoration': async (home) => {
    const { id } = await aDraft(home)
    await home.clerk.delete(`${home.api}/documents/${id}`, FIRST)
    return { params: { id } }
  },
  'POST /documents/{id}/issue': async (home) => {
    const { id, version } = await aDraft(home)
    return { params: { id }, body: { version } }
  },
  'GET /documents/{id}/deliveries': (home) => only(issue(home, [home.peer])),
  'POST /documents/{id}/reminders': async (home) => ({
    ...(await only(issue(home, [home.peer]))),
    body: {},
  }),

  'GET /deliveries/{id}': (home) => only(delivery(home)),
  'GET /deliveries/{id}/files/{sha256}': async (home) => ({ params: await delivery(home) }),
  'POST /deliveries/{id}/acceptance': async (home) => ({ ...(await only(delivery(home))), body: {} }),
  'POST /deliveries/{id}/refusal': async (home) => ({
    ...(await only(delivery(home))),
    body: { reason: 'unreadable' },
  }),
  'GET /incoming/{id}': async (home) => ({ params: { id: await incoming(home) } }),
}

/**
 * Routes that name nothing of another committee: types of the rule set and books are called alike everywhere, and
 * uploading makes a copy of one's own, whoever else has the same bytes.
 */
export const NO_FOREIGN = new Set([
  'PATCH /document-types/{id}',
  'PUT /arrival-books/{id}',
  'PUT /files/{sha256}',
])
