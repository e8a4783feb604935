import { SQLiteAsyncDialect } from 'drizzle-orm/sqlite-core'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { draft, openPlace, openProvince } from '../support/exchange.ts'
import type { Place } from '../support/exchange.ts'
import { startInstance } from '../support/instance.ts'
import type { Instance } from '../support/instance.ts'

let instance: Instance
let province: Place
let commune: Place
beforeAll(async () => {
  instance = await startInstance()
  province = await openProvince(instance)
  commune = await openPlace(instance, 'Đảng ủy xã Tân Lập')
})
afterAll(() => instance.stop())

/** How many SQL texts a request makes that one of its shape has made before. */
async function textsMade(ask: () => Promise<{ status: number }>): Promise<number> {
  expect((await ask()).status).toBeLessThan(300)
  await instance.settle()
  const made = vi.spyOn(SQLiteAsyncDialect.prototype, 'sqlToQuery')
  try {
    expect((await ask()).status).toBeLessThan(300)
    return made.mock.calls.length
  } finally {
    made.mockRestore()
  }
}

test.each([
  'documents',
  'documents?type=chi-thi',
  'documents?state=draft',
  'documents?q=chuyen',
  'documents?state=draft&q=chuyen',
  'incoming',
  'incoming?q=chuyen',
  'registers/outgoing',
  'registers/outgoing?q=chuyen',
  'registers/incoming',
  'registers/incoming?from=2026-01-01',
  'search?q=chuyen',
  'desk',
])('GET /%s makes its SQL once', async (path) => {
  expect(await textsMade(() => province.clerk.get(`${province.api}/${path}`))).toBe(0)
})

/**
 * Of a write that decides something, the statements that carry what it decides are still made each time; so are the
 * count of papers an hour and the question who vouches for the sender.
 */
const DECIDING = 11

test('issuing makes only the SQL of what its batch decides', async () => {
  const drafts = [await draft(province, [commune]), await draft(province, [commune])]
  const issue = () => {
    const { id, version } = drafts.shift()!
    return province.clerk.post(`${province.api}/documents/${id}/issue`, { version })
  }
  expect(await textsMade(issue)).toBeLessThanOrEqual(DECIDING)
})
