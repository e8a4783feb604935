import { mkdtemp, rename, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { readEnv } from '../../src/platform/env.ts'
import { health } from '../../src/platform/health.ts'
import { nodePlatform } from '../../src/platform/node.ts'
import { holdLock } from '../support/locks.ts'

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
  expect(await health(platform)()).toEqual([{ database: 'exchange', code: 'MISSING' }])
  await rename(moved, join(folder, 'exchange.db'))
  expect(await health(platform)()).toEqual([])
})

test('one that another process keeps locked is named soon, and well again afterwards', async () => {
  const release = await holdLock(join(folder, 'control.db'))
  expect(await health(platform, 200)()).toEqual([{ database: 'control', code: 'AWAY' }])
  await release()
  expect(await health(platform)()).toEqual([])
})
