import { mkdtemp, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openFile } from '../../src/platform/file-database.ts'
import { confirmCommittee } from '../support/committee.ts'
import { draft, issue, openStranger, pdf, waitingAt } from '../support/exchange.ts'
import type { Place } from '../support/exchange.ts'
import { hashOf } from '../support/files.ts'
import type { Caller } from '../support/instance.ts'
import { freePorts, hostAt, startPremises } from '../support/premises.ts'
import type { Host, Premises } from '../support/premises.ts'

/** An instance moves from files to a libsql-server while people read, is cut off in the middle, and moves back. */
const SETTINGS = {
  PASSWORD_COST: '10',
  STRANGERS_A_DAY: '10000',
  BASE_URL: 'http://localhost:8787',
  TRUST_PROXY: '1',
}
let folder: string
let old: Host
let premises: Premises
let province: Place
const communes: Place[] = []
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'lien-thong-move-'))
  const [port = 0] = await freePorts(1)
  old = hostAt(port, { ...SETTINGS, DATA_DIR: join(folder, 'old') })
  await old.start()
  province = await openStranger(old, 'Tỉnh ủy Sơn Bình', {
    kind: 'province',
    suffix: 'TU',
    place: 'Sơn Bình',
  })
  for (let i = 0; i < 8; i += 1) communes.push(await openStranger(old, `Đảng ủy xã Số ${i + 1}`))
  const control = openFile(join(folder, 'old/control.db'))
  await confirmCommittee({ platform: { control, clock: Date.now } }, province.handle)
  control.close()
  for (let i = 0; i < 12; i += 1) await issue(province, communes, { subject: `Về việc chuyển nhà số ${i}` })
  for (const commune of communes) {
    const [arrival] = await waitingAt(commune)
    await commune.clerk.post(`${commune.api}/deliveries/${arrival!.id}/acceptance`)
  }
  premises = await startPremises(1, {}, join(folder, 'old'))
}, 300_000)
afterAll(async () => {
  await old.kill()
  await premises.stop()
  await rm(folder, { recursive: true, force: true })
})

const at = (place: Place, host: Host): Caller => place.clerk.via(host.app.fetch)

/** What people see of it, wherever it lies. */
async function seenAt(host: Host) {
  const desks = await Promise.all(
    [province, ...communes].map((place) => at(place, host).get(`${place.api}/desk`)),
  )
  const clerk = at(province, host)
  const out = await clerk.get(`${province.api}/documents?limit=100`)
  const found = await clerk.get(`${province.api}/search?q=${encodeURIComponent('chuyển nhà số 7')}`)
  const file = await clerk.raw('GET', `${province.api}/files/${hashOf(pdf('van ban'))}`)
  const here = communes[3]!
  const arrivals = await at(here, host).get(`${here.api}/deliveries?limit=100`)
  const books = await at(here, host).get(`${here.api}/search?q=${encodeURIComponent('chuyen nha')}`)
  return {
    statuses: [...desks, out, found, arrivals, books].map(({ status }) => status),
    out: out.body.items,
    found: found.body.groups,
    arrivals: arrivals.body.items,
    books: books.body.groups,
    file: hashOf(new Uint8Array(await file.arrayBuffer())),
  }
}

let before: Awaited<ReturnType<typeof seenAt>>

test('people read while it moves, nobody writes, and a move that is cut off goes on', async () => {
  before = await seenAt(old)
  expect(new Set(before.statuses)).toEqual(new Set([200]))
  expect(before.found.length).toBeGreaterThan(0)
  const cut = premises.typing(['move-in', join(folder, 'old')])
  await expect.poll(cut.said, { timeout: 60_000, interval: 20 }).toMatch(/3\/11/)
  await cut.kill()
  await expect(premises.hosts[0]!.start()).rejects.toThrow(/create shared/)

  let moving = true
  const statuses = new Map<number, number>()
  const reader = async (i: number): Promise<void> => {
    while (moving) {
      const place = communes[i % communes.length]!
      const { status } = await at(place, old).get(`${place.api}/deliveries?limit=20`)
      statuses.set(status, (statuses.get(status) ?? 0) + 1)
      await sleep(20)
    }
  }
  const readers = Promise.all([0, 1, 2].map(reader))
  const again = premises.typing(['move-in', join(folder, 'old')])
  await expect.poll(again.said, { timeout: 60_000, interval: 20 }).toMatch(/1\/11/)
  const refused = at(communes[0]!, old).post(`${communes[0]!.api}/documents`, { subject: 'Về việc ghi' })
  // What is read after the last but one comes from an instance that is about to be none.
  await expect.poll(again.said, { timeout: 60_000, interval: 20 }).toMatch(/10\/11/)
  moving = false
  await readers
  expect(await again.ended).toBe(0)
  console.log(`${again.said().trim().split('\n').at(-2)}; reads meanwhile: ${JSON.stringify([...statuses])}`)
  expect((await refused).status).toBe(503)
  expect([...statuses.keys()]).toEqual([200])
  expect(again.said()).toMatch(
    /Đã chuyển 11 cơ sở dữ liệu, \d+ dòng, đối chiếu từng dòng, sang localhost:\d+\/dev\/control\./,
  )
}, 240_000)

test('the old process refuses to write what would be lost, and does not start again', async () => {
  const late = await at(communes[1]!, old).post(`${communes[1]!.api}/documents`, { subject: 'Về việc muộn' })
  expect(late.status).toBe(503)
  expect((await at(communes[1]!, old).get('/api/health')).status).toBe(503)
  await old.kill('SIGTERM')
  await expect(old.start()).rejects.toThrow(
    /đã chuyển sang localhost:\d+\/dev\/control\. Đề nghị chạy với thiết lập/,
  )
  await expect(premises.operate(['move-in', join(folder, 'old')])).rejects.toThrow(/Không thấy dữ liệu/)
})

test('on the server all is as it was, for the same sessions, and work goes on', async () => {
  const [host] = premises.hosts
  await host!.start()
  expect(await seenAt(host!)).toEqual(before)
  const here = { ...province, clerk: at(province, host!) }
  expect((await issue(here, [communes[0]!])).number).toBe(13)
})

test('it moves back into a folder, with what was done meanwhile; the server takes no writes any more', async () => {
  const [host] = premises.hosts
  const seen = await seenAt(host!)
  const back = join(folder, 'back')
  const said = await premises.operate(['move-out', back])
  expect(said).toMatch(/Đã chuyển 11 cơ sở dữ liệu/)
  const late = await at(communes[1]!, host!).post(`${communes[1]!.api}/documents`, {
    subject: 'Về việc muộn',
  })
  expect([late.status, (await seenAt(host!)).statuses]).toEqual([503, seen.statuses])
  await host!.kill('SIGTERM')
  await expect(host!.start()).rejects.toThrow(/đang chặn ghi vào cơ sở dữ liệu này/)
  expect(await readdir(back)).not.toContain('move.json')
  const [port = 0] = await freePorts(1)
  const files = hostAt(port, { ...SETTINGS, DATA_DIR: back })
  await files.start()
  expect(await seenAt(files)).toEqual(seen)
  const here = { ...province, clerk: at(province, files) }
  const { id, version } = await draft(here, [communes[2]!])
  expect((await here.clerk.post(`${here.api}/documents/${id}/issue`, { version })).body.number).toBe(14)
  await files.kill()
}, 120_000)
