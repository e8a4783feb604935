import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { runJobs } from '../../src/jobs.ts'
import { joinCommittee } from '../support/committee.ts'
import { issue, openPlace, openProvince, runRecovery, upload, waitingAt } from '../support/exchange.ts'
import type { Place } from '../support/exchange.ts'
import { withFaults } from '../support/faults.ts'
import type { Plan } from '../support/faults.ts'
import { startInstance } from '../support/instance.ts'
import type { Caller, Instance } from '../support/instance.ts'

const plan: Plan = { calls: 0, log: [] }
let instance: Instance
let province: Place
let commune: Place
let cell: Place
let chief: Caller
let specialist: Caller

beforeAll(async () => {
  instance = await startInstance((platform) => withFaults(platform, plan))
  province = await openProvince(instance)
  commune = await openPlace(instance, 'Đảng ủy xã Tân Lập', { kind: 'commune', suffix: 'ĐU' })
  cell = await openPlace(instance, 'Chi bộ thôn Một', { kind: 'cell', suffix: 'CB' })
  chief = await joinCommittee(instance, province.handle, { name: 'Chánh', roles: ['office_chief'] })
  specialist = await joinCommittee(instance, commune.handle, { name: 'Chuyên viên', roles: ['specialist'] })
})
afterAll(() => instance.stop())

const SECRET = 'kế hoạch bảo vệ công trình Hồ Xanh Biếc'
let n = 0

/** A paper of the province, taken by the commune and sent on to the cell as a copy that the cell has taken. */
async function spread() {
  n += 1
  const subject = `Về ${SECRET} số ${n}`
  const file = await upload(province, `${SECRET} ${n}`)
  const sent = await issue(province, [commune, cell], { subject, files: [file] })
  const arrival = (await waitingAt(commune)).find((one) => one.notation === sent.notation)!
  const { incomingId } = (await commune.clerk.post(`${commune.api}/deliveries/${arrival.id}/acceptance`)).body
  const copy = await commune.clerk.post(`${commune.api}/incoming/${incomingId}/copies`, {
    kind: 'relayed',
    signerName: 'Lò Văn Bun',
    signerTitle: 'Chánh Văn phòng',
    recipients: [{ kind: 'committee', handle: cell.handle }],
  })
  const there = (await waitingAt(cell)).find((one) => one.notation === copy.body.notation)!
  const taken = await cell.clerk.post(`${cell.api}/deliveries/${there.id}/acceptance`)
  return { sent, file, incomingId, copyId: copy.body.id, cellId: taken.body.incomingId as string, arrival }
}
type Spread = Awaited<ReturnType<typeof spread>>

const lock = (id: string) => province.clerk.post(`${province.api}/documents/${id}/lock`, { found: 'content' })
/** Lets the job run: as often as orders pass on from place to place. */
async function work(): Promise<void> {
  for (let i = 0; i < 4; i++) {
    instance.clock.now += 20_000
    await runJobs(instance.platform)
    await instance.settle()
  }
}

/** Everything that any of these places answers about the paper, as one text. */
async function everythingOf({ sent, incomingId, copyId, cellId, arrival }: Spread): Promise<string> {
  const asked: [Place, string][] = [
    [province, `documents/${sent.id}`],
    [province, 'documents?limit=100'],
    [province, 'registers/outgoing?limit=100'],
    [province, 'search?q=Xanh'],
    [province, 'audit?limit=100'],
    [commune, `incoming/${incomingId}`],
    [commune, 'incoming?limit=100'],
    [commune, 'incoming?q=Xanh'],
    [commune, `deliveries/${arrival.id}`],
    [commune, 'deliveries?state=accepted&limit=100'],
    [commune, `documents/${copyId}`],
    [commune, 'audit?limit=100'],
    [cell, `incoming/${cellId}`],
    [cell, 'search?q=Xanh'],
    [cell, 'deliveries?limit=100'],
    [cell, 'desk'],
  ]
  const answers = await Promise.all(asked.map(([place, path]) => place.clerk.get(`${place.api}/${path}`)))
  return JSON.stringify(answers.map(({ body }) => body))
}
const files = async ({ file, cellId }: Spread) => {
  const readers: [Caller, string][] = [
    [province.clerk, province.api],
    [specialist, commune.api],
    [cell.clerk, cell.api],
  ]
  expect(cellId).toBeDefined()
  return Promise.all(readers.map(async ([who, api]) => (await who.get(`${api}/files/${file.sha256}`)).status))
}

/** Of everything that is stored: the rows of any table that hold these words, and the files of this hash. */
async function kept(words: string, sha256: string) {
  const folder = String(instance.platform.env.DATA_DIR)
  const entries = await readdir(folder, { recursive: true })
  const tables = entries
    .filter((name) => name.endsWith('.db'))
    .flatMap((name) => {
      const db = new DatabaseSync(join(folder, name), { readOnly: true })
      const all = db.prepare("select name from pragma_table_list where type = 'table'").all()
      const found = all.flatMap(({ name: table }) => {
        const text = JSON.stringify(db.prepare(`select * from "${String(table)}"`).all())
        return text.includes(words) ? [{ place: `${name} ${String(table)}`, text }] : []
      })
      db.close()
      return found
    })
  return { tables, files: entries.filter((name) => name.endsWith(sha256)) }
}

