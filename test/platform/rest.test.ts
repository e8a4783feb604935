import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { restful } from '../../src/platform/rest.ts'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

test('a process collects when it has not been asked anything for a while, a few times, and not while it works', () => {
  let collected = 0
  const rest = restful(() => (collected += 1), 1_000)
  vi.advanceTimersByTime(10_000)
  expect(collected).toBe(0)
  for (let i = 0; i < 5; i += 1) {
    rest.busy()
    vi.advanceTimersByTime(900)
  }
  expect(collected).toBe(0)
  vi.advanceTimersByTime(20_000)
  expect(collected).toBe(2)
  rest.busy()
  vi.advanceTimersByTime(3_000)
  expect(collected).toBe(4)
  rest.stop()
  rest.busy()
  vi.advanceTimersByTime(20_000)
  expect(collected).toBe(4)
})

test('a collection is there to be had in every Node', async () => {
  vi.useRealTimers()
  const before = process.memoryUsage().heapUsed
  const rest = restful(undefined, 5)
  rest.busy()
  await new Promise((done) => setTimeout(done, 100))
  rest.stop()
  expect(process.memoryUsage().heapUsed).toBeLessThan(before + 32 * 1024 * 1024)
})
