import { describe, expect, test } from 'vitest'
import { costOf } from './cost.ts'
import { HOSTILE, largestWithin } from './hostile.ts'

describe('what a file costs grows no faster than the file', () => {
  test.each(HOSTILE)('$what', async ({ name, of }) => {
    const sizes = [8, 16, 32].map((kilobytes) => of(kilobytes * 1024))
    const costs = []
    for (const bytes of sizes) costs.push(await costOf(name, bytes))
    const [small, middle, large] = costs.map(({ steps }) => steps)
    expect(middle).toBeLessThanOrEqual(2.1 * small!)
    expect(large).toBeLessThanOrEqual(2.1 * middle!)
    expect(costs.map(({ outcome }) => outcome)).not.toContain('file_secret')
  })
})

describe('a file of a kilobyte, whatever it unpacks to, costs little or is refused', () => {
  test.each(HOSTILE)('$what', async ({ name, of }) => {
    const { steps, outcome } = await costOf(name, largestWithin(of, 1024))
    expect(steps).toBeLessThanOrEqual(600_000)
    expect(['taken', 'file_content', 'file_secret', 'file_unchecked']).toContain(outcome)
  })
})
