import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { joinCommittee, signUpCommittee, signUpPerson } from '../support/committee.ts'
import { pdf } from '../support/exchange.ts'
import { docx, hashOf, png, streamOf } from '../support/files.ts'
import { startInstance } from '../support/instance.ts'
import type { Caller, Instance } from '../support/instance.ts'

let instance: Instance
let clerk: Caller
let handle: string
let specialist: Caller

beforeAll(async () => {
  instance = await startInstance()
  clerk = await signUpPerson(instance, 'Nguyễn Thị Hoa')
  handle = await signUpCommittee(clerk)
  specialist = await joinCommittee(instance, handle, { name: 'Trần Văn Bình', roles: ['specialist'] })
})
afterAll(() => instance.stop())

type Sent = {
  sha256?: string
  size?: number | undefined
  declared?: string
  by?: Caller
  at?: string
  body?: BodyInit
}

function put(name: string, bytes: Uint8Array, sent: Sent = {}) {
  const { sha256 = hashOf(bytes), declared, by = clerk, at = handle } = sent
  const query = new URLSearchParams({ name, ...(declared === undefined ? {} : { declared }) })
  const size = 'size' in sent ? sent.size : bytes.length
  return by.call(
    'PUT',
    `/api/c/${at}/files/${sha256}?${query}`,
    sent.body ?? bytes,
    size === undefined ? {} : { 'content-length': String(size) },
  )
}

/** The owner's folder in the store tells what was kept. */
const kept = async (sha256: string, at = handle) => {
  const { rows } = await instance.platform.control.execute({
    sql: 'select id from committee where handle = ?',
    args: [at],
  })
  return instance.platform.files.head({ owner: rows[0]!.id as string, sha256 })
}

describe('taking a file in', () => {
  test('is answered with its facts, and repeating it is harmless', async () => {
    const bytes = pdf('một')
    const first = await put('Chỉ thị số 05.pdf', bytes)
    expect(first.status).toBe(201)
    expect(first.body).toEqual({
      sha256: hashOf(bytes),
      name: 'Chỉ thị số 05.pdf',
      type: 'application/pdf',
      size: bytes.length,
    })
    const again = await put('ban-sao.pdf', bytes, { by: specialist })
    expect(again.status).toBe(200)
    expect(again.body.name).toBe('ban-sao.pdf')
    expect(await kept(hashOf(bytes))).toEqual({ size: bytes.length })
  })

  test('keeps the name in NFC and leaves who and what in the audit', async () => {
    const bytes = pdf('hai')
    const answer = await put('Kế hoạch.pdf'.normalize('NFD'), bytes)
    expect(answer.body.name).toBe('Kế hoạch.pdf'.normalize('NFC'))
    const { rows } = await tenantRows(
      'select actor, action, subject, after from audit where subjectId = ?',
      hashOf(bytes),
    )
    expect(rows).toHaveLength(1)
    expect(rows[0]).toMatchObject({ actor: 'Nguyễn Thị Hoa', action: 'file.upload', subject: 'Kế hoạch.pdf' })
  })

  test('two at once are one file', async () => {
    const bytes = pdf('cùng lúc')
    const answers = await Promise.all([put('a.pdf', bytes), put('b.pdf', bytes, { by: specialist })])
    expect(answers.map(({ status }) => status).filter((status) => status !== 200 && status !== 201)).toEqual(
      [],
    )
    const { rows } = await tenantRows('select count(*) as n from file where sha256 = ?', hashOf(bytes))
    expect(rows[0]!.n).toBe(1)
  })
})

