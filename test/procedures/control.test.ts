import fc from 'fast-check'
import { eq } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { addDays } from '../../src/core/dates.ts'
import { canonical, inForceOn, standingOf } from '../../src/procedures/rules.ts'
import { procedureVersion } from '../../src/procedures/tables.ts'
import { opinion, drafted, inForce, nextVersion, opened, submitted } from '../cases/support.ts'
import type { Office } from '../cases/support.ts'
import { bigTemplate } from '../processes/support/big.ts'
import { joinCommittee } from '../support/committee.ts'
import { openPlace } from '../support/exchange.ts'
import type { Place } from '../support/exchange.ts'
import { startInstance } from '../support/instance.ts'
import type { Caller, Instance } from '../support/instance.ts'
import { tenantOf } from '../support/place.ts'
import { TODAY } from './examples.ts'

let instance: Instance
let place: Place
let office: Office
let reader: Caller
beforeAll(async () => {
  instance = await startInstance()
  place = await openPlace(instance, 'Đảng ủy xã Kiểm Soát')
  const join = (name: string, roles: Parameters<typeof joinCommittee>[2]['roles']) =>
    joinCommittee(instance, place.handle, { name, roles })
  office = {
    api: place.api,
    author: await join('Lê Chi', ['office_chief']),
    approver: await join('Phạm Dung', ['leader', 'office_chief']),
  }
  reader = await join('Nguyễn An', ['specialist'])
})
afterAll(() => instance.stop())

const page = async (id: string) => (await reader.get(`${place.api}/procedures/${id}`)).body
const post = (who: Caller, id: string, act: string, body: object = {}) =>
  who.post(`${place.api}/procedure-versions/${id}/${act}`, body)

describe('a version', () => {
  test('is not approved by whoever wrote in it, and is frozen once it is', async () => {
    const { id, draftId } = await submitted(office)
    const approval = { effectiveFrom: TODAY }
    expect((await post(office.author, draftId, 'approval', approval)).status).toBe(403)
    expect((await post(office.author, draftId, 'review')).status).toBe(403)
    const { hash } = (await post(office.approver, draftId, 'approval', approval)).body
    const version = (await reader.get(`${place.api}/procedure-versions/${draftId}`)).body
    const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(canonical(version.content)))
    expect(Buffer.from(digest).toString('hex')).toBe(hash)
    const body = { content: opinion(), note: 'Sửa' }
    const path = `${place.api}/procedure-versions/${draftId}`
    expect((await office.author.put(path, body, { 'if-match': '*' })).status).toBe(409)
    expect((await post(office.approver, draftId, 'approval', approval)).status).toBe(409)
    expect((await page(id)).versions).toMatchObject([
      { standing: 'effective', authorName: 'Lê Chi', approverName: 'Phạm Dung' },
    ])
  })

  test('is saved however unsound, but not laid before anybody', async () => {
    const { draftId } = await drafted(office)
    const broken = opinion()
    broken.main.steps[1]!.out = [{ id: 'mai', label: 'Mãi mãi', to: 'tham_muu' }]
    const path = `${place.api}/procedure-versions/${draftId}`
    const saved = await office.author.put(path, { content: broken, note: 'Thử' }, { 'if-match': '"v2"' })
    expect(saved.status).toBe(200)
    expect(saved.body.problems.some((one: { rule: string }) => one.rule === 'V3')).toBe(true)
    const refused = await post(office.author, draftId, 'submission')
    expect([refused.status, refused.body.code]).toEqual([422, 'unsound'])
    expect(refused.body.fields[0].message).toContain('Bước “')
    const nothing = await office.author.put(path, { content: { roles: 5 }, note: '' }, { 'if-match': '"v3"' })
    expect([nothing.status, nothing.body.problems[0].rule]).toEqual([200, 'shape'])
  })

  test('is not overwritten by somebody who has not seen it, and may have a thousand steps but not megabytes', async () => {
    const { draftId } = await drafted(office)
    const path = `${place.api}/procedure-versions/${draftId}`
    const save = (content: object, version: number) =>
      office.author.put(path, { content, note: 'Lần đầu' }, { 'if-match': `"v${version}"` })
    expect((await save(opinion(), 1)).status).toBe(412)
    expect((await save(bigTemplate(1000), 2)).status).toBe(200)
    expect((await save({ ...opinion(), name: 'x'.repeat(5_000_000) }, 3)).status).toBe(413)
  })

  test('goes back to its author with a reason, and needs a note of what changed', async () => {
    const { draftId } = await submitted(office)
    expect((await post(office.approver, draftId, 'return', { reason: '' })).status).toBe(422)
    expect((await post(office.approver, draftId, 'return', { reason: 'Thiếu biểu mẫu' })).status).toBe(200)
    const path = `${place.api}/procedure-versions/${draftId}`
    const { version } = (await reader.get(path)).body
    await office.author.put(path, { content: opinion(), note: '' }, { 'if-match': `"v${version}"` })
    expect((await post(office.author, draftId, 'submission')).body.fields[0].field).toBe('note')
  })

  test('that somebody is to fill but nobody does is not published (V10)', async () => {
    const { draftId } = await drafted(office, opinion(), [])
    const refused = await post(office.author, draftId, 'submission')
    expect(refused.body.fields.map((one: { message: string }) => one.message).join()).toContain(
      'hiện không có ai',
    )
  })
})

