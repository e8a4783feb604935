import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import {
  draft,
  issue,
  openPlace,
  openProvince,
  openStranger,
  runRecovery,
  upload,
  waitingAt,
} from '../support/exchange.ts'
import type { Place } from '../support/exchange.ts'
import { withFaults } from '../support/faults.ts'
import type { Plan } from '../support/faults.ts'
import { startInstance } from '../support/instance.ts'
import type { Instance } from '../support/instance.ts'

/** The call of a crossing that applies its effect: after what was looked at, announced and decided. */
const SETTLING = 4

let instance: Instance
const plan: Plan = { calls: 0, log: [] }
let province: Place
let commune: Place
let other: Place

beforeAll(async () => {
  instance = await startInstance((platform) => withFaults(platform, plan))
  province = await openProvince(instance)
  commune = await openPlace(instance, 'Đảng ủy xã Tân Lập')
  other = await openPlace(instance, 'Đảng ủy xã Bản Hồ')
})
afterAll(() => instance.stop())

/** Does something that is decided, and whose effect comes late. */
async function late<T>(run: () => Promise<T>): Promise<T> {
  Object.assign(plan, { at: SETTLING, how: 'before', calls: 0 })
  try {
    return await run()
  } finally {
    plan.at = undefined
  }
}

const at = (path: string) => `${province.api}/documents/${path}`
const board = async (id: string) =>
  (await province.clerk.get(at(`${id}/deliveries`))).body.items.map(
    ({ status, recall }: { status: string; recall?: { code: string } }) => recall?.code ?? status,
  )
const notationsAt = async (place: Place) => (await waitingAt(place)).map(({ notation }) => notation)
const recall = (id: string) => province.clerk.post(at(`${id}/recall`), { reason: 'Sai thẩm quyền ký' })
const lock = (id: string) => province.clerk.post(at(`${id}/lock`), { found: 'stamp' })

/** Issues a paper whose sending comes late. */
async function issueLate(more: Record<string, unknown> = {}) {
  const { id, version } = await draft(province, [commune], more)
  const done = await late(() => province.clerk.post(at(`${id}/issue`), { version }))
  expect([done.status, await board(id)]).toEqual([200, []])
  return { id, notation: done.body.notation as string }
}

/** Issues a paper, and sends it on to one more place, which comes late. */
async function forwardLate() {
  const { id, notation } = await issue(province, [commune])
  const done = await late(() =>
    province.clerk.post(at(`${id}/further-recipients`), { recipients: [other.handle] }),
  )
  expect([done.status, await board(id)]).toEqual([201, ['01']])
  return { id, notation }
}

describe('what is decided later has the last word, though what was decided before takes effect after it', () => {
  test('a paper that is recalled before it reached anybody is recalled', async () => {
    const { id, notation } = await issueLate()
    expect((await recall(id)).status).toBe(201)
    await runRecovery(instance)
    expect(await board(id)).toEqual(['15'])
    expect(await notationsAt(commune)).not.toContain(notation)
  })

  test('a place that it was sent on to gives it back too', async () => {
    const { id, notation } = await forwardLate()
    expect((await recall(id)).status).toBe(201)
    await runRecovery(instance)
    expect(await board(id)).toEqual(['15', '15'])
    expect(await notationsAt(other)).not.toContain(notation)
  })

  test('a paper that is locked before it reached anybody says nothing where it comes', async () => {
    const subject = 'Về việc phải khóa ngay'
    // Bytes of its own: those of a locked paper are named by nothing else.
    const files = [await upload(province, 'phai khoa ngay')]
    const { id } = await issueLate({ subject, files })
    expect((await lock(id)).status).toBe(201)
    await runRecovery(instance)
    const seen = await commune.clerk.get(`${commune.api}/deliveries?limit=100`)
    expect(JSON.stringify(seen.body)).not.toContain(subject)
  })

  test('a paper says what it replaces, which reached nobody before it', async () => {
    const { id, notation } = await issueLate()
    const relates = [{ kind: 'replaces', documentId: id }]
    const later = await issue(province, [commune], { relates })
    await runRecovery(instance)
    const old = (await waitingAt(commune)).find((one) => one.notation === notation)!
    const fate = await commune.clerk.get(`${commune.api}/deliveries/${old.id}/fate`)
    expect(fate.body.later).toMatchObject([{ kind: 'replaces', notation: later.notation }])
  })

  test('an issuer that is closed before the directory knew it is not named there', async () => {
    const stranger = await openStranger(instance, 'Đảng ủy xã Nậm Cang')
    const made = await late(() =>
      stranger.clerk.post(`${stranger.api}/issuers`, {
        name: 'Ban Xây dựng Đảng',
        suffix: 'BXDĐ',
        kind: 'advisory',
      }),
    )
    const closed = await stranger.clerk.delete(`${stranger.api}/issuers/${made.body.id}`)
    expect([made.status, closed.status]).toEqual([201, 200])
    await runRecovery(instance)
    const sql = 'select name from committee_issuer where issuerId = ?'
    const { rows } = await instance.platform.control.execute({ sql, args: [made.body.id] })
    expect(rows).toEqual([])
  })
})

test('nothing stays announced once all of it took effect', async () => {
  await runRecovery(instance)
  const { rows } = await instance.platform.exchange.execute('select kind from intent')
  expect(rows).toEqual([])
})
