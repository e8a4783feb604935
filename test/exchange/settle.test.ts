import { afterAll, beforeAll, expect, test } from 'vitest'
import { draft, issue, openPlace, openProvince, waitingAt } from '../support/exchange.ts'
import type { Place } from '../support/exchange.ts'
import { startInstance } from '../support/instance.ts'
import type { Instance } from '../support/instance.ts'

let instance: Instance
let province: Place
let commune: Place
let other: Place
beforeAll(async () => {
  instance = await startInstance()
  province = await openProvince(instance)
  commune = await openPlace(instance, 'Đảng ủy xã Tân Lập')
  other = await openPlace(instance, 'Đảng ủy xã Nậm Sỏi')
})
afterAll(() => instance.stop())

const DAY = 86_400_000
type Item = { kind: string; id: string }
const desk = async () => (await province.clerk.get(`${province.api}/desk`)).body
const refusedOn = async (): Promise<string[]> =>
  (await desk()).waiting.flatMap(({ kind, id }: Item) => (kind === 'refused' ? [id] : []))
const awaitedOn = async (): Promise<Record<string, unknown>[]> => (await desk()).awaiting
const board = async (id: string, query = '') =>
  (await province.clerk.get(`${province.api}/documents/${id}/deliveries${query}`)).body
const settle = (id: string, body: object) =>
  province.clerk.post(`${province.api}/documents/${id}/settlements`, body)

/** A paper sent to both communes that the first refuses. */
async function refused(): Promise<string> {
  const { id, notation } = await issue(province, [commune, other])
  const found = (await waitingAt(commune)).find((one) => one.notation === notation)!
  const done = await commune.clerk.post(`${commune.api}/deliveries/${found.id}/refusal`, {
    reason: 'unreadable',
  })
  expect(done.status).toBe(201)
  instance.clock.now += 60_000
  return id
}

test('what was refused or never taken stays on the desk whatever its age, until its sender says how it was dealt with', async () => {
  const id = await refused()
  instance.clock.now += 200 * DAY
  expect(await refusedOn()).toEqual([id])
  expect(await awaitedOn()).toMatchObject([{ documentId: id, total: 2, waiting: 1, refused: 1, accepted: 0 }])

  const note = 'Đã gửi bản giấy qua giao liên'
  for (const [body, field] of [
    [{ recipients: [commune.handle], how: 'left' }, 'note'],
    [{ recipients: [commune.handle], how: 'forgotten', note }, 'how'],
    [{ recipients: [], how: 'left', note }, 'recipients'],
  ] as const)
    expect((await settle(id, body)).body.fields[0].field).toBe(field)
  const key = { 'idempotency-key': 'mot-lan-giai-quyet' }
  const said = { recipients: [commune.handle], how: 'otherwise', note }
  for (let i = 0; i < 2; i++) {
    const done = await province.clerk.post(`${province.api}/documents/${id}/settlements`, said, key)
    expect([done.status, done.body]).toEqual([201, { settled: 1 }])
  }
  expect(await refusedOn()).toEqual([])
  expect((await settle(id, said)).status).toBe(409)
  const shown = await board(id)
  expect(shown.summary).toMatchObject({ total: 2, waiting: 1, refused: 0, settled: 1, accepted: 0 })
  expect((await board(id, '?status=settled')).items).toMatchObject([
    { handle: commune.handle, status: '02', settled: { how: 'otherwise', name: 'Đã giải quyết cách khác' } },
  ])
  expect((await board(id, '?status=refused')).items).toEqual([])
  const event = (await board(id, '?status=settled')).items[0].history.at(-1)
  expect(event).toMatchObject({ status: 'settled', reason: { text: note } })
  // The other side sees its refusal, and not how it was dealt with.
  const { body: theirs } = await commune.clerk.get(`${commune.api}/deliveries?state=refused`)
  const { history } = (await commune.clerk.get(`${commune.api}/deliveries/${theirs.items[0].id}`)).body
  expect(history.map(({ status }: { status: string }) => status)).toEqual(['01', '02'])

  expect((await settle(id, { recipients: [commune.handle], note: 'Nhầm' })).body).toEqual({ settled: 1 })
  expect(await refusedOn()).toEqual([id])
  await settle(id, { recipients: [commune.handle, other.handle], how: 'left', note: 'Không gửi nữa' })
  expect(await refusedOn()).toEqual([])
  expect(await awaitedOn()).toEqual([])
  // Whoever takes it all the same has taken it.
  const late = (await waitingAt(other))[0]!
  expect((await other.clerk.post(`${other.api}/deliveries/${late.id}/acceptance`, {})).status).toBe(201)
  expect((await board(id)).summary).toMatchObject({ accepted: 1, settled: 1 })
})

test('the paper that replaces it settles a refusal where it goes too, and so does a recall', async () => {
  const id = await refused()
  expect(await refusedOn()).toEqual([id])
  await issue(province, [other], { relates: [{ kind: 'replaces', documentId: id }] })
  expect(await refusedOn()).toEqual([id])

  const second = await refused()
  await issue(province, [commune], { relates: [{ kind: 'replaces', documentId: second }] })
  expect(await refusedOn()).toEqual([id])
  expect((await board(second, '?status=settled')).items).toMatchObject([{ settled: { how: 'replaced' } }])

  const third = await refused()
  await province.clerk.post(`${province.api}/documents/${third}/recall`, { reason: 'Sai nội dung' })
  expect(await refusedOn()).toEqual([id])
})

test('a document not issued here cannot be settled, nor one that all have taken', async () => {
  const { id } = await draft(province, [commune])
  const body = { recipients: [commune.handle], how: 'left', note: 'Không gửi nữa' }
  expect((await settle(id, body)).status).toBe(404)
  const sent = await issue(province, [commune])
  const found = (await waitingAt(commune)).find((one) => one.notation === sent.notation)!
  await commune.clerk.post(`${commune.api}/deliveries/${found.id}/acceptance`, {})
  expect((await settle(sent.id, body)).status).toBe(409)
})
