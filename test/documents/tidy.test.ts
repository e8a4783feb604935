import { afterAll, beforeAll, expect, test } from 'vitest'
import { tidyFiles } from '../../src/documents/files/tidy.ts'
import { documentFile } from '../../src/documents/tables.ts'
import { file } from '../../src/files/tables.ts'
import { hashOf, streamOf } from '../support/files.ts'
import { startInstance } from '../support/instance.ts'
import type { Instance } from '../support/instance.ts'
import { emptyPlace } from '../support/place.ts'

const DAY = 86_400_000
let instance: Instance
beforeAll(async () => {
  instance = await startInstance()
})
afterAll(() => instance.stop())

test('a committee is woken daily for as long as a file that nothing names may have to go', async () => {
  const { contextOf } = await emptyPlace(instance, 'don-tep')
  const { tenant, control, exchange, files } = contextOf('u1')
  const start = instance.clock.now
  const bring = async (name: string) => {
    const bytes = new TextEncoder().encode(name)
    const sha256 = hashOf(bytes)
    await files.put({ owner: 'don-tep', sha256 }, bytes.length, streamOf(bytes))
    const row = { sha256, name, type: 'application/pdf', size: bytes.length }
    await tenant.insert(file).values({ ...row, uploadedBy: 'm1', uploadedAt: start })
    return row
  }
  const tells = { mail: false, push: false }
  const wake = (now: number) =>
    tidyFiles({ files, control, exchange, tenant, committeeId: 'don-tep', now, tells })
  expect(await wake(start)).toEqual({ done: 0 })
  const kept = await bring('kept.pdf')
  await tenant.insert(documentFile).values({ ...kept, documentId: 'd1', position: 0 })
  expect(await wake(start)).toEqual({ done: 0 })
  await bring('left.pdf')
  expect(await wake(start + DAY)).toEqual({ done: 0, next: start + 2 * DAY })
  expect(await wake(start + 8 * DAY)).toEqual({ done: 1 })
  expect(await tenant.select({ name: file.name }).from(file)).toEqual([{ name: 'kept.pdf' }])
})
