import { afterAll, beforeAll, expect, test } from 'vitest'
import { isConstraint } from '../../src/core/batch.ts'
import { namedByDocument } from '../../src/documents/files/tidy.ts'
import { documentFile } from '../../src/documents/tables.ts'
import { stillUploaded, sweepUploads } from '../../src/files/sweep.ts'
import { file } from '../../src/files/tables.ts'
import type { FileStore } from '../../src/platform/platform.ts'
import { hashOf, streamOf } from '../support/files.ts'
import { MORNING, startInstance } from '../support/instance.ts'
import type { Instance } from '../support/instance.ts'
import { emptyPlace } from '../support/place.ts'

const DAY = 86_400_000
let instance: Instance
beforeAll(async () => {
  instance = await startInstance()
})
afterAll(() => instance.stop())

async function place(name: string) {
  const { contextOf } = await emptyPlace(instance, name)
  const { tenant, files } = contextOf('u1')
  /** A file brought in on MORNING. */
  const bring = async (text: string) => {
    const bytes = new TextEncoder().encode(text)
    const sha256 = hashOf(bytes)
    await files.put({ owner: name, sha256 }, bytes.length, streamOf(bytes))
    await tenant.insert(file).values({
      sha256,
      name: `${text}.pdf`,
      type: 'application/pdf',
      size: bytes.length,
      uploadedBy: 'm',
      uploadedAt: MORNING,
    })
    return sha256
  }
  const there = async () => {
    const rows = await tenant.select().from(file)
    const stored = await Promise.all(rows.map(({ sha256 }) => files.head({ owner: name, sha256 })))
    expect(stored).not.toContain(undefined)
    return rows.map(({ name: given }) => given).sort()
  }
  return { tenant, files, bring, there }
}

const name = (tenant: Awaited<ReturnType<typeof place>>['tenant'], sha256: string) =>
  tenant.insert(documentFile).values({ documentId: 'd', position: 0, sha256, name: 'x', type: 'x', size: 1 })

test('what no document names for a week goes, the rest stays', async () => {
  const { tenant, files, bring, there } = await place('sweep-a')
  const gone = await bring('gone')
  await name(tenant, await bring('named'))
  const elsewhere = { owner: 'another', sha256: gone }
  await files.put(elsewhere, 4, streamOf(new TextEncoder().encode('gone')))

  expect(await sweepUploads(tenant, files, 'sweep-a', MORNING + 6 * DAY, namedByDocument(tenant))).toBe(0)
  expect(await there()).toEqual(['gone.pdf', 'named.pdf'])
  expect(await sweepUploads(tenant, files, 'sweep-a', MORNING + 8 * DAY, namedByDocument(tenant))).toBe(1)
  expect(await there()).toEqual(['named.pdf'])
  expect(await files.head({ owner: 'sweep-a', sha256: gone })).toBeUndefined()
  expect(await files.head(elsewhere)).toEqual({ size: 4 })
})

test('a sweep that breaks off is taken up, and nobody can name what is going', async () => {
  const { tenant, files, bring, there } = await place('sweep-b')
  const sha256 = await bring('half')
  const broken: FileStore = { ...files, remove: () => Promise.reject(new Error('store is away')) }
  await expect(
    sweepUploads(tenant, broken, 'sweep-b', MORNING + 8 * DAY, namedByDocument(tenant)),
  ).rejects.toThrow('store is away')
  await expect(tenant.batch(stillUploaded(tenant, [sha256], MORNING) as never)).rejects.toSatisfy(
    isConstraint,
  )
  expect(await sweepUploads(tenant, files, 'sweep-b', MORNING + 9 * DAY, namedByDocument(tenant))).toBe(1)
  expect(await there()).toEqual([])
})

test('naming a file keeps it for another week', async () => {
  const { tenant, files, bring, there } = await place('sweep-c')
  const sha256 = await bring('used')
  await tenant.batch(stillUploaded(tenant, [sha256], MORNING + 5 * DAY) as never)
  expect(await sweepUploads(tenant, files, 'sweep-c', MORNING + 8 * DAY, namedByDocument(tenant))).toBe(0)
  expect(await there()).toEqual(['used.pdf'])
  expect(await sweepUploads(tenant, files, 'sweep-c', MORNING + 13 * DAY, namedByDocument(tenant))).toBe(1)
})
