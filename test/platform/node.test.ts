import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { readEnv } from '../../src/platform/env.ts'
import { nodePlatform } from '../../src/platform/node.ts'

let folder: string
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'lien-thong-'))
})
afterEach(() => rm(folder, { recursive: true }))

const start = () =>
  nodePlatform(readEnv({ DATA_DIR: folder, AUTH_SECRET: 'a secret that is long enough for tests' }))
const lose = (name: string) => rm(join(folder, name))

test.each([['control.db'], ['exchange.db']])(
  '%s that is gone from under committees is named, not made anew',
  async (name) => {
    const first = await start()
    await first.tenants.create('a')
    await first.close()
    await lose(name)
    await expect(start()).rejects.toThrow(`thiếu ${name} trong ${folder}`)
    await expect(stat(join(folder, name))).rejects.toThrow('ENOENT')
  },
)

test('the directory of an instance without committees is missed too; a first start cut off goes on', async () => {
  await (await start()).close()
  await lose('exchange.db')
  await (await start()).close()
  await lose('control.db')
  await expect(start()).rejects.toThrow('thiếu control.db')
})

test('a clean stop leaves every database whole in its file, for its owner alone', async () => {
  const platform = await start()
  const db = await platform.tenants.open(await platform.tenants.create('a'))
  await db.execute('create table t (a)')
  await platform.close()
  for (const name of ['control.db', 'exchange.db', 'tenants/a.db']) {
    expect((await stat(join(folder, name))).mode & 0o777).toBe(0o600)
    await expect(stat(join(folder, `${name}-wal`))).rejects.toThrow('ENOENT')
  }
})

test('a tenant that the directory expects and the folder has not is named at the start, which goes on', async () => {
  const first = await start()
  const location = await first.tenants.create('a')
  await first.control.execute({
    sql: `insert into committee (id, handle, name, kind, suffix, place, sortKey, state, location, createdBy, createdAt)
      values ('a', 'xa-tan-lap', 'Xã', 'commune', 'ĐU', 'Tân Lập', '', 'ready', ?, 'u', 0)`,
    args: [location],
  })
  await first.close()
  const warned = vi.spyOn(console, 'warn').mockImplementation(() => undefined)
  await (await start()).close()
  expect(warned).not.toHaveBeenCalled()
  await lose('tenants/a.db')
  await (await start()).close()
  expect(warned.mock.calls).toEqual([[expect.stringMatching(/^Thiếu .*tenants\/a\.db của xa-tan-lap/)]])
  warned.mockRestore()
})

test.each([
  ['control.db', 'noise in its pages', 5000],
  ['exchange.db', 'noise in its pages', 4096],
  ['control.db', 'no database any more', 0],
])('%s with %s is not written to: the start is refused', async (name, _, from) => {
  await (await start()).close()
  const bytes = await readFile(join(folder, name))
  bytes.fill(0x5a, from, from + 3000)
  await writeFile(join(folder, name), bytes)
  await expect(start()).rejects.toThrow(new RegExp(`${name} trong .* đã hỏng`))
  expect((await readFile(join(folder, name))).equals(bytes)).toBe(true)
})
