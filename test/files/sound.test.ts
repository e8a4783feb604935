import { randomBytes } from 'node:crypto'
import { readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { runJobs } from '../../src/jobs.ts'
import { BLOCK } from '../../src/files/blocks.ts'
import { draft, issue, openPlace, openProvince, pdf, waitingAt } from '../support/exchange.ts'
import type { Place } from '../support/exchange.ts'
import { hashOf } from '../support/files.ts'
import { startInstance } from '../support/instance.ts'
import type { Instance } from '../support/instance.ts'
import { tenantOf } from '../support/place.ts'

const DAY = 86_400_000
let instance: Instance
let province: Place
let commune: Place
beforeAll(async () => {
  instance = await startInstance()
  province = await openProvince(instance)
  commune = await openPlace(instance, 'Đảng ủy xã Tân Lập')
})
afterAll(() => instance.stop())

let marks = 0
/** A PDF of so many bytes. */
function paper(size = 400): Uint8Array {
  const [head, end] = [pdf(`tệp ${marks++} ${'x'.repeat(60)}`), new TextEncoder().encode('\n%%EOF\n')]
  if (size <= head.length) return head
  return Buffer.concat([head.subarray(0, -6), randomBytes(size - head.length), end])
}
const put = async (bytes: Uint8Array, more = '', sent = bytes) =>
  province.clerk.put(`${province.api}/files/${hashOf(bytes)}?name=chi-thi.pdf${more}`, sent, {
    'content-length': String(bytes.length),
  })
async function pathOf(bytes: Uint8Array): Promise<string> {
  const { rows } = await instance.platform.control.execute(
    `select id from committee where handle = '${province.handle}'`,
  )
  const sha256 = hashOf(bytes)
  return join(instance.platform.env.DATA_DIR, 'files', rows[0]!.id as string, sha256.slice(0, 2), sha256)
}
const flip = async (bytes: Uint8Array, at: number) => {
  const path = await pathOf(bytes)
  const stored = await readFile(path)
  stored[at]! ^= 1
  await writeFile(path, stored)
}
const named = (bytes: Uint8Array) => ({ files: [{ sha256: hashOf(bytes), name: 'chi-thi.pdf' }] })
const start = (id: string, version = 1) =>
  province.clerk.post(`${province.api}/documents/${id}/issue`, { version })
const download = (bytes: Uint8Array, headers = {}) =>
  province.clerk.raw('GET', `${province.api}/files/${hashOf(bytes)}`, headers)

describe('a file that the store has lost', () => {
  test('cannot be named in a draft, stops issuing by its name, and is whole again once brought in again', async () => {
    const [lost, other] = [paper(), paper()]
    await put(lost)
    await put(other)
    const { id } = await draft(province, [commune], named(lost))
    await rm(await pathOf(lost))
    await rm(await pathOf(other))
    const refused = await province.clerk.post(`${province.api}/documents`, named(other))
    expect([refused.status, refused.body.fields]).toMatchObject([
      422,
      [{ field: 'files.0', message: expect.stringContaining('“chi-thi.pdf” không còn trên máy chủ') }],
    ])
    const stopped = await start(id)
    expect([stopped.status, stopped.body.fields]).toMatchObject([
      422,
      [{ field: 'files', message: expect.stringContaining('“chi-thi.pdf” không còn trên máy chủ') }],
    ])
    expect((await download(lost)).status).toBe(410)
    expect((await put(lost)).status).toBe(200)
    expect((await download(lost)).status).toBe(200)
    expect((await start(id)).status).toBe(200)
  })

  test('after issue is seen by the receiver, who cannot take the paper until it is back', async () => {
    const bytes = paper()
    await put(bytes)
    await issue(province, [commune], named(bytes))
    const [{ id } = { id: '' }] = (await waitingAt(commune)).slice(0, 1)
    const path = `${commune.api}/deliveries/${id}`
    const checkOf = async () =>
      (await commune.clerk.get(path)).body.checks.find((one: { id: string }) => one.id === 'integrity')
    expect(await checkOf()).toEqual({
      id: 'integrity',
      state: 'ok',
      label: 'Tệp đúng mã băm khi phát hành',
    })
    await rm(await pathOf(bytes))
    expect(await checkOf()).toMatchObject({ state: 'error', detail: expect.stringContaining('không còn') })
    expect((await commune.clerk.raw('GET', `${path}/files/${hashOf(bytes)}`)).status).toBe(410)
    const refused = await commune.clerk.post(`${path}/acceptance`)
    expect([refused.status, refused.body.files]).toEqual([409, ['chi-thi.pdf']])
    await put(bytes)
    expect((await commune.clerk.post(`${path}/acceptance`)).status).toBe(201)
  })
})

describe('a file with a wrong byte', () => {
  test('is not served, is told to the receiver, and brought in again is right', async () => {
    const bytes = paper()
    await put(bytes)
    await issue(province, [commune], named(bytes))
    const [{ id } = { id: '' }] = await waitingAt(commune)
    await flip(bytes, 50)
    const found = (await commune.clerk.get(`${commune.api}/deliveries/${id}`)).body.checks
    expect(found).toContainEqual(
      expect.objectContaining({
        id: 'integrity',
        state: 'error',
        detail: expect.stringContaining('đã khác'),
      }),
    )
    const answer = await download(bytes)
    expect(answer.status).toBe(410)
    expect(instance.logs.at(-1)).toMatchObject({ event: 'file.damaged', facts: { sha256: hashOf(bytes) } })
    await put(bytes)
    expect(Buffer.from(await (await download(bytes)).arrayBuffer()).equals(bytes)).toBe(true)
  })

  test('in a later block breaks the answer off, and ranges are checked by their blocks', async () => {
    const bytes = paper(3 * BLOCK)
    expect((await put(bytes)).status).toBe(201)
    await flip(bytes, 2 * BLOCK + 1)
    const whole = await download(bytes)
    expect(whole.status).toBe(200)
    await expect(whole.arrayBuffer()).rejects.toThrow(Error)
    const before = await download(bytes, { range: `bytes=5-${2 * BLOCK - 1}` })
    expect(before.status).toBe(206)
    expect(Buffer.from(await before.arrayBuffer()).equals(bytes.subarray(5, 2 * BLOCK))).toBe(true)
    expect((await download(bytes, { range: 'bytes=-3' })).status).toBe(410)
  })

  test('a body of other bytes under a known hash is refused, and what was there stays', async () => {
    const bytes = paper()
    await put(bytes)
    const wrong = bytes.map((byte, i) => (i === 40 ? byte ^ 1 : byte))
    expect((await put(bytes, '', wrong)).body.code).toBe('file_hash')
    expect((await download(bytes)).status).toBe(200)
  })
})

test('a file from before there were blocks is given whole where a part is asked for', async () => {
  const bytes = paper(2 * BLOCK)
  await put(bytes)
  const tenant = await tenantOf(instance, province.handle)
  await tenant.run('update file set blocks = null')
  const answer = await download(bytes, { range: 'bytes=5-9' })
  expect(answer.status).toBe(200)
  expect(Buffer.from(await answer.arrayBuffer()).equals(bytes)).toBe(true)
})

test('the scrub goes round, writes down what is wrong, fills in what is unknown, and tells the operator', async () => {
  await instance.keepSessions()
  const [right, lost, damaged] = [paper(2 * BLOCK), paper(), paper()]
  for (const bytes of [right, lost, damaged]) {
    await put(bytes)
    await draft(province, [commune], named(bytes))
  }
  const tenant = await tenantOf(instance, province.handle)
  await tenant.run('update file set blocks = null')
  await rm(await pathOf(lost))
  await flip(damaged, 60)
  instance.clock.now += 31 * DAY
  for (let i = 0; i < 8; i++) {
    await runJobs(instance.platform)
    instance.clock.now += 6 * 60_000
  }
  const rows = await tenant.all<{ sha256: string; trouble: string | null; blocks: string | null }>(
    'select sha256, trouble, blocks from file',
  )
  const of = (bytes: Uint8Array) => rows.find(({ sha256 }) => sha256 === hashOf(bytes))
  expect(of(right)).toMatchObject({ trouble: null, blocks: expect.stringMatching(/^[\w+/]{128}$/) })
  expect(of(lost)).toMatchObject({ trouble: 'lost', blocks: null })
  expect(of(damaged)).toMatchObject({ trouble: 'damaged' })
  const kept = await instance.platform.control.execute(
    `select lost, damaged, bytes > 0 as bytes from upkeep where committeeId = (select id from committee where handle = '${province.handle}')`,
  )
  expect(kept.rows[0]).toMatchObject({ lost: 1, damaged: 1, bytes: 1 })
  expect(instance.logs).toContainEqual(
    expect.objectContaining({
      event: 'files.wrong',
      facts: expect.objectContaining({ lost: 1, damaged: 1 }),
    }),
  )
  expect((await put(lost)).status).toBe(200)
  expect(await tenant.all("select 1 from file where trouble is not null and trouble = 'lost'")).toEqual([])
})
