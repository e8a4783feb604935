import { afterAll, beforeAll, expect, test } from 'vitest'
import { fuzz } from './support/fuzz.ts'
import { startInstance } from './support/instance.ts'
import type { Instance } from './support/instance.ts'

let instance: Instance
beforeAll(async () => {
  instance = await startInstance()
})
afterAll(() => instance.stop())

test('no request of those that the description gives rise to is answered as a fault of ours', async () => {
  const { wrong, met } = await fuzz(instance, 3_000, 20_261_130)
  expect(wrong.slice(0, 5)).toEqual([])
  for (const status of ['200', '201', '403', '404', '422']) expect(met).toContain(status)
  expect(instance.logs.filter(({ event }) => event === 'error')).toEqual([])
}, 120_000)
