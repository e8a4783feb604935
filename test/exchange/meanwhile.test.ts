import { afterAll, beforeAll, expect, test } from 'vitest'
import { joinCommittee } from '../support/committee.ts'
import { draft, issue, openPlace, openProvince, waitingAt } from '../support/exchange.ts'
import type { Place } from '../support/exchange.ts'
import { withMeanwhile } from '../support/between.ts'
import type { Meanwhile } from '../support/between.ts'
import { startInstance } from '../support/instance.ts'
import type { Instance } from '../support/instance.ts'

const meanwhile: Meanwhile = {}
let instance: Instance
let province: Place
let commune: Place
beforeAll(async () => {
  instance = await startInstance((platform) => withMeanwhile(platform, meanwhile))
  province = await openProvince(instance)
  commune = await openPlace(instance, 'Đảng ủy xã Tân Lập')
})
afterAll(() => instance.stop())

/** The administrator takes a clerk's role away, or notes that the clerk has left. */
async function change(name: string, what: 'roles' | 'departure'): Promise<void> {
  const { items } = (await province.clerk.get(`${province.api}/members?limit=100`)).body
  const { id, version } = items.find((one: { name: string }) => one.name === name)
  const path = `${province.api}/members/${id}`
  const done =
    what === 'roles'
      ? await province.clerk.patch(path, { roles: ['archivist'] }, { 'if-match': `"v${version}"` })
      : await province.clerk.post(`${path}/departure`)
  expect(done.status).toBe(200)
}
const numbered = async () =>
  (await province.clerk.get(`${province.api}/documents?state=issued`)).body.items.length

test.each([
  ['roles', 403],
  ['departure', 404],
] as const)('issuing stops after a change of the clerk meanwhile: %s', async (what, status) => {
  const name = `Văn thư ${what}`
  const clerk = await joinCommittee(instance, province.handle, { name, roles: ['clerk'] })
  const { id, version } = await draft(province, [commune])
  const before = await numbered()
  meanwhile.act = () => change(name, what)
  const answer = await clerk.post(`${province.api}/documents/${id}/issue`, { version })
  expect(answer.status).toBe(status)
  expect(await numbered()).toBe(before)
  expect(await waitingAt(commune)).toEqual([])
})

test('a paper is not entered for a unit that was closed meanwhile', async () => {
  await issue(province, [commune])
  const { id: unitId } = (await commune.clerk.post(`${commune.api}/units`, { name: 'Văn phòng Đảng ủy' }))
    .body
  const [paper] = await waitingAt(commune)
  meanwhile.act = async () => {
    expect((await commune.clerk.delete(`${commune.api}/units/${unitId}`)).status).toBe(200)
  }
  const answer = await commune.clerk.post(`${commune.api}/deliveries/${paper!.id}/acceptance`, { unitId })
  expect(answer.status).toBe(409)
  expect(await waitingAt(commune)).toHaveLength(1)
})

test('a draft is not issued to a unit that was closed meanwhile', async () => {
  const { id: unitId } = (await province.clerk.post(`${province.api}/units`, { name: 'Ban Tuyên giáo' })).body
  const { id, version } = await draft(province, [], { recipients: [{ kind: 'unit', id: unitId }] })
  meanwhile.act = async () => {
    expect((await province.clerk.delete(`${province.api}/units/${unitId}`)).status).toBe(200)
  }
  const answer = await province.clerk.post(`${province.api}/documents/${id}/issue`, { version })
  expect([answer.status, answer.body.code]).toEqual([412, 'stale'])
})
