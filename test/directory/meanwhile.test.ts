import { afterAll, beforeAll, expect, test } from 'vitest'
import { joinCommittee } from '../support/committee.ts'
import { openPlace, openProvince, openStranger } from '../support/exchange.ts'
import type { Place } from '../support/exchange.ts'
import { startInstance } from '../support/instance.ts'
import type { Caller, Instance } from '../support/instance.ts'

/** What happens just before the next batch of the directory that keeps a change in a history: once. */
let meanwhile: (() => Promise<unknown>) | undefined
let instance: Instance
let province: Place
let elsewhere: Place
let asking: Place
beforeAll(async () => {
  instance = await startInstance((platform) => ({
    ...platform,
    control: new Proxy(platform.control, {
      get(target, key) {
        if (key === 'batch')
          return async (...args: Parameters<typeof target.batch>) => {
            const act = meanwhile
            if (act !== undefined && JSON.stringify(args[0]).includes('insert into \\"committee_event\\"')) {
              meanwhile = undefined
              await act()
            }
            return target.batch(...args)
          }
        const value: unknown = Reflect.get(target, key)
        return typeof value === 'function' ? value.bind(target) : value
      },
    }),
  }))
  province = await openProvince(instance)
  elsewhere = await openPlace(instance, 'Đảng ủy xã Tả Van')
  asking = await openStranger(instance, 'Đảng ủy xã Bản Hồ')
  await asking.clerk.put(`${asking.api}/superior`, { handle: province.handle })
})
afterAll(() => instance.stop())

const CODE = { code: 'G07.11.99', validFrom: '2026-01-01' }
const links = (path: string, body?: unknown) => (caller: Caller) =>
  caller.post(`${province.api}/links/${asking.handle}/${path}`, body)

test.each<[string, (caller: Caller) => ReturnType<Caller['call']>]>([
  ['accept a link', links('acceptance')],
  ['refuse one', links('refusal')],
  ['add a code', (caller) => caller.post(`${province.api}/codes`, CODE)],
  ['ask for a superior', (caller) => caller.put(`${province.api}/superior`, { handle: elsewhere.handle })],
])('whoever left the committee meanwhile does not %s', async (what, ask) => {
  const name = `Quản trị ${what}`
  const admin = await joinCommittee(instance, province.handle, { name, roles: ['admin'] })
  const { items } = (await province.clerk.get(`${province.api}/members?limit=100`)).body
  const { id } = items.find((one: { name: string }) => one.name === name)
  const stands = async () =>
    JSON.stringify([
      (await province.clerk.get(`${province.api}/links`)).body,
      (await province.clerk.get(`/api/directory/${province.handle}`)).body,
    ])
  const before = await stands()
  let left = 0
  meanwhile = async () => {
    left = (await province.clerk.post(`${province.api}/members/${id}/departure`)).status
  }
  const answer = await ask(admin)
  meanwhile = undefined
  expect([left, answer.status]).toEqual([200, 404])
  expect(await stands()).toBe(before)
})
