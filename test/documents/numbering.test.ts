import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { directive, draft, issue, openPlace, openProvince } from '../support/exchange.ts'
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

test('200 documents issued at once get 200 numbers in a row, each once', async () => {
  const body = await directive(province, [commune])
  const drafts = await Promise.all(
    Array.from({ length: 200 }, () => province.clerk.post(`${province.api}/documents`, body)),
  )
  const issued = await Promise.all(
    drafts.map(({ body: one }) =>
      province.clerk.post(`${province.api}/documents/${one.id}/issue`, { version: 1 }),
    ),
  )
  expect(new Set(issued.map((one) => one.status))).toEqual(new Set([200]))
  const numbers = issued.map((one) => one.body.number as number).sort((a, b) => a - b)
  expect(numbers).toEqual(Array.from({ length: 200 }, (_, i) => i + 1))
})

test('one document issued 20 times at once gets one number, the others are told', async () => {
  const before = await issue(province, [commune])
  const { id } = await draft(province, [commune])
  const tries = await Promise.all(
    Array.from({ length: 20 }, () =>
      province.clerk.post(`${province.api}/documents/${id}/issue`, { version: 1 }),
    ),
  )
  const won = tries.filter((one) => one.status === 200)
  expect(won).toHaveLength(1)
  expect(won[0]!.body.number).toBe(before.number + 1)
  for (const lost of tries.filter((one) => one.status !== 200))
    expect(lost.body.detail).toContain(won[0]!.body.notation)
  expect((await issue(province, [commune])).number).toBe(before.number + 2)
})

test('each type counts for itself, Quyết định and Quy định together', async () => {
  const place = await openProvince(instance, 'Tỉnh ủy Hòa Giang')
  const numbers: string[] = []
  for (const typeId of ['nghi-quyet', 'quyet-dinh', 'quy-dinh', 'quyet-dinh', 'nghi-quyet']) {
    numbers.push((await issue(place, [commune], { typeId })).notation)
  }
  expect(numbers).toEqual(['01-NQ/TU', '01-QĐ/TU', '02-QĐ/TU', '03-QĐ/TU', '02-NQ/TU'])
})

test('numbers go on over New Year and start again with a new term; a suffix counts for itself', async () => {
  const place = await openProvince(instance, 'Tỉnh ủy Bình Phú')
  const start = instance.clock.now
  await instance.keepSessions()
  try {
    instance.clock.now = Date.parse('2026-12-31T10:00:00Z')
    expect((await issue(place, [commune])).notation).toBe('01-CT/TU')
    instance.clock.now = Date.parse('2026-12-31T17:30:00Z')
    expect(await issue(place, [commune])).toMatchObject({ notation: '02-CT/TU', issuedOn: '2027-01-01' })

    const office = await place.clerk.post(`${place.api}/issuers`, {
      name: 'Văn phòng Tỉnh ủy',
      suffix: 'VPTU',
      kind: 'office',
    })
    expect(office.status).toBe(201)
    expect(
      (
        await issue(place, [commune], {
          typeId: 'cong-van',
          issuerId: office.body.id,
          decidingBody: 'office',
        })
      ).notation,
    ).toBe('01-CV/VPTU')

    instance.clock.now = Date.parse('2030-10-20T02:00:00Z')
    expect(
      (await place.clerk.post(`${place.api}/terms`, { name: 'Nhiệm kỳ 2030-2035', opensOn: '2030-10-20' }))
        .status,
    ).toBe(201)
    expect((await issue(place, [commune])).notation).toBe('01-CT/TU')
  } finally {
    instance.clock.now = start
  }
})

test('a number held for a secret paper is one of the run, shows no content, and stays when cancelled', async () => {
  const place = await openProvince(instance, 'Tỉnh ủy Thanh Bình')
  const first = await issue(place, [commune])
  const { issuerId } = await directive(place, [commune])
  const held = await place.clerk.post(`${place.api}/number-reservations`, {
    typeId: 'chi-thi',
    issuerId,
    why: 'secret',
    subject: 'không được giữ',
  })
  expect(held.status).toBe(201)
  expect(held.body).toMatchObject({ number: first.number + 1, notation: '02-CT/TU' })
  expect((await issue(place, [commune])).notation).toBe('03-CT/TU')
  const cancel = () =>
    place.clerk.post(`${place.api}/number-reservations/${held.body.id}/cancellation`, {
      reason: 'Không ban hành nữa',
    })
  expect((await cancel()).status).toBe(201)
  expect((await cancel()).status).toBe(409)
  expect((await issue(place, [commune])).notation).toBe('04-CT/TU')
  const register = await place.clerk.get(`${place.api}/registers/outgoing`)
  expect(register.body.items).toMatchObject([
    { notation: '01-CT/TU', state: 'issued' },
    {
      notation: '02-CT/TU',
      state: 'cancelled',
      subject: '',
      recipients: '',
      note: 'Hủy số: Không ban hành nữa',
    },
    { notation: '03-CT/TU', state: 'issued' },
    { notation: '04-CT/TU', state: 'issued' },
  ])
})
