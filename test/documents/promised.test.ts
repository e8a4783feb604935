import { afterAll, beforeAll, expect, test } from 'vitest'
import { draft, issue, openPlace, openProvince, waitingAt } from '../support/exchange.ts'
import type { Place } from '../support/exchange.ts'
import { startInstance } from '../support/instance.ts'
import type { Instance } from '../support/instance.ts'

/** What a button promised is what happens, or it stops and says what would happen now. */
let instance: Instance
let province: Place
let commune: Place
beforeAll(async () => {
  instance = await startInstance()
  province = await openProvince(instance)
  commune = await openPlace(instance, 'Đảng ủy xã Tân Lập')
})
afterAll(() => instance.stop())

const shown = async (id: string): Promise<number> =>
  (await province.clerk.get(`${province.api}/documents/${id}`)).body.next.number

test('of two windows that promise one number the second stops, with the number it would be', async () => {
  const [first, second] = [await draft(province, [commune]), await draft(province, [commune])]
  const number = await shown(first.id)
  expect(await shown(second.id)).toBe(number)
  const send = (id: string, promised: number) =>
    province.clerk.post(`${province.api}/documents/${id}/issue`, { version: 1, number: promised })

  expect((await send(first.id, number)).body).toMatchObject({ number })
  const late = await send(second.id, number)
  expect(late.status).toBe(409)
  expect(late.body).toMatchObject({ code: 'number_gone', next: { number: number + 1 } })
  expect(late.body.detail).toContain(`bản này sẽ lấy số ${late.body.next.notation}`)
  const left = (await province.clerk.get(`${province.api}/documents/${second.id}`)).body
  expect(left).toMatchObject({ state: 'draft', version: 1, next: { number: number + 1 } })
  expect(await waitingAt(commune)).toHaveLength(1)

  // The number nobody got is not lost: the next promise is kept.
  expect((await send(second.id, number + 1)).body).toMatchObject({ number: number + 1 })
})

test('of many that promise one number at once exactly one gets it', async () => {
  const drafts = await Promise.all(Array.from({ length: 8 }, () => draft(province, [commune])))
  const number = await shown(drafts[0]!.id)
  const answers = await Promise.all(
    drafts.map(({ id }) =>
      province.clerk.post(`${province.api}/documents/${id}/issue`, { version: 1, number }),
    ),
  )
  expect(answers.filter(({ status }) => status === 200)).toHaveLength(1)
  expect(answers.filter(({ body }) => body.code === 'number_gone')).toHaveLength(7)
})

test('a number is held as it was shown, or not', async () => {
  const { issuers } = (await province.clerk.get(`${province.api}/organisation`)).body
  const { items } = (await province.clerk.get(`${province.api}/number-series`)).body
  const { next } = items.find(({ types }: { types: { id: string }[] }) =>
    types.some(({ id }) => id === 'bao-cao'),
  )
  const hold = (number: number) =>
    province.clerk.post(`${province.api}/number-reservations`, {
      typeId: 'bao-cao',
      issuerId: issuers[0].id,
      why: 'paper',
      number,
    })
  expect((await hold(next)).body).toMatchObject({ number: next })
  const late = await hold(next)
  expect(late.body).toMatchObject({ status: 409, code: 'number_gone', next: { number: next + 1 } })
})

test('a paper gets the số đến that was shown, or is not taken yet', async () => {
  const clerk = commune.clerk
  await issue(province, [commune])
  const [one, other] = await waitingAt(commune)
  const path = (id: string): string => `${commune.api}/deliveries/${id}`
  const promised = (await clerk.get(path(one!.id))).body.nextArrivalNo
  const take = (id: string, arrivalNo: number) => clerk.post(`${path(id)}/acceptance`, { arrivalNo })

  expect((await take(one!.id, promised)).body).toMatchObject({ arrivalNo: promised })
  const late = await take(other!.id, promised)
  expect(late.body).toMatchObject({ status: 409, code: 'number_gone', next: promised + 1 })
  expect((await clerk.get(path(other!.id))).body).toMatchObject({ status: '01', nextArrivalNo: promised + 1 })
  expect((await take(other!.id, promised + 1)).body).toMatchObject({ arrivalNo: promised + 1 })
  // Whoever was first is told before any number.
  expect((await take(other!.id, promised + 1)).body.detail).toContain('đã tiếp nhận')
})
