import { upload } from '../support/exchange.ts'
import { aDraft, made, tag } from '../support/examples.ts'
import type { Example, Home, Make } from '../support/examples.ts'

const memberCalled = async (home: Home, name: string): Promise<string> => {
  const { items } = (await home.clerk.get(`${home.api}/members?limit=100`)).body
  return items.find((one: { name: string }) => one.name === name).id
}

/** A draft that can be asked about. */
async function written(home: Home): Promise<{ id: string; version: number; file: { sha256: string } }> {
  const file = await upload(home, `dự thảo ${tag()}`)
  return { ...(await aDraft(home, { files: [file] })), file }
}

/** What opening a round on it says; whom the world names is asked, or the one who approves. */
async function opening(home: Home, version: number): Promise<object> {
  const id = home.names?.[0] ?? (await memberCalled(home, 'Người Phê Duyệt'))
  return { asked: [{ kind: 'person', id }], dueOn: '2026-12-15', version }
}

/** A round as far as its draft and those who were asked. */
async function round(home: Home) {
  const { id, version, file } = await written(home)
  const opened = await made(home, `documents/${id}/rounds`, await opening(home, version))
  return { id: opened.id, documentId: id, file }
}

/** A round in which one remark was made. */
async function said(home: Home): Promise<Example> {
  const { id, version } = await written(home)
  const approver = await memberCalled(home, 'Người Phê Duyệt')
  const body = { asked: [{ kind: 'person', id: approver }], dueOn: '2026-12-15', version }
  const opened = await made(home, `documents/${id}/rounds`, body)
  const opinion = { stand: 'remarks', remarks: [{ place: 'Điều 2', text: 'Bổ sung thời hạn' }] }
  const done = await home.office.approver.post(`${home.api}/rounds/${opened.id}/opinion`, opinion)
  if (done.status !== 200) throw new Error(JSON.stringify(done.body))
  return {
    params: { id: opened.id },
    body: { items: [{ person: 1, no: 1, uptake: 'accepted', reply: 'Đã bổ sung' }] },
  }
}

/** For every route of rounds a request to it. */
export const examples: Record<string, Make> = {
  'GET /documents/{id}/rounds': async (home) => ({ params: { id: (await round(home)).documentId } }),
  'POST /documents/{id}/rounds': async (home) => {
    const { id, version } = await written(home)
    return { params: { id }, body: await opening(home, version) }
  },
  'GET /rounds/{id}': async (home) => ({ params: { id: (await round(home)).id } }),
  'POST /rounds/{id}/opinion': async (home) => ({
    params: { id: (await round(home)).id },
    body: { stand: 'agree' },
  }),
  'POST /rounds/{id}/uptakes': said,
  'POST /rounds/{id}/conclusion': async (home) => ({ params: { id: (await round(home)).id }, body: {} }),
  'GET /rounds/{id}/files/{sha256}': async (home) => {
    const { id, file } = await round(home)
    return { params: { id, sha256: file.sha256 } }
  },
}
