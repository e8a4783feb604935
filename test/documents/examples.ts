import { aDraft, edit, FIRST, made, mainIssuer, only, plain, tag, versionOf } from '../support/examples.ts'
import type { Home, Make } from '../support/examples.ts'
import { issue, upload, waitingAt } from '../support/exchange.ts'

const group = (home: Home) =>
  made(home, 'recipient-groups', { name: `Nhóm ${tag()}`, members: [home.asker.handle] })

const reservation = async (home: Home) => ({
  typeId: 'bao-cao',
  issuerId: await mainIssuer(home),
  why: 'paper',
})

/** A paper issued to nobody outside: whoever is sent one has its files as their own. */
async function issuedInside(home: Home) {
  const unit = await made(home, 'units', { name: `Phòng ${tag()}` })
  const file = await upload(home, `chỉ ở ${home.handle} ${tag()}`)
  const paper = await issue(home, [], { recipients: [{ kind: 'unit', id: unit.id }], files: [file] })
  return { ...paper, file }
}

async function numberedDraft(home: Home): Promise<string> {
  const { id, version } = await aDraft(home)
  await made(home, `documents/${id}/number`, { version })
  return id
}

export async function incoming(home: Home): Promise<{ id: string }> {
  const { notation } = await issue(home.peer, [home])
  const found = (await waitingAt(home)).find((one) => one.notation === notation)
  const answer = await home.clerk.post(`${home.api}/deliveries/${found!.id}/acceptance`)
  return { id: answer.body.incomingId }
}

/** A paper that came by hand. */
const paper = () => ({
  channel: 'paper',
  senderName: 'UBND xã Tân Lập',
  notation: `${tag()}/UBND`,
  typeName: 'Công văn',
  issuedOn: '2026-01-05',
  subject: 'V/v đăng ký lịch làm việc',
})
const entered = (answer: unknown) => ({ id: (answer as { incomingId: string }).incomingId })

/** For every route of documents a request to it, made on things of that committee which it makes anew. */
export const examples: Record<string, Make> = {
  'GET /usage': plain(),
  'GET /documents': plain(),
  'GET /similar-documents': () => ({
    query: 'type=chi-thi&subject=chuy%E1%BB%83n%20%C4%91%E1%BB%95i%20s%E1%BB%91',
  }),
  'POST /documents': plain({ subject: 'Dự thảo' }),
  'GET /documents/{id}': (home) => only(issuedInside(home)),
  'GET /documents/{id}/format': (home) => only(aDraft(home)),
  'PUT /documents/{id}': (home) => edit(aDraft(home), { subject: 'Dự thảo đã sửa' }),
  'DELETE /documents/{id}': (home) => edit(aDraft(home), undefined),
  'POST /documents/{id}/restoration': async (home) => {
    const { id } = await aDraft(home)
    await home.clerk.delete(`${home.api}/documents/${id}`, FIRST)
    return { params: { id } }
  },
  'POST /documents/{id}/hand-overs': async (home) => {
    const { id, version } = await aDraft(home)
    const { items } = (await home.clerk.get(`${home.api}/members?limit=100`)).body
    const to = items.find((one: { name: string }) => one.name === 'Người Phê Duyệt')
    return { params: { id }, body: { act: 'pass', toId: to.id, version } }
  },
  'POST /documents/{id}/number': async (home) => {
    const { id, version } = await aDraft(home)
    return { params: { id }, body: { version } }
  },
  'POST /documents/{id}/number/void': async (home) => ({
    params: { id: await numberedDraft(home) },
    body: { reason: 'Ký lại' },
  }),
  'GET /documents/{id}/versions': async (home) => ({ params: { id: await numberedDraft(home) } }),
  'GET /documents/{id}/comparison': async (home) => ({
    params: { id: await numberedDraft(home) },
    query: 'from=1&to=1',
  }),
  'GET /document-statistics': plain(),
  'GET /number-proof': plain(),
  'POST /number-proof': plain(),
  'GET /issuing-rules': plain(),
  'GET /documents-in-force': () => ({ query: 'type=chi-thi' }),
  'PUT /issuing-rules': async (home) => {
    const { version } = (await home.clerk.get(`${home.api}/issuing-rules`)).body
    return { headers: { 'if-match': `"v${version}"` }, body: { atOnce: true } }
  },
  'GET /files/{sha256}': async (home) => {
    const { sha256 } = (await issuedInside(home)).file
    return { params: { sha256 } }
  },
  'GET /files/{sha256}/signatures': async (home) => {
    const { sha256 } = (await issuedInside(home)).file
    return { params: { sha256 } }
  },

  'GET /incoming': plain(),
  'GET /incoming/{id}': (home) => only(incoming(home)),

  'POST /incoming': () => ({ body: paper() }),
  'GET /incoming-twins': () => ({ query: 'notation=01-CV%2FHU&senderName=Huy%E1%BB%87n' }),
  'PATCH /incoming/{id}': (home) =>
    edit(made(home, 'incoming', paper()).then(entered), { note: 'Đã chuyển bản giấy' }),
  'GET /number-series': plain(),
  'PUT /number-series': async (home) => ({
    body: { issuerId: await mainIssuer(home), series: 'thong-bao', next: 100 },
  }),
  'GET /arrival-books': plain(),
  'PUT /arrival-books/{id}': async (home) => {
    const { items } = (await home.clerk.get(`${home.api}/arrival-books`)).body
    return { ...(await versionOf(home, 'arrival-books', items[0].id)), body: { next: items[0].next + 1 } }
  },
  'GET /registers/incoming': plain(),
  'GET /registers/outgoing': async (home) => ({ query: `issuer=${await mainIssuer(home)}` }),
  'POST /number-reservations': async (home) => ({ body: await reservation(home) }),
  'POST /number-reservations/{id}/cancellation': async (home) => ({
    ...(await only(made(home, 'number-reservations', await reservation(home)))),
    body: { reason: 'Không ban hành nữa' },
  }),

  'GET /document-types': plain(),
  'PATCH /document-types/{id}': async (home) => ({
    ...(await versionOf(home, 'document-types', 'thu-cong')),
    body: { hidden: true },
  }),

  'GET /recipient-groups': plain(),
  'POST /recipient-groups': (home) => ({ body: { name: `Nhóm ${tag()}`, members: [home.asker.handle] } }),
  'GET /recipient-groups/{id}': (home) => only(group(home)),
  'PUT /recipient-groups/{id}': (home) =>
    edit(group(home), { name: `Nhóm ${tag()}`, members: [home.asker.handle] }),
  'DELETE /recipient-groups/{id}': (home) => edit(group(home), undefined),
}
