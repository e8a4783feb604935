import { execFile } from 'node:child_process'
import { appendFile, cp, mkdir, mkdtemp, readdir, readFile, rm, truncate, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { createApp } from '../../src/app.ts'
import { backUp } from '../../src/commands/backup/backup.ts'
import { restore } from '../../src/commands/backup/restore.ts'
import { readEnv } from '../../src/platform/env.ts'
import { nodePlatform } from '../../src/platform/node.ts'
import {
  directive,
  draft,
  issue,
  openPlace,
  openProvince,
  pdf,
  runRecovery,
  waitingAt,
} from '../support/exchange.ts'
import type { Place } from '../support/exchange.ts'
import { hashOf } from '../support/files.ts'
import { startInstance } from '../support/instance.ts'
import type { Instance } from '../support/instance.ts'
import { dumpOf } from '../support/dump.ts'

const SECRET = 'a secret that is long enough for tests'
let folder: string
let instance: Instance
let province: Place
let communes: Place[]
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'backup-'))
  instance = await startInstance()
  province = await openProvince(instance)
  communes = [
    await openPlace(instance, 'Đảng ủy xã Tân Lập'),
    await openPlace(instance, 'Đảng ủy xã Nậm Sỏi'),
  ]
})
afterAll(async () => {
  await instance.stop()
  await rm(folder, { recursive: true })
})

/** `npm run operate`, in a process of its own as operators run it. */
const operate = (dataDir: string, ...args: string[]) =>
  new Promise<{ code: number; said: string }>((resolve) => {
    const env = { PATH: process.env.PATH, DATA_DIR: dataDir, AUTH_SECRET: SECRET }
    const program = join(import.meta.dirname, '../../src/commands/operate.ts')
    execFile(process.execPath, [program, ...args], { env }, (error, out, err) =>
      resolve({ code: error === null ? 0 : Number(error.code), said: out + err }),
    )
  })
let copies = 0
const envOf = (dataDir: string) => readEnv({ DATA_DIR: dataDir, AUTH_SECRET: SECRET, BASE_URL: '' })
/** The instance backed up in another process, as it is when it runs. */
async function backedUp() {
  const to = join(folder, `backup-${copies++}`)
  return { to, ...(await operate(instance.platform.env.DATA_DIR, 'backup', to)) }
}
/** A backup laid into an empty folder; the reason when it was refused. */
async function restored(from: string) {
  const to = join(folder, `restored-${copies++}`)
  const said = await restore(envOf(to), from).then(
    () => 'restored',
    (error: Error) => error.message,
  )
  return { to, said }
}

/** The restored instance, with the sessions of the people of the first. */
async function opened(to: string) {
  const node = await nodePlatform(readEnv({ DATA_DIR: to, AUTH_SECRET: SECRET, PASSWORD_COST: 10 }))
  const clock = { now: instance.clock.now }
  const platform = { ...node, clock: () => clock.now, log: () => undefined }
  const { fetch } = createApp(platform)
  const via = (place: Place): Place => ({ ...place, clerk: place.clerk.via(fetch) })
  return { platform, clock, via, close: () => node.close() }
}

test('what was backed up at rest comes back identical: every row, every file', async () => {
  await issue(province, communes)
  const { to, code, said } = await backedUp()
  expect({ code, said }).toEqual({
    code: 0,
    said: expect.stringMatching(/^Đã sao lưu 5 cơ sở dữ liệu và 1 tệp/),
  })
  const home = join(folder, 'home')
  const back = await operate(home, 'restore', to)
  expect(back).toMatchObject({ code: 0, said: expect.stringContaining('Đã khôi phục 5 cơ sở dữ liệu') })
  const [before, after] = [await dumpOf(instance.platform.env.DATA_DIR), await dumpOf(home)]
  expect(Object.keys(before).length).toBeGreaterThan(100)
  expect(after).toEqual(before)
})

test('what an instance made for itself goes along: its secret, and the key by which devices know its notices', async () => {
  const { DATA_DIR } = instance.platform.env
  const own = { 'auth-secret': 'bí mật riêng', 'push-key': 'khóa.riêng' }
  for (const [name, text] of Object.entries(own)) await writeFile(join(DATA_DIR, name), text)
  const { to } = await backedUp()
  const back = await restored(to)
  for (const name of Object.keys(own)) await rm(join(DATA_DIR, name))
  expect(back.said).toBe('restored')
  for (const [name, text] of Object.entries(own))
    expect(await readFile(join(back.to, name), 'utf8')).toBe(text)
})

test('of an instance at work it is one instant: a drill with numbers, deliveries, files', async () => {
  let working = true
  const work = async (): Promise<void> => {
    for (let i = 0; working; i++) {
      const sent = await draft(province, communes, { subject: `Về việc số ${i}` })
      const done = await province.clerk.post(`${province.api}/documents/${sent.id}/issue`, {
        version: sent.version,
      })
      expect(done.status).toBe(200)
      for (const commune of communes)
        for (const { id } of await waitingAt(commune))
          // The other of the two may be first.
          expect([201, 409]).toContain(
            (await commune.clerk.post(`${commune.api}/deliveries/${id}/acceptance`)).status,
          )
    }
  }
  const atWork = Promise.all([work(), work()])
  const made = []
  for (let i = 0; i < 2; i++) made.push(await backedUp())
  working = false
  await atWork
  for (const { to, code, said } of made) {
    expect({ code, said }).toMatchObject({ code: 0 })
    const back = await restored(to)
    expect(back.said).toBe('restored')
    await holds(back.to)
  }
}, 180_000)

