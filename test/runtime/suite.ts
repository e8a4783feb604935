import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Platform } from '../../src/platform/platform.ts'
import { PASSWORD, signUpPerson } from '../support/committee.ts'
import type { Confirming } from '../support/committee.ts'
import { issue, openPlace, openProvince, pdf, waitingAt } from '../support/exchange.ts'
import type { Place } from '../support/exchange.ts'
import { docx, hashOf } from '../support/files.ts'
import { Caller } from '../support/instance.ts'
import type { Reachable } from '../support/instance.ts'

/** A host of the application, reached by requests alone. */
export type Runtime = {
  fetch: (request: Request) => Response | Promise<Response>
  control: Platform['control']
  stop: () => Promise<unknown>
}

/** What every host must do alike, from the front door: the same file runs on Node and in workerd. */
export function describeRuntime(host: string, start: () => Promise<Runtime>): void {
  describe(`the application ${host}`, () => {
    let runtime: Runtime
    const instance: Reachable & Confirming = {
      app: { fetch: (request) => runtime.fetch(request) },
      platform: {
        clock: Date.now,
        get control() {
          return runtime.control
        },
      },
    }
    beforeAll(async () => {
      runtime = await start()
    })
    afterAll(() => runtime.stop())

    test('is well and describes itself', async () => {
      const caller = new Caller(instance.app.fetch)
      expect((await caller.get('/api/health')).body.ok).toBe(true)
      const { status, body } = await caller.get('/api/openapi.json')
      expect(status).toBe(200)
      expect(Object.keys(body.paths)).toContain('/api/c/{committee}/documents/{id}/issue')
      expect((await caller.get('/api/nothing')).body.code).toBe('not_found')
    })

    test('lets people in by their password alone', async () => {
      const email = `${crypto.randomUUID()}@example.vn`
      await signUpPerson(instance, 'Nguyễn Thị Hoa', email)
      const caller = new Caller(instance.app.fetch)
      expect((await caller.get('/api/me')).status).toBe(401)
      const wrong = await caller.post('/api/auth/sign-in/email', { email, password: `${PASSWORD}.` })
      expect(wrong.status).toBe(401)
      expect((await caller.post('/api/auth/sign-in/email', { email, password: PASSWORD })).status).toBe(200)
      expect((await caller.get('/api/me')).body.user.name).toBe('Nguyễn Thị Hoa')
      expect((await caller.post('/api/auth/sign-out')).status).toBe(200)
      expect((await caller.get('/api/me')).status).toBe(401)
    })

    describe('files', () => {
      let place: Place
      beforeAll(async () => {
        place = await openPlace(instance, 'Đảng ủy xã Tả Van')
      })
      const put = (bytes: Uint8Array, file = 'a.pdf', sha256 = hashOf(bytes)) =>
        place.clerk.put(`${place.api}/files/${sha256}?name=${encodeURIComponent(file)}`, bytes, {
          'content-length': String(bytes.length),
        })
      const get = (sha256: string, headers: Record<string, string> = {}) =>
        place.clerk.raw('GET', `${place.api}/files/${sha256}`, headers)

      test('come back byte for byte, whole and in ranges', async () => {
        const bytes = new Uint8Array(3 * 1024 * 1024)
        bytes.set(pdf('lớn'))
        bytes.set(new TextEncoder().encode('%%EOF\n'), bytes.length - 6)
        expect((await put(bytes)).status).toBe(201)
        expect((await put(bytes)).status).toBe(200)
        const whole = await get(hashOf(bytes))
        expect(hashOf(new Uint8Array(await whole.arrayBuffer()))).toBe(hashOf(bytes))
        const part = await get(hashOf(bytes), { range: 'bytes=1000-1999' })
        expect([part.status, part.headers.get('content-range')]).toEqual([
          206,
          `bytes 1000-1999/${bytes.length}`,
        ])
        expect(new Uint8Array(await part.arrayBuffer())).toEqual(bytes.slice(1000, 2000))
      })

      test.each([
        ['of another hash', pdf('hash'), 'a.pdf', 'ab'.repeat(32), 'file_hash'],
        ['of another kind', pdf('kind'), 'a.png', undefined, 'file_content'],
        ['with a stamp of secrecy', docx(['TỐI MẬT']), 'a.docx', undefined, 'file_secret'],
      ])('%s are refused and not kept', async (_, bytes, file, sha256, code) => {
        const answer = await put(bytes, file, sha256)
        expect([answer.status, answer.body.code]).toEqual([422, code])
        expect((await get(sha256 ?? hashOf(bytes))).status).toBe(404)
      })
    })

    test('a directive goes from the province to three communes, and its answers come back', async () => {
      const province = await openProvince(instance)
      const communes = await Promise.all(
        ['Tả Van', 'Nậm Sỏi', 'Bản Phố'].map((at) => openPlace(instance, `Đảng ủy xã ${at}`)),
      )
      const done = await issue(province, communes)
      expect(done.number).toBe(1)
      for (const [i, commune] of communes.entries()) {
        const [arrival] = await waitingAt(commune)
        const path = `${commune.api}/deliveries/${arrival!.id}`
        const { files } = (await commune.clerk.get(path)).body
        expect((await commune.clerk.get(`${path}/files/${files[0].sha256}`)).status).toBe(200)
        const answer =
          i === 2
            ? await commune.clerk.post(`${path}/refusal`, { reason: 'unreadable', text: 'Thiếu trang 2' })
            : await commune.clerk.post(`${path}/acceptance`, {})
        expect(answer.status).toBe(201)
      }
      const board = (await province.clerk.get(`${province.api}/documents/${done.id}/deliveries`)).body
      expect(board.summary).toEqual({
        total: 3,
        waiting: 0,
        accepted: 2,
        refused: 1,
        recalled: 0,
        settled: 0,
      })
    })

    test('many at once take their own numbers, without gaps', async () => {
      const province = await openProvince(instance, 'Tỉnh ủy Sơn Bình Hai')
      const commune = await openPlace(instance, 'Đảng ủy xã Nhiều Việc')
      const all = await Promise.all(Array.from({ length: 12 }, () => issue(province, [commune])))
      expect(all.map(({ number }) => number).sort((a, b) => a - b)).toEqual(
        Array.from({ length: 12 }, (_, i) => i + 1),
      )
      expect(await waitingAt(commune)).toHaveLength(12)
    })
  })
}
