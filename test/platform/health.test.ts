import { mkdtemp, rename, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { readEnv } from '../../src/platform/env.ts'
import { health } from '../../src/platform/health.ts'
import { nodePlatform } from '../../src/platform/node.ts'
import { holdLock } from '../support/locks.ts'

const since = expect.stringMatching(/^\d{4}-\d\d-\d\dT/) as string
let folder: string
let platform: Awaited<ReturnType<typeof nodePlatform>>
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'lien-thong-'))
  platform = await nodePlatform(
    readEnv({ DATA_DIR: folder, AUTH_SECRET: 'a secret that is long enough for tests' }),
  )
})
afterEach(async () => {
  await platform.close()
  await rm(folder, { recursive: true })
})

test('all is well, and that is told again without a look', async () => {
  const look = health(platform)
  expect(await look()).toEqual([])
  const moved = join(folder, 'exchange.moved')
  await rename(join(folder, 'exchange.db'), moved)
  expect(await look()).toEqual([])
  expect(await health(platform)()).toEqual([{ database: 'exchange', code: 'MISSING', since }])
  await rename(moved, join(folder, 'exchange.db'))
  expect(await health(platform)()).toEqual([])
})

test('one that another process keeps locked is named soon, and well again afterwards', async () => {
  const release = await holdLock(join(folder, 'control.db'))
  expect(await health(platform, 200)()).toEqual([{ database: 'control', code: 'AWAY', since }])
  await release()
  expect(await health(platform)()).toEqual([])
})

test('it is told since when, as long as it lasts, and anew the next time', async () => {
  const clock = { now: Date.parse('2026-03-02T01:00:00Z') }
  let ill = true
  const sick = {
    execute: () => Promise.reject(new Error('no')),
    batch: () => (ill ? Promise.reject(new Error('no')) : Promise.resolve([])),
  }
  const look = health({ control: sick, exchange: platform.exchange }, 200, () => clock.now)
  const seen = async () => {
    await sleep(1_010)
    return look()
  }
  const first = { database: 'control', code: 'AWAY', since: '2026-03-02T01:00:00.000Z' }
  expect(await look()).toEqual([first])
  clock.now += 60_000
  expect(await seen()).toEqual([first])
  ill = false
  expect(await seen()).toEqual([])
  ill = true
  expect(await seen()).toEqual([{ ...first, since: '2026-03-02T01:01:00.000Z' }])
})