describe('a state secret that came in all the same', () => {
  test('is locked at once here, and within the minute wherever it went, copies too', async () => {
    const paper = await spread()
    expect(await everythingOf(paper)).toContain(`${SECRET} số ${n}`)
    expect(await files(paper)).toEqual([200, 200, 200])
    const locked = await lock(paper.sent.id)
    expect(locked.status).toBe(201)
    await instance.settle()
    // Here and in the exchange before any job has run.
    const own = (await province.clerk.get(`${province.api}/documents/${paper.sent.id}`)).body
    expect([own.subject.includes(SECRET), own.files, own.notation]).toEqual([false, [], paper.sent.notation])
    expect((await province.clerk.get(`${province.api}/files/${paper.file.sha256}`)).status).not.toBe(200)
    await work()
    expect(await everythingOf(paper)).not.toContain(`${SECRET} số ${n}`)
    expect((await files(paper)).includes(200)).toBe(false)
    const { places, bytesDone } = (await chief.get(`${province.api}/spills/${locked.body.id}`)).body
    expect([places.length, places.every((one: { done: boolean }) => one.done), bytesDone]).toEqual([
      2,
      true,
      true,
    ])
    expect((await lock(paper.sent.id)).status).toBe(409)
  })

  test('is purged by a second person, and only a record without content stays', async () => {
    const paper = await spread()
    const { id } = (await lock(paper.sent.id)).body
    await work()
    expect((await province.clerk.post(`${province.api}/spills/${id}/purge`)).status).toBe(403)
    expect((await chief.post(`${province.api}/spills/${id}/purge`)).status).toBe(201)
    await work()
    expect((await chief.post(`${province.api}/spills/${id}/release`, { reason: 'Nhầm' })).status).toBe(409)
    expect(await everythingOf(paper)).not.toContain(`${SECRET} số ${n}`)
    expect((await files(paper)).includes(200)).toBe(false)
    const { tables, files: stored } = await kept(SECRET, paper.file.sha256)
    expect([tables.filter((one) => one.text.includes(`${SECRET} số ${n}`)), stored]).toEqual([[], []])
    const [record] = (await chief.get(`${province.api}/spills?paper=${paper.sent.id}`)).body.items
    expect(record).toMatchObject({ state: 'purged', notation: paper.sent.notation })
    const register = (await province.clerk.get(`${province.api}/registers/outgoing?limit=100`)).body.items
    expect(register.map((one: { notation: string }) => one.notation)).toContain(paper.sent.notation)
  })

  test('is given back whole when it was none', async () => {
    const paper = await spread()
    const before = await everythingOf(paper)
    const { id } = (await lock(paper.sent.id)).body
    await work()
    await chief.post(`${province.api}/spills/${id}/release`, { reason: 'Dấu của mẫu biểu' })
    await work()
    const after = await everythingOf(paper)
    const told = (text: string) => text.split(`${SECRET} số ${n}`).length
    expect(told(after)).toBeGreaterThanOrEqual(told(before) - 2)
    expect(await files(paper)).toEqual([200, 200, 200])
  })

  test('found by a recipient is locked there, and its sender is told', async () => {
    const paper = await spread()
    const locked = await specialist.post(`${commune.api}/incoming/${paper.incomingId}/lock`, {
      found: 'stamp',
    })
    expect(locked.status).toBe(201)
    await instance.settle()
    const seen = await commune.clerk.get(`${commune.api}/deliveries/${paper.arrival.id}`)
    expect(JSON.stringify(seen.body)).not.toContain(SECRET)
    const file = `deliveries/${paper.arrival.id}/files/${paper.file.sha256}`
    expect((await commune.clerk.get(`${commune.api}/${file}`)).status).toBe(404)
    await work()
    const there = await cell.clerk.get(`${cell.api}/incoming/${paper.cellId}`)
    expect(JSON.stringify(there.body)).not.toContain(SECRET)
    // The sender's own paper is the sender's to lock.
    expect((await province.clerk.get(`${province.api}/documents/${paper.sent.id}`)).body.subject).toContain(
      SECRET,
    )
  })

  test.each(['before', 'after'] as const)(
    'cut off %s any call is locked wholly or not at all',
    async (how) => {
      const paper = await spread()
      for (let at = 1; at <= 4; at++) {
        Object.assign(plan, { at, how, calls: 0 })
        await lock(paper.sent.id)
        plan.at = undefined
        await runRecovery(instance)
        await work()
        const [open] = (await chief.get(`${province.api}/spills?paper=${paper.sent.id}`)).body.items
        const told = (await everythingOf(paper)).includes(`${SECRET} số ${n}`)
        expect([at, told]).toEqual([at, open?.state !== 'locked'])
        if (open?.state === 'locked') {
          await chief.post(`${province.api}/spills/${open.id}/release`, { reason: 'Thử lại' })
          await work()
        }
      }
    },
  )
})