test('a code is never used again, and nothing begins after the process is withdrawn', async () => {
  const body = { code: 'QT.77-THU', name: 'Một lần' }
  const made = await office.author.post(`${place.api}/procedures`, body)
  expect(made.status).toBe(201)
  const path = `${place.api}/procedures/${made.body.id}`
  expect((await office.approver.post(`${path}/withdrawal`, { reason: 'Hết dùng' })).status).toBe(200)
  expect((await office.approver.post(`${path}/withdrawal`, { reason: 'Lần nữa' })).status).toBe(409)
  expect((await office.author.post(`${path}/drafts`)).status).toBe(409)
  expect((await office.author.post(`${place.api}/procedures`, body)).status).toBe(422)
})

test('the next version takes over on its day; who read the old one is asked again', async () => {
  const { id, draftId } = await inForce(office, TODAY)
  await post(reader, draftId, 'receipt')
  await post(reader, draftId, 'receipt')
  expect((await page(id)).receipts).toMatchObject([{ name: 'Nguyễn An' }])
  const next = (await office.author.post(`${place.api}/procedures/${id}/drafts`)).body.id
  expect((await office.author.post(`${place.api}/procedures/${id}/drafts`)).status).toBe(409)
  const path = `${place.api}/procedure-versions/${next}`
  await office.author.put(path, { content: opinion(), note: 'Rút ngắn' }, { 'if-match': '"v1"' })
  await post(office.author, next, 'submission')
  for (const effectiveFrom of ['2026-03-01', TODAY])
    expect((await post(office.approver, next, 'approval', { effectiveFrom })).status).toBe(422)
  await post(office.approver, next, 'approval', { effectiveFrom: '2026-03-04' })
  const standings = async () => (await page(id)).versions.map((one: { standing: string }) => one.standing)
  expect(await standings()).toEqual(['approved', 'effective'])
  const before = instance.clock.now
  instance.clock.now += 2 * 86_400_000
  expect(await standings()).toEqual(['effective', 'replaced'])
  expect((await page(id)).receipts).toEqual([])
  instance.clock.now = before
  const tenant = await tenantOf(instance, place.handle)
  const again = tenant
    .update(procedureVersion)
    .set({ effectiveFrom: TODAY })
    .where(eq(procedureVersion.id, next))
  await expect(again).rejects.toThrow('Failed query')
})

test('on every day the page, the list and a case that is opened name one version, the same', async () => {
  const { id } = await inForce(office, TODAY)
  for (const days of [2, 3, 7]) await nextVersion(office, id, addDays(TODAY, days), opinion())
  const before = instance.clock.now
  for (let day = 0; day < 9; day++) {
    instance.clock.now = before + day * 86_400_000
    const { versions } = await page(id)
    const effective = versions.filter((one: { standing: string }) => one.standing === 'effective')
    const meant = day < 2 ? 1 : day < 3 ? 2 : day < 7 ? 3 : 4
    expect([day, effective.map((one: { number: number }) => one.number)]).toEqual([day, [meant]])
    const { items } = (await reader.get(`${place.api}/procedures`)).body
    expect(items.find((one: { id: string }) => one.id === id).inForce).toMatchObject({ number: meant })
    const begun = await opened(place.api, office.author, id)
    const seen = (await office.author.get(`${place.api}/cases/${begun}`)).body
    expect([day, seen.versionNumber]).toEqual([day, meant])
  }
  await office.approver.post(`${place.api}/procedures/${id}/withdrawal`, { reason: 'Hết dùng' })
  const standings = (await page(id)).versions.map((one: { standing: string }) => one.standing)
  expect(standings).not.toContain('effective')
  const late = await office.author.post(`${place.api}/cases`, { procedureId: id, title: 'Sau bãi bỏ' })
  expect(late.status).toBe(409)
  instance.clock.now = before
})

test('two who approve at once approve once', async () => {
  const third = await joinCommittee(instance, place.handle, { name: 'Hà Em', roles: ['leader'] })
  const { id, draftId } = await submitted(office)
  const answers = await Promise.all(
    [office.approver, third].map((who, i) =>
      post(who, draftId, 'approval', { effectiveFrom: addDays(TODAY, i) }),
    ),
  )
  expect(answers.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([200, 409])
  const { versions } = await page(id)
  expect(versions.filter((one: { hash?: string }) => one.hash !== undefined)).toHaveLength(1)
})

test('on any day exactly one version is in force, once one is and until the process is withdrawn', () => {
  const days = fc.uniqueArray(fc.nat(400), { minLength: 1, maxLength: 12 })
  fc.assert(
    fc.property(days, fc.nat(500), fc.option(fc.nat(500)), (from, today, closed) => {
      const versions = from.map((day, i) => ({
        id: `v${i}`,
        state: 'approved' as const,
        effectiveFrom: addDays(TODAY, day),
      }))
      const [day, closedOn] = [addDays(TODAY, today), closed === null ? null : addDays(TODAY, closed)]
      const open = closedOn === null || day < closedOn
      const meant = open ? from.filter((one) => one <= today).toSorted((a, b) => b - a)[0] : undefined
      expect(inForceOn(versions, day, closedOn)?.effectiveFrom).toBe(
        meant === undefined ? undefined : addDays(TODAY, meant),
      )
      const effective = versions.filter((one) => standingOf(one, versions, day, closedOn) === 'effective')
      expect(effective).toHaveLength(meant === undefined ? 0 : 1)
    }),
  )
})
