import { afterAll, beforeAll, expect, test } from 'vitest'
import { directive, draft, issue, openPlace, openProvince, waitingAt } from '../support/exchange.ts'
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

const ask = (tag?: string) =>
  commune.clerk.get(`${commune.api}/pulse`, tag === undefined ? {} : { 'if-none-match': tag })

test('says what waits, as the menu does, and nothing while nothing changes', async () => {
  const first = await ask()
  const tag = first.headers.get('etag')!
  expect(first.body.counts).toEqual((await commune.clerk.get(commune.api)).body.counts)
  for (const known of [tag, tag.replace('W/', ''), tag.replace(/"$/, '-gzip"'), `"other", ${tag}`, '*']) {
    const same = await ask(known)
    expect([known, same.status, same.body, same.headers.get('etag')]).toEqual([known, 304, '', tag])
  }
  expect((await ask('"other"')).status).toBe(200)
})

test('another mark with each thing that comes, goes or is asked for', async () => {
  const marks = new Set<string>()
  const note = async () => {
    const { mark } = (await ask()).body
    expect(marks.has(mark)).toBe(false)
    marks.add(mark)
  }
  await note()
  const { id, notation } = await issue(province, [commune], { urgency: 0 })
  await note()
  await province.clerk.post(`${province.api}/documents/${id}/reminders`, {})
  await note()
  const found = (await waitingAt(commune)).find((one) => one.notation === notation)!
  // One goes as another comes: the counts are the same, the desk is not.
  await commune.clerk.post(`${commune.api}/deliveries/${found.id}/acceptance`, {})
  await issue(province, [commune], { urgency: 0 })
  await note()
})

test('the sender’s mark changes with every answer, every draft and every change of one', async () => {
  let last = ''
  const changed = async () => {
    const { mark } = (await province.clerk.get(`${province.api}/pulse`)).body
    expect(mark).not.toBe(last)
    last = mark
  }
  await changed()
  instance.clock.now += 60_000
  const { notation } = await issue(province, [commune], { urgency: 0 })
  await changed()
  const found = (await waitingAt(commune)).find((one) => one.notation === notation)!
  await commune.clerk.post(`${commune.api}/deliveries/${found.id}/refusal`, { reason: 'unreadable' })
  await changed()
  instance.clock.now += 60_000
  const { id, version } = await draft(province, [commune])
  await changed()
  instance.clock.now += 60_000
  const edited = await directive(province, [commune], { subject: 'Về một việc khác' })
  const done = await province.clerk.put(`${province.api}/documents/${id}`, edited, {
    'if-match': `"v${version}"`,
  })
  expect(done.status).toBe(200)
  await changed()
  await province.clerk.delete(`${province.api}/documents/${id}`, { 'if-match': done.headers.get('etag')! })
  await changed()
})
