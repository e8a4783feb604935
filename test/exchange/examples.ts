import { aDraft, ofFile, only, plain } from '../support/examples.ts'
import type { Home, Make } from '../support/examples.ts'
import { incoming } from '../documents/examples.ts'
import { issue } from '../support/exchange.ts'

async function delivery(home: Home): Promise<{ id: string; sha256: string }> {
  const files = await ofFile(home.peer)
  const { notation } = await issue(home.peer, [home], { files })
  const { items } = (await home.clerk.get(`${home.api}/deliveries?limit=100`)).body
  const { id } = items.find((one: { notation: string }) => one.notation === notation)
  return { id, sha256: files[0]!.sha256 }
}

const copy = (home: Home, kind: string) => ({
  kind,
  signerName: 'Lò Văn Bun',
  signerTitle: 'Chánh Văn phòng',
  recipients: [{ kind: 'committee', handle: home.asker.handle }],
})

/** For every route of the exchange a request to it, made on things which it makes anew. */
export const examples: Record<string, Make> = {
  'POST /documents/{id}/issue': async (home) => {
    const { id, version } = await aDraft(home)
    return { params: { id }, body: { version } }
  },
  'GET /documents/{id}/deliveries': (home) => only(issue(home, [home.peer])),
  'POST /documents/{id}/reminders': async (home) => ({
    ...(await only(issue(home, [home.peer]))),
    body: {},
  }),
  'POST /documents/{id}/settlements': async (home) => ({
    ...(await only(issue(home, [home.peer]))),
    body: { recipients: [home.peer.handle], how: 'left', note: 'Nơi nhận đã lấy bản giấy' },
  }),
  'POST /documents/{id}/recall': async (home) => ({
    ...(await only(issue(home, [home.peer]))),
    body: { reason: 'Sai nội dung phần II' },
  }),
  'POST /documents/{id}/further-recipients': async (home) => ({
    ...(await only(issue(home, [home.peer]))),
    body: { recipients: [home.asker.handle] },
  }),
  'GET /incoming/{id}/copying': (home) => only(incoming(home)),
  'POST /incoming/{id}/copies': async (home) => ({
    ...(await only(incoming(home))),
    body: copy(home, 'relayed'),
  }),
  'GET /documents/{id}/copying': (home) => only(issue(home, [home.peer])),
  'POST /documents/{id}/copies': async (home) => ({
    ...(await only(issue(home, [home.peer]))),
    body: copy(home, 'certified'),
  }),
  'GET /delivery-marks': () => ({ query: 'ids=khong-co' }),
  'GET /deliveries/{id}/fate': (home) => only(delivery(home)),
  'GET /deliveries': plain(),
  'GET /deliveries/{id}': (home) => only(delivery(home)),
  'GET /deliveries/{id}/files/{sha256}': async (home) => ({ params: await delivery(home) }),
  'GET /deliveries/{id}/files/{sha256}/signatures': async (home) => ({ params: await delivery(home) }),
  'POST /deliveries/{id}/acceptance': async (home) => ({ ...(await only(delivery(home))), body: {} }),
  'POST /deliveries/{id}/refusal': async (home) => ({
    ...(await only(delivery(home))),
    body: { reason: 'unreadable' },
  }),
  'GET /blocks': plain(),
  'POST /blocks': (home) => ({ body: { handle: home.asker.handle } }),
  'DELETE /blocks/{handle}': async (home) => {
    await home.clerk.post(`${home.api}/blocks`, { handle: home.asker.handle })
    return { params: { handle: home.asker.handle } }
  },
  'POST /reports': (home) => ({ body: { handle: home.peer.handle, text: 'Tự nhận là Tỉnh ủy.' } }),
}