describe('what is refused leaves nothing behind', () => {
  const cases: [string, string, Uint8Array, Sent, number, string][] = [
    ['empty', 'a.pdf', new Uint8Array(0), {}, 422, 'file_empty'],
    ['too large', 'a.pdf', pdf('x'), { size: 50 * 1024 * 1024 + 1 }, 413, 'too_large'],
    ['of another kind', 'a.exe', pdf('kind'), {}, 422, 'file_kind'],
    ['an old Word', 'a.doc', pdf('doc'), {}, 422, 'file_kind'],
    ['not what its name says', 'a.png', pdf('name'), {}, 422, 'file_content'],
    ['not of the announced hash', 'a.pdf', pdf('hash'), { sha256: 'a'.repeat(64) }, 422, 'file_hash'],
    ['shorter than announced', 'a.pdf', pdf('short'), { size: 1000 }, 422, 'file_hash'],
    ['longer than announced', 'a.pdf', pdf('long'), { size: 10 }, 422, 'file_hash'],
    ['stamped in its name', 'TỐI MẬT.pdf', pdf('stamp'), {}, 422, 'file_secret'],
    ['stamped in its text', 'a.docx', docx(['TUYỆT MẬT']), {}, 422, 'file_secret'],
    ['without a size', 'a.pdf', pdf('size'), { size: undefined }, 422, 'invalid'],
    ['of no name', '', pdf('nameless'), {}, 422, 'invalid'],
    ['named out of its folder', '../a.pdf', pdf('folder'), {}, 422, 'invalid'],
    ['named to be read backwards', 'a\u202efdp.pdf', pdf('bidi'), {}, 422, 'invalid'],
  ]
  test.each(cases)('%s', async (_, name, bytes, sent, status, code) => {
    const answer = await put(name, bytes, sent)
    expect(answer.status).toBe(status)
    expect(answer.body.code).toBe(code)
    expect(answer.body.detail).toMatch(/\p{L}/u)
    const sha256 = sent.sha256 ?? hashOf(bytes)
    expect(await kept(sha256)).toBeUndefined()
    expect((await clerk.get(`/api/c/${handle}/files/${sha256}`)).status).toBe(404)
  })

  test('a body that breaks off', async () => {
    const bytes = pdf('đứt')
    const broken = streamOf(bytes, [20]).pipeThrough(
      new TransformStream({
        transform(chunk, controller) {
          if (chunk.length < 20) throw new Error('connection lost')
          controller.enqueue(chunk)
        },
      }),
    )
    const answer = await put('a.pdf', bytes, { body: broken })
    expect(answer.status).toBeGreaterThanOrEqual(400)
    expect(await kept(hashOf(bytes))).toBeUndefined()
    expect((await put('a.pdf', bytes)).status).toBe(201)
  })

  test('and what was there stays, whoever claims its hash', async () => {
    const bytes = pdf('ở lại')
    expect((await put('a.pdf', bytes)).status).toBe(201)
    const rival = await signUpPerson(instance, 'Lê Văn Cường')
    const other = await signUpCommittee(rival, { name: 'Đảng ủy xã Nậm Sỏi' })
    const claimed = await put('a.pdf', pdf('khác'), { sha256: hashOf(bytes), by: rival, at: other })
    expect(claimed.body.code).toBe('file_hash')
    expect((await rival.get(`/api/c/${other}/files/${hashOf(bytes)}`)).status).toBe(404)
    expect((await clerk.get(`/api/c/${handle}/files/${hashOf(bytes)}`)).status).toBe(200)
  })
})

describe('a clerk states that a stamp is none', () => {
  const reason = 'Từ trong mẫu biểu, không phải dấu mật'

  test('and the reason is in the audit', async () => {
    const bytes = docx(['MẬT'])
    const answer = await put('mẫu dấu.docx', bytes, { declared: reason })
    expect(answer.status).toBe(201)
    const { rows } = await tenantRows(
      'select after from audit where subjectId = ? and action = ?',
      hashOf(bytes),
      'file.declare',
    )
    expect(JSON.parse(rows[0]!.after as string)).toMatchObject({ stamp: 'MẬT', declared: reason })
  })

  test('nobody else may', async () => {
    const answer = await put('mẫu khác.docx', docx(['MẬT', 'khác']), { declared: reason, by: specialist })
    expect(answer.status).toBe(403)
  })

  test('with a reason worth the name', async () => {
    const answer = await put('mẫu khác.docx', docx(['MẬT', 'khác']), { declared: 'ok' })
    expect(answer.body.fields).toEqual([
      { field: 'declared', message: 'Đề nghị nêu rõ lý do xác nhận (ít nhất 10 ký tự).' },
    ])
  })
})

