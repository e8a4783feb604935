import { mkdtemp, rm, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
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