/** Everything that was sent is known to its sender, everything taken to both, and work goes on where it stood. */
async function holds(to: string): Promise<void> {
  const there = await opened(to)
  await runRecovery(there)
  const rows = async (place: Place | undefined, sql: string) => {
    const {
      rows: [found],
    } = await there.platform.control.execute({
      sql: 'select location from committee where handle = ?',
      args: [place?.handle ?? ''],
    })
    const db =
      place === undefined
        ? there.platform.exchange
        : await there.platform.tenants.open(found!.location as string)
    return (await db.execute(sql)).rows as unknown as Record<string, unknown>[]
  }
  const issued = await rows(
    province,
    "select id, number from document where state = 'issued' order by number",
  )
  expect(issued.map(({ number }) => number)).toEqual(issued.map((_, i) => i + 1))
  const sent = await rows(undefined, 'select documentId from consignment order by number')
  expect(sent.map((one) => one.documentId)).toEqual(issued.map(({ id }) => id))
  expect(await rows(undefined, 'select count(*) as n from intent')).toMatchObject([{ n: 0 }])
  for (const commune of communes) {
    const taken = await rows(commune, 'select deliveryId from incoming order by deliveryId')
    const told = await rows(
      undefined,
      `select consignmentId as deliveryId from delivery where recipientHandle = '${commune.handle}' and status = '03' order by consignmentId`,
    )
    expect(taken).toEqual(told)
  }
  const at = there.via(province)
  const next = await issue(at, communes.map(there.via))
  expect(next.number).toBe(issued.length + 1)
  const { files } = await directive(at, [])
  expect((await at.clerk.raw('GET', `${at.api}/files/${files[0]!.sha256}`)).status).toBe(200)
  await there.close()
}

describe('a restore refuses', () => {
  let good: string
  beforeAll(async () => {
    good = join(folder, 'good')
    await backUp(instance.platform.env, good)
  })
  async function spoiled(how: (copy: string) => Promise<void>) {
    const copy = join(folder, `spoiled-${copies++}`)
    await cp(good, copy, { recursive: true })
    await how(copy)
    const back = await restored(copy)
    expect(await readdir(back.to).catch(() => [])).toEqual([])
    return back.said
  }
  const tenantIn = async (copy: string) => join(copy, 'tenants', (await readdir(join(copy, 'tenants')))[0]!)
  const fileIn = async (copy: string) => {
    const all = await readdir(join(copy, 'files'), { recursive: true, withFileTypes: true })
    const one = all.find((entry) => entry.isFile())!
    return join(one.parentPath, one.name)
  }

  test.each([
    ['one that was cut off', (copy: string) => rm(join(copy, 'backup.json')), 'chưa xong'],
    [
      'a manifest that is none',
      (copy: string) => writeFile(join(copy, 'backup.json'), '{}'),
      'phiên bản mới hơn',
    ],
    ['a database that is gone', async (copy: string) => rm(await tenantIn(copy)), 'đã hỏng: tenants/'],
    [
      'a database cut short',
      async (copy: string) => truncate(await tenantIn(copy), 4096),
      'đã hỏng: tenants/',
    ],
    ['a file that is gone', async (copy: string) => rm(await fileIn(copy)), 'đã hỏng: files/'],
    [
      'a file with more bytes',
      async (copy: string) => appendFile(await fileIn(copy), 'x'),
      'đã hỏng: files/',
    ],
  ])('%s', async (_, how, why) => {
    expect(await spoiled(how)).toContain(why)
  })

  test('a database with a wrong byte', async () => {
    const said = await spoiled(async (copy) => {
      const bytes = await readFile(join(copy, 'exchange.db'))
      bytes[bytes.length - 3]! ^= 1
      await writeFile(join(copy, 'exchange.db'), bytes)
    })
    expect(said).toContain('đã hỏng: exchange.db')
  })

  test('one that a newer version wrote', async () => {
    const said = await spoiled(async (copy) => {
      const path = await tenantIn(copy)
      const db = new DatabaseSync(path)
      db.exec(
        "pragma journal_mode = delete; update migration set id = '20990101000000_of_later' where id = '0000_first'",
      )
      db.close()
    })
    expect(said).toMatch(/phiên bản mới hơn ghi \(tenants\/.*20990101000000_of_later/)
  })

  test('a folder that holds something, and leaves it as it is', async () => {
    const to = join(folder, `full-${copies++}`)
    await mkdir(to)
    await writeFile(join(to, 'ghi-chu.txt'), 'của tôi')
    await expect(restore(envOf(to), good)).rejects.toThrow('không trống')
    expect(await readdir(to)).toEqual(['ghi-chu.txt'])
    await expect(backUp(instance.platform.env, to)).rejects.toThrow('không trống')
  })
})

test('a backup names what was lost and damaged before it, ends with a sign of it, and can be restored', async () => {
  const [lost, damaged] = [pdf('sẽ mất'), pdf('sẽ hỏng')]
  for (const bytes of [lost, damaged])
    await province.clerk.put(`${province.api}/files/${hashOf(bytes)}?name=a.pdf`, bytes, {
      'content-length': String(bytes.length),
    })
  const files = join(instance.platform.env.DATA_DIR, 'files')
  const all = await readdir(files, { recursive: true })
  const pathOf = (bytes: Uint8Array) =>
    join(
      files,
      all.find((path) => path.endsWith(hashOf(bytes)))!,
    )
  await rm(pathOf(lost))
  await appendFile(pathOf(damaged), 'x')
  const { to, code, said } = await backedUp()
  expect(code).toBe(1)
  expect(said).toMatch(new RegExp(`${hashOf(lost)}: không có`))
  expect(said).toMatch(new RegExp(`${hashOf(damaged)}: hỏng`))
  expect((await restored(to)).said).toBe('restored')
})
