import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { house } from '../../src/app.ts'
import { runJobs } from '../../src/jobs.ts'
import { connect, noTrips } from '../../src/platform/database.ts'
import type { Handover, Mail } from '../../src/platform/mail.ts'
import type { Device, Notice, PushHandover } from '../../src/platform/push.ts'
import { newPushKey } from '../../src/platform/secret.ts'
import { tellNotices } from '../../src/reach/notices.ts'
import { joinCommittee } from '../support/committee.ts'
import { issue, openPlace, openProvince, waitingAt } from '../support/exchange.ts'
import type { Place } from '../support/exchange.ts'
import { withFaults } from '../support/faults.ts'
import type { Plan } from '../support/faults.ts'
import { startInstance } from '../support/instance.ts'
import type { Caller, Instance } from '../support/instance.ts'

let instance: Instance
let province: Place
let commune: Place
const mails: Mail[] = []
const pushes: { device: Device; notice: Notice }[] = []
let said: Handover = { outcome: 'accepted' }
let pushed: PushHandover = { outcome: 'accepted' }

beforeAll(async () => {
  instance = await startInstance(
    (platform) => ({
      ...platform,
      // Letters of sign-ups are no notices.
      mail: { send: async (mail) => (mail.subject.startsWith('Xác nhận') || mails.push(mail), said) },
      push: { ...platform.push!, send: async (device, notice) => (pushes.push({ device, notice }), pushed) },
    }),
    { PUSH_KEY: newPushKey() },
  )
  province = await openProvince(instance)
  commune = await openPlace(instance, 'Đảng ủy xã Tân Lập')
  await prove()
})
afterAll(() => instance.stop())
beforeEach(async () => {
  said = pushed = { outcome: 'accepted' }
  await tick()
  mails.length = pushes.length = 0
})

const prove = () => instance.platform.control.execute('update user set emailVerified = 1')

/** A minute goes by. */
async function tick(): Promise<void> {
  await instance.settle()
  instance.clock.now += 60_000
  await runJobs(instance.platform)
  await instance.settle()
}

const emailOf = async (person: Caller): Promise<string> => (await person.get('/api/me')).body.user.email

