import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { cursorOf } from '../../src/core/paging.ts'
import { draft, openProvince } from '../support/exchange.ts'
import type { Place } from '../support/exchange.ts'
import { startInstance } from '../support/instance.ts'
import type { Instance } from '../support/instance.ts'

let instance: Instance
let province: Place
beforeAll(async () => {
  instance = await startInstance()
  province = await openProvince(instance)
})
afterAll(() => instance.stop())

const subject = 'Về việc gửi, nhận văn bản điện tử'
const bytes = (text: string): Uint8Array => new TextEncoder().encode(text)
const drafts = async (): Promise<{ subject: string }[]> =>
  (await province.clerk.get(`${province.api}/documents?state=draft`)).body.items

describe('a body that is not called JSON', () => {
  const forms = [
    'text/plain',
    'application/x-www-form-urlencoded',
    'multipart/form-data; boundary=x',
    'text/json',
  ]

  test.each(forms)('%s: refused with the remedy, and no empty draft is made of it', async (form) => {
    const before = await drafts()
    const answer = await province.clerk.call(
      'POST',
      `${province.api}/documents`,
      bytes(JSON.stringify({ subject })),
      { 'content-type': form },
    )
    expect([answer.status, answer.body.code]).toEqual([415, 'wrong_form'])
    expect(await drafts()).toEqual(before)
  })

  test('saving a draft does not empty it', async () => {
    const { id } = await draft(province, [], { subject })
    const path = `${province.api}/documents/${id}`
    const answer = await province.clerk.call('PUT', path, bytes(JSON.stringify({ subject: 'Khác' })), {
      'if-match': '"v1"',
      'content-type': 'text/plain',
    })
    expect(answer.status).toBe(415)
    expect((await province.clerk.get(path)).body).toMatchObject({ version: 1, subject })
  })

  test('a body without any name is refused too; no body at all is fine', async () => {
    const path = `${province.api}/documents`
    const said = { 'content-length': '2' }
    expect((await province.clerk.call('POST', path, bytes('{}'), said)).status).toBe(415)
    const { id } = await draft(province, [], { subject })
    expect((await province.clerk.call('DELETE', `${path}/${id}`)).status).toBe(200)
    expect((await province.clerk.call('POST', `${path}/${id}/restoration`)).status).toBe(200)
  })

  test('JSON may name its letters, and be a kind of JSON', async () => {
    for (const form of ['application/json; charset=utf-8', 'application/merge-patch+json']) {
      const answer = await province.clerk.call('POST', `${province.api}/documents`, bytes('{}'), {
        'content-type': form,
      })
      expect(answer.status).toBe(201)
    }
  })
})

describe('text that cannot be kept as it was sent', () => {
  const texts = { 'a NUL': 'a\u0000b', 'a bell': 'a\u0007b', 'half a character': 'a\ud800b' }

  test.each(Object.entries(texts))('%s is refused and the field is named', async (_, text) => {
    const answer = await province.clerk.post(`${province.api}/documents`, { subject, note: text })
    expect(answer.status).toBe(422)
    expect(answer.body.fields).toEqual([{ field: 'note', message: expect.stringContaining('ký tự') }])
  })

  test('a field inside a list is named by its place', async () => {
    const answer = await province.clerk.post(`${province.api}/recipient-groups`, {
      name: 'Các xã',
      members: ['tan-lap', 'son\u0000ha'],
    })
    expect(answer.body.fields).toMatchObject([{ field: 'members.1' }])
  })

  test('lines and tabs are kept, and marks that stand apart come together (NFC)', async () => {
    const { id } = await draft(province, [], { note: 'Một\n\tHai'.normalize('NFD') })
    const found = await province.clerk.get(`${province.api}/documents/${id}`)
    expect(found.body.note).toBe('Một\n\tHai')
  })
})

describe('a cursor of another list', () => {
  const lists = [
    'documents',
    'documents?state=draft',
    'deliveries',
    'incoming',
    'registers/outgoing',
    'registers/incoming',
  ]
  const cursors = [['x'], [], ['a', 'b', 'c'], [[1]]].map((key) => cursorOf(...(key as string[])))

  test.each(lists)('%s refuses it with the remedy', async (list) => {
    for (const cursor of cursors) {
      const path = `${province.api}/${list}${list.includes('?') ? '&' : '?'}cursor=${encodeURIComponent(cursor)}`
      const answer = await province.clerk.get(path)
      expect([answer.status, answer.body.fields]).toMatchObject([422, [{ field: 'cursor' }]])
    }
  })

  test('the board of a document refuses it too', async () => {
    const { id } = await draft(province, [])
    const path = `${province.api}/documents/${id}/deliveries?cursor=${encodeURIComponent(cursorOf(1))}`
    expect((await province.clerk.get(path)).body.fields).toMatchObject([{ field: 'cursor' }])
  })
})

describe('what is wrong is told in Vietnamese, whichever field', () => {
  const wrong: [string, string, unknown][] = [
    ['GET', 'documents?limit=100000', undefined],
    ['GET', 'documents?limit=x', undefined],
    ['GET', 'documents?state=zzz', undefined],
    ['POST', 'documents', []],
    ['POST', 'documents', null],
    ['POST', 'documents', { urgency: 9, typeId: 5, signerId: 'x'.repeat(100), authority: 'zz', files: 'x' }],
    [
      'POST',
      'documents',
      { recipients: [{ kind: 'zzz' }, { kind: 'unit' }], copies: 0.5, paperFollows: 'no' },
    ],
    ['PUT', 'number-series', {}],
    ['POST', 'number-reservations', {}],
    ['POST', 'terms', { name: 'x', opensOn: '2026-01-01', ground: 'zz' }],
    ['POST', 'documents/x/issue', { version: 0 }],
  ]

  test.each(wrong)('%s %s', async (method, path, body) => {
    const answer = await province.clerk.call(method, `${province.api}/${path}`, body)
    expect(answer.status).toBe(422)
    expect(answer.body.fields.length).toBeGreaterThan(0)
    for (const { field, message } of answer.body.fields) {
      expect(field).not.toBe('')
      expect(message).toMatch(/[àáảãạăâđèéẻẽẹêìíỉĩịòóỏõọôơùúủũụưỳýỷỹỵầấậềếệồốộớờợứừựữ]/i)
      expect(message).not.toMatch(/Invalid|expected|Too (big|small)|string|object/)
    }
  })
})