describe('reading a file', () => {
  const bytes = png()
  const path = (more = '') => `/api/c/${handle}/files/${hashOf(bytes)}${more}`
  beforeAll(() => put('Ảnh đại hội.png', bytes))
  const read = (more = '', headers: Record<string, string> = {}, method = 'GET') =>
    clerk.call(method, path(more), undefined, headers)

  test('is a download that can do nothing in our name', async () => {
    const { status, headers } = await read()
    expect(status).toBe(200)
    expect(Object.fromEntries(headers)).toMatchObject({
      'content-type': 'image/png',
      'content-length': String(bytes.length),
      'content-disposition': `attachment; filename="Anh dai hoi.png"; filename*=UTF-8''%E1%BA%A2nh%20%C4%91%E1%BA%A1i%20h%E1%BB%99i.png`,
      'x-content-type-options': 'nosniff',
      'content-security-policy': "default-src 'none'; sandbox",
      'cache-control': 'private, no-cache',
      etag: `"${hashOf(bytes)}"`,
    })
    expect((await read('?inline=1')).headers.get('content-disposition')).toMatch(/^inline; /)
  })

  test('once known is not sent again', async () => {
    expect((await read('', { 'if-none-match': `"${hashOf(bytes)}"` })).status).toBe(304)
  })

  test.each([
    ['bytes=0-3', 206, `bytes 0-3/${bytes.length}`, 4],
    ['bytes=10-', 206, `bytes 10-${bytes.length - 1}/${bytes.length}`, bytes.length - 10],
    ['bytes=-5', 206, `bytes ${bytes.length - 5}-${bytes.length - 1}/${bytes.length}`, 5],
    ['bytes=0-99999', 206, `bytes 0-${bytes.length - 1}/${bytes.length}`, bytes.length],
    ['bytes=99999-', 416, `bytes */${bytes.length}`, 0],
    ['bytes=-0', 416, `bytes */${bytes.length}`, 0],
    ['bytes=5-2', 200, null, bytes.length],
    ['bytes=0-1,3-4', 200, null, bytes.length],
    ['lines=1-2', 200, null, bytes.length],
  ])('%s', async (range, status, contentRange, length) => {
    const response = await rawGet(range)
    expect(response.status).toBe(status)
    expect(response.headers.get('content-range')).toBe(contentRange)
    const body = new Uint8Array(await response.arrayBuffer())
    expect(body.length).toBe(length)
    const start = Number(/^bytes (\d+)-/.exec(contentRange ?? '')?.[1] ?? 0)
    expect(body).toEqual(bytes.slice(start, start + length))
  })

  test('a range of another version is the whole', async () => {
    expect((await read('', { range: 'bytes=0-3', 'if-range': '"old"' })).status).toBe(200)
    expect((await read('', { range: 'bytes=0-3', 'if-range': `"${hashOf(bytes)}"` })).status).toBe(206)
  })

  test('HEAD tells the size without the bytes', async () => {
    const { status, headers, body } = await read('', {}, 'HEAD')
    expect([status, headers.get('content-length'), body]).toEqual([200, String(bytes.length), ''])
  })

  test('is not for administrators, strangers or other committees', async () => {
    const admin = await joinCommittee(instance, handle, { name: 'Phạm Văn Dũng', roles: ['admin'] })
    expect((await admin.get(path())).status).toBe(403)
    const stranger = await signUpPerson(instance, 'Lý Thị Én')
    expect((await stranger.get(path())).status).toBe(404)
  })

  test('what is no hash is named', async () => {
    const answer = await clerk.get(`/api/c/${handle}/files/..%2Fcontrol.db`)
    expect(answer.status).toBe(422)
    expect(answer.body.fields[0].field).toBe('sha256')
  })

  const rawGet = (range: string) => clerk.raw('GET', path(), { range })
})

async function tenantRows(sql: string, ...args: string[]) {
  const { rows } = await instance.platform.control.execute({
    sql: 'select location from committee where handle = ?',
    args: [handle],
  })
  const tenant = await instance.platform.tenants.open(rows[0]!.location as string)
  return tenant.execute({ sql, args })
}
