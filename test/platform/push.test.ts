import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { pusherOf } from '../../src/platform/push.ts'
import type { Pusher } from '../../src/platform/push.ts'
import { newPushKey } from '../../src/platform/secret.ts'
import { newBrowser, startPushService, vapidOf } from '../support/push-service.ts'

const BASE_URL = 'https://lienthong.example.vn'
const notice = {
  title: 'Văn bản hỏa tốc đến Đảng ủy xã Tả Van',
  body: 'Của Tỉnh ủy.',
  url: `${BASE_URL}/a`,
  tag: 't',
}

let service: Awaited<ReturnType<typeof startPushService>>
let pusher: Pusher
const key = newPushKey()
beforeAll(async () => {
  service = await startPushService()
  pusher = pusherOf({ BASE_URL, PUSH_KEY: key, PUSH_SERVICES: 'push.test' }, service.fetch, 300)!
})
beforeEach(() => service.answer(201))
afterAll(() => service.stop())

test('a notice is sealed for one browser, which alone can read it, and signed by the key it subscribed with', async () => {
  const [mine, other] = [newBrowser('mine'), newBrowser('other')]
  expect(await pusher.send(mine.device, notice)).toEqual({ outcome: 'accepted' })
  const { path, headers, body } = service.came.at(-1)!
  expect(path).toBe('/send/mine')
  expect(mine.open(body)).toEqual(notice)
  expect(() => other.open(body)).toThrow('unable to authenticate data')
  expect(body.toString('latin1')).not.toContain('lienthong')
  expect(headers).toMatchObject({ 'content-encoding': 'aes128gcm', ttl: '86400', urgency: 'high' })
  const { key: shown, aud, exp, sub } = vapidOf(headers.authorization)
  expect([shown, aud, sub]).toEqual([pusher.key, 'https://push.test', BASE_URL])
  expect(exp - Date.now() / 1000).toBeGreaterThan(60)
  expect(exp - Date.now() / 1000).toBeLessThanOrEqual(24 * 3600)
})

test('the length of what was said does not show', async () => {
  const { device } = newBrowser()
  await pusher.send(device, { ...notice, body: '' })
  await pusher.send(device, { ...notice, body: 'x'.repeat(500) })
  const [short, long] = service.came.slice(-2)
  expect(short!.body.length).toBe(long!.body.length)
})

test.each([
  [201, 'accepted'],
  [202, 'accepted'],
  [404, 'gone'],
  [410, 'gone'],
  [400, 'refused'],
  [403, 'refused'],
  [413, 'refused'],
  [301, 'later'],
  [401, 'later'],
  [429, 'later'],
  [500, 'later'],
  [503, 'later'],
  ['cut', 'later'],
  ['silence', 'later'],
] as const)('a service that answers %s: %s', async (answers, outcome) => {
  service.answer(answers)
  expect((await pusher.send(newBrowser().device, notice)).outcome).toBe(outcome)
})

test('a device whose keys are no keys is one for nobody, and does no harm', async () => {
  const { device } = newBrowser()
  const said = await pusher.send({ ...device, p256dh: 'B'.repeat(87) }, notice)
  expect(said.outcome).toBe('later')
})

test('nothing is sent but to push services that are known', async () => {
  const before = service.came.length
  const { device } = newBrowser()
  for (const endpoint of [
    'https://evil.test/x',
    'http://push.test/x',
    'https://push.test.evil/x',
    'https://u:p@evil/x',
    'nothing',
  ])
    expect((await pusher.send({ ...device, endpoint }, notice)).outcome).toBe('gone')
  expect(service.came.length).toBe(before)
  expect(pusher.knows('https://updates.push.services.mozilla.com/wpush/v2/x')).toBe(true)
  expect(pusher.knows('https://wns2-par02p.notify.windows.com/w/?token=x')).toBe(true)
  expect(pusher.knows('https://web.push.apple.com/x')).toBe(true)
})

test('without a key there is no pusher; keys that are made fit, each time', () => {
  expect(pusherOf({ BASE_URL })).toBeUndefined()
  for (let i = 0; i < 300; i += 1) expect(newPushKey()).toMatch(/^[\w-]{87}\.[\w-]{43}$/)
})
