import { expect, test } from 'vitest'
import { bundleCore } from './support/core.ts'

test('the core is at most 25 KB in a browser and stands on nobody else: no package, no runtime', async () => {
  const { bytes, files } = await bundleCore()
  expect(
    files.filter((file) => file !== '<stdin>' && !/^src\/(core|calendar|processes)\//.test(file)),
  ).toEqual([])
  expect(bytes / 1024).toBeLessThanOrEqual(25)
})