test('an urgent paper is told to the clerks within a minute, and nothing of what stands in it', async () => {
  const leader = await joinCommittee(instance, commune.handle, { name: 'Lò Văn Lãnh', roles: ['leader'] })
  await prove()
  await issue(province, [commune], { urgency: 3, subject: 'Chuyện không ai được đọc trong thư' })
  await tick()
  const clerk = await emailOf(commune.clerk)
  expect(mails.map(({ to }) => to)).toEqual([clerk])
  expect(mails[0]?.subject).toBe('Văn bản hỏa tốc đến Đảng ủy xã Tân Lập')
  expect(mails[0]?.text).toContain('Tỉnh ủy Sơn Bình')
  expect(mails[0]?.text).toMatch(/http:\/\/localhost:8787\/[\w-]+\/van-ban-den\/cho\//)
  expect(JSON.stringify(mails)).not.toContain('không ai được đọc')
  expect(mails.map(({ to }) => to)).not.toContain(await emailOf(leader))
  mails.length = 0
  await tick()
  expect(mails).toEqual([])
})

test('what does not press is not told', async () => {
  await issue(province, [commune], { urgency: 0 })
  await tick()
  expect(mails).toEqual([])
})

test('a reminder is told to who must take it, a refusal to who sent', async () => {
  const { id, notation } = await issue(province, [commune], { urgency: 0 })
  await province.clerk.post(`${province.api}/documents/${id}/reminders`, {})
  await tick()
  expect(mails.map(({ to, subject }) => [to, subject])).toEqual([
    [await emailOf(commune.clerk), 'Tỉnh ủy Sơn Bình đôn đốc tiếp nhận văn bản'],
  ])
  mails.length = 0
  const found = (await waitingAt(commune)).find((one) => one.notation === notation)
  await commune.clerk.post(`${commune.api}/deliveries/${found!.id}/refusal`, { reason: 'unreadable' })
  await tick()
  expect(mails.map(({ to, subject }) => [to, subject])).toEqual([
    [await emailOf(province.clerk), 'Đảng ủy xã Tân Lập từ chối tiếp nhận văn bản'],
  ])
})

test('who has not proven an address is written nothing, and who wants nothing is left in peace', async () => {
  await instance.platform.control.execute('update user set emailVerified = 0')
  await issue(province, [commune], { urgency: 2 })
  await tick()
  expect(mails).toEqual([])
  await prove()
  await commune.clerk.put('/api/reach/wishes', { mail: ['reminder'], push: [], digest: false })
  await issue(province, [commune], { urgency: 2 })
  await tick()
  expect(mails).toEqual([])
  await commune.clerk.put('/api/reach/wishes', {
    mail: ['urgent', 'reminder'],
    push: ['urgent'],
    digest: false,
  })
})

test('a mail service that is down loses nothing: the same letter comes when it is up', async () => {
  said = { outcome: 'later', reason: '421' }
  await issue(province, [commune], { urgency: 1 })
  await tick()
  await tick()
  const ids = new Set(mails.map(({ id }) => id))
  expect(ids.size).toBe(1)
  said = { outcome: 'accepted' }
  for (let i = 0; i < 12; i += 1) await tick()
  expect(new Set(mails.map(({ id }) => id))).toEqual(ids)
  const { items } = (await commune.clerk.get(`${commune.api}/letters`)).body
  expect(items[0]).toMatchObject({ kind: 'urgent', state: 'accepted' })
})

test('what the service refuses is shown to the administrator, who sends it again', async () => {
  said = { outcome: 'refused', reason: '550 5.1.1 no such user' }
  await issue(province, [commune], { urgency: 1 })
  await tick()
  const shown = (await commune.clerk.get(`${commune.api}/letters?state=refused`)).body
  expect(shown).toMatchObject({
    mail: true,
    refused: 1,
    items: [{ kind: 'urgent', reason: '550 5.1.1 no such user' }],
  })
  said = { outcome: 'accepted' }
  mails.length = 0
  const [{ id }] = shown.items
  expect((await commune.clerk.post(`${commune.api}/letters/${id}/sending`)).status).toBe(200)
  await instance.settle()
  expect(mails.map((one) => one.id)).toEqual([id])
  expect((await commune.clerk.post(`${commune.api}/letters/${id}/sending`)).status).toBe(409)
})

describe('on a device', () => {
  const point = `B${'A'.repeat(86)}`
  const subscription = {
    endpoint: 'https://fcm.googleapis.com/fcm/send/abc',
    p256dh: point,
    auth: 'A'.repeat(22),
    name: 'Chrome',
  }

  test('hỏa tốc is told on each device, khẩn on none; a device that is gone is forgotten', async () => {
    const added = await commune.clerk.post('/api/reach/devices', subscription)
    expect(added.status).toBe(201)
    await issue(province, [commune], { urgency: 1 })
    await tick()
    expect(pushes).toEqual([])
    await issue(province, [commune], { urgency: 4 })
    await tick()
    expect(pushes).toHaveLength(1)
    expect(pushes[0]?.device.endpoint).toBe(subscription.endpoint)
    expect(pushes[0]?.notice.title).toBe('Văn bản hỏa tốc hẹn giờ đến Đảng ủy xã Tân Lập')
    pushed = { outcome: 'gone' }
    await issue(province, [commune], { urgency: 4 })
    await tick()
    expect((await commune.clerk.get('/api/reach')).body.devices).toEqual([])
    await issue(province, [commune], { urgency: 4 })
    await tick()
    expect(pushes).toHaveLength(2)
  })

  test('notices go to push services that are known, and a device is its owner’s alone', async () => {
    for (const endpoint of [
      'https://evil.example/x',
      'http://fcm.googleapis.com/x',
      'https://fcm.googleapis.com:8443/x',
      'https://evilfcm.googleapis.com.evil.example/x',
    ]) {
      const refused = await commune.clerk.post('/api/reach/devices', { ...subscription, endpoint })
      expect([endpoint, refused.status]).toEqual([endpoint, 422])
    }
    const { id } = (await commune.clerk.post('/api/reach/devices', subscription)).body
    expect((await province.clerk.delete(`/api/reach/devices/${id}`)).status).toBe(404)
    await province.clerk.post('/api/reach/devices', subscription)
    expect((await commune.clerk.get('/api/reach')).body.devices).toEqual([])
    for (let i = 0; i < 12; i += 1)
      await commune.clerk.post('/api/reach/devices', {
        ...subscription,
        endpoint: `${subscription.endpoint}${i}`,
      })
    expect((await commune.clerk.get('/api/reach')).body.devices).toHaveLength(10)
  })
})

test('who asks for it gets one letter a day with what waits, and none when nothing does', async () => {
  const person = await joinCommittee(instance, commune.handle, { name: 'Giàng A Sáng', roles: ['clerk'] })
  await prove()
  await instance.keepSessions()
  await person.put('/api/reach/wishes', { mail: [], push: [], digest: true })
  const address = await emailOf(person)
  const ofHis = () => mails.filter(({ to }) => to === address)
  await issue(province, [commune], { urgency: 0 })
  await tick()
  expect(ofHis()).toEqual([])
  instance.clock.now = Date.parse('2026-03-03T00:31:00Z')
  await tick()
  await tick()
  expect(ofHis().map(({ subject }) => subject)).toEqual(['Việc đang chờ ngày 03/03/2026'])
  expect(ofHis()[0]?.text).toMatch(/Đảng ủy xã Tân Lập: \d+ văn bản đến chờ tiếp nhận/)
  for (const { id } of await waitingAt(commune))
    await commune.clerk.post(`${commune.api}/deliveries/${id}/acceptance`, {})
  mails.length = 0
  instance.clock.now = Date.parse('2026-03-04T00:31:00Z')
  await tick()
  expect(ofHis()).toEqual([])
})

test('whichever call to a database is lost, before or after it was done, each paper is told once', async () => {
  await commune.clerk.put('/api/reach/wishes', { mail: ['urgent'], push: [], digest: false })
  const clerk = await emailOf(commune.clerk)
  const tell = async (plan: Plan): Promise<void> => {
    await issue(province, [commune], { urgency: 1 })
    mails.length = 0
    const faulty = withFaults(instance.platform, plan, ['control', 'exchange', 'tenant'])
    const control = connect(faulty.control, 'control', noTrips())
    await tellNotices(faulty, control, house).catch(() => undefined)
    await instance.settle()
  }
  const whole: Plan = { calls: 0, log: [] }
  await tell(whole)
  expect(whole.calls).toBeGreaterThan(8)
  for (const how of ['before', 'after'] as const) {
    for (let at = 1; at <= whole.calls; at += 1) {
      await tell({ at, how, calls: 0, log: [] })
      // Long enough for whoever died with a letter in hand to be given up.
      for (let minutes = 0; minutes < 13; minutes += 4) {
        instance.clock.now += 3 * 60_000
        await tick()
      }
      const ids = mails.filter(({ to }) => to === clerk).map(({ id }) => id)
      expect([how, at, new Set(ids).size]).toEqual([how, at, 1])
    }
  }
}, 60_000)

test('no address, name or word of a letter reaches a log', () => {
  expect(JSON.stringify(instance.logs)).not.toMatch(/@example|Sơn Bình|Tân Lập|550|fcm/)
})
