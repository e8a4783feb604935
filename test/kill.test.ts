import { expect, test } from 'vitest'
import { killUnderLoad } from './support/kill.ts'

test('a process killed in the middle of its work loses nothing it told, and doubles nothing', async () => {
  const { issued, accepted, broken } = await killUnderLoad(3)
  expect(broken).toEqual([])
  expect(issued).toBeGreaterThan(0)
  expect(accepted).toBeGreaterThan(0)
}, 300_000)
