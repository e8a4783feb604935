import { made, only, tag } from '../support/examples.ts'
import type { Example, Home, Make } from '../support/examples.ts'
import { issue, upload } from '../support/exchange.ts'

/** A paper that came by hand, as far as it has come by these steps. */
async function paper(home: Home, ...steps: [path: string, body?: object][]): Promise<string> {
  return enter(home, {}, steps)
}

async function enter(home: Home, more: object, steps: [path: string, body?: object][] = []): Promise<string> {
  const entry = {
    channel: 'paper',
    senderName: 'UBND xã Tân Lập',
    notation: `${tag()}/UBND`,
    typeName: 'Công văn',
    issuedOn: '2026-01-05',
    subject: 'V/v đăng ký lịch làm việc',
    ...more,
  }
  const { incomingId } = (await made({ ...home, clerk: home.chief }, 'incoming', entry)) as unknown as {
    incomingId: string
  }
  for (const [path, body] of steps) {
    const done = await home.chief.post(`${home.api}/incoming/${incomingId}/${path}`, body ?? {})
    if (done.status !== 200) throw new Error(`${path}: ${JSON.stringify(done.body)}`)
  }
  return incomingId
}

const on = async (id: Promise<string>, body?: unknown): Promise<Example> => ({
  params: { id: await id },
  body,
})

/** Whoever makes it is to take note, and those it names. */
async function toNote(home: Home) {
  const names = home.names ?? [(await home.clerk.get(home.api)).body.me.memberId]
  return { inform: names.map((id) => ({ kind: 'person', id })), text: 'Chuyển để biết' }
}

const ledBy = async (home: Home) => ({
  lead: {
    kind: 'unit',
    id: (await made({ ...home, clerk: home.chief }, 'units', { name: `Phòng ${tag()}` })).id,
  },
  text: 'Giao chủ trì tham mưu',
})

const someone = async (home: Home) => [
  { kind: 'person', id: (await home.clerk.get(home.api)).body.me.memberId },
]

const aRule = async (home: Home) =>
  made({ ...home, clerk: home.chief }, 'routing-rules', {
    name: `Quy tắc ${tag()}`,
    words: `lạ ${tag()}`,
    inform: await someone(home),
  })

/** For every route of handling a request to it. */
export const examples: Record<string, Make> = {
  'GET /routing-rules': () => ({}),
  'POST /routing-rules': async (home) => ({
    body: { name: 'Báo cáo tuần', words: 'báo cáo tuần', inform: await someone(home) },
  }),
  'GET /routing-rules/preview': () => ({ query: 'words=tuan' }),
  'POST /routing-rules/{id}/restoration': async (home) => {
    const { id } = await aRule(home)
    await home.chief.call('DELETE', `${home.api}/routing-rules/${id}`)
    return { params: { id }, body: {} }
  },
  'DELETE /routing-rules/{id}': async (home) => ({ params: { id: (await aRule(home)).id } }),
  'POST /deliveries/{id}/recall-answer': async (home) => {
    const { id, notation } = await issue(home.peer, [home])
    const { items } = (await home.clerk.get(`${home.api}/deliveries?limit=100`)).body
    const arrival = items.find((one: { notation: string }) => one.notation === notation)
    await home.clerk.post(`${home.api}/deliveries/${arrival.id}/acceptance`)
    await home.peer.clerk.post(`${home.peer.api}/documents/${id}/recall`, { reason: 'Sai nội dung' })
    return { params: { id: arrival.id }, body: { agree: true } }
  },
  'GET /incoming/{id}/handling': (home) => on(paper(home)),
  'POST /incoming/{id}/submission': (home) => on(enter(home, { hold: true }), {}),
  'POST /incoming/{id}/proposal': async (home) => on(paper(home), await ledBy(home)),
  'POST /incoming/{id}/assignment': async (home) => on(paper(home), await ledBy(home)),
  'POST /incoming/{id}/direction': async (home) => on(paper(home), await ledBy(home)),
  'POST /incoming/{id}/hand-back': async (home) =>
    on(paper(home, ['proposal', await ledBy(home)]), { reason: 'Đề xuất lại' }),
  'POST /incoming/{id}/acknowledgement': async (home) =>
    on(paper(home, ['assignment', await toNote(home)]), {}),
  'POST /incoming/{id}/keeping': async (home) => {
    const me = (await home.chief.get(home.api)).body.me.memberId
    const note = { inform: [{ kind: 'person', id: me }] }
    return on(paper(home, ['assignment', note], ['acknowledgement']), {})
  },
  'GET /documents/{id}/units': (home) => only(sentInside(home).then(({ id }) => ({ id }))),
  'POST /documents/{id}/units/{unitId}/receipt': async (home) => ({
    params: await sentInside(home),
    body: {},
  }),
  'POST /documents/{id}/units/{unitId}/assignment': async (home) => {
    const { id, unitId } = await sentInside(home)
    return { params: { id, unitId }, body: { personId: (await home.newMember(unitId)).id } }
  },
}

/** A paper that was issued to a unit of the place's own. */
async function sentInside(home: Home): Promise<{ id: string; unitId: string }> {
  const unitId = home.unitId ?? (await made(home, 'units', { name: `Phòng ${tag()}` })).id
  const { id } = await issue(home, [], {
    recipients: [{ kind: 'unit', id: unitId }],
    files: [await upload(home, `nội bộ ${tag()}`)],
  })
  return { id, unitId }
}
