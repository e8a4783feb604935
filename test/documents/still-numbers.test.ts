import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { directive, draft, issue, openPlace, openProvince, waitingAt } from '../support/exchange.ts'
import type { Place } from '../support/exchange.ts'
import { startInstance } from '../support/instance.ts'
import type { Instance } from '../support/instance.ts'
import { meddler } from '../support/place.ts'

const { change, next } = meddler()
let instance: Instance
let commune: Place
let places = 0
beforeAll(async () => {
  instance = await startInstance(change)
  commune = await openPlace(instance, 'Đảng ủy xã Tân Lập')
})
afterAll(() => instance.stop())

const province = () => openProvince(instance, `Tỉnh ủy Sơn Bình ${String((places += 1))}`)
const structure = async (place: Place) => (await place.clerk.get(`${place.api}/organisation`)).body
const state = async (place: Place, id: string) =>
  (await place.clerk.get(`${place.api}/documents/${id}`)).body.state

test('a paper is not numbered in a term that was closed while it was being issued', async () => {
  const place = await province()
  const { id, version } = await draft(place, [commune])
  next.write = () => place.clerk.post(`${place.api}/terms`, { name: 'Mới', opensOn: '2026-03-02' })
  const tried = await place.clerk.post(`${place.api}/documents/${id}/issue`, { version })
  expect(tried.status).toBe(412)
  expect(await state(place, id)).toBe('draft')
  expect(await waitingAt(commune)).toEqual([])
  const again = await place.clerk.post(`${place.api}/documents/${id}/issue`, { version })
  expect(again.body).toMatchObject({ number: 1 })
})

test('a number is not held under a suffix that was changed meanwhile', async () => {
  const place = await province()
  const [main] = (await structure(place)).issuers
  const body = { typeId: 'chi-thi', issuerId: main.id, why: 'paper' }
  next.write = () =>
    place.clerk.patch(`${place.api}/issuers/${main.id}`, { suffix: 'TUM' }, { 'if-match': '"v1"' })
  expect((await place.clerk.post(`${place.api}/number-reservations`, body)).status).toBe(409)
  const held = await place.clerk.post(`${place.api}/number-reservations`, body)
  expect(held.body).toMatchObject({ number: 1, notation: '01-CT/TUM' })
})

test('an issuer or a unit that was closed issues and receives no more', async () => {
  const place = await province()
  const { body: office } = await place.clerk.post(`${place.api}/issuers`, {
    name: 'Văn phòng Tỉnh ủy',
    suffix: 'VPTU',
    kind: 'office',
  })
  const { body: unit } = await place.clerk.post(`${place.api}/units`, { name: 'Phòng Tổng hợp' })
  const { id, version } = await draft(place, [commune], { issuerId: office.id })
  await place.clerk.delete(`${place.api}/issuers/${office.id}`)
  await place.clerk.delete(`${place.api}/units/${unit.id}`)
  const tried = await place.clerk.post(`${place.api}/documents/${id}/issue`, { version })
  expect(tried.body.fields.map((one: { field: string }) => one.field)).toEqual(['issuerId'])
  const saved = await place.clerk.post(`${place.api}/documents`, {
    issuerId: office.id,
    recipients: [{ kind: 'unit', id: unit.id }],
  })
  expect(saved.body.fields.map((one: { field: string }) => one.field)).toEqual(['issuerId', 'recipients.0'])
  const held = await place.clerk.post(`${place.api}/number-reservations`, {
    typeId: 'chi-thi',
    issuerId: office.id,
    why: 'paper',
  })
  expect(held.status).toBe(422)
  await issue(commune, [place])
  const [arrival] = await waitingAt(place)
  const accepted = await place.clerk.post(`${place.api}/deliveries/${arrival!.id}/acceptance`, {
    unitId: unit.id,
  })
  expect(accepted.body.fields.map((one: { field: string }) => one.field)).toEqual(['unitId'])
})

describe('a type that changes runs', () => {
  const move = (place: Place, series: string) =>
    place.clerk.patch(`${place.api}/document-types/thong-bao`, { series }, { 'if-match': '"v1"' })
  const setNext = (place: Place, issuerId: string, series: string, nextNumber: number) =>
    place.clerk.put(`${place.api}/number-series`, { issuerId, series, next: nextNumber })
  const notice = { typeId: 'thong-bao' }

  test('while a paper of it is being issued: the paper waits, no number comes twice', async () => {
    const place = await province()
    const { id, version } = await draft(place, [commune], notice)
    next.write = () => move(place, 'ket-luan')
    const tried = await place.clerk.post(`${place.api}/documents/${id}/issue`, { version })
    expect([tried.status, await state(place, id)]).toEqual([412, 'draft'])
    await issue(place, [commune], { typeId: 'ket-luan' })
    const again = await place.clerk.post(`${place.api}/documents/${id}/issue`, { version })
    expect(again.body).toMatchObject({ notation: '02-TB/TU' })
  })

  test('is held where a paper of it was numbered meanwhile', async () => {
    const place = await province()
    const { id, version } = await draft(place, [commune], notice)
    next.write = () => place.clerk.post(`${place.api}/documents/${id}/issue`, { version })
    expect((await move(place, 'ket-luan')).status).toBe(412)
    expect(await state(place, id)).toBe('issued')
    expect((await issue(place, [commune], notice)).notation).toBe('02-TB/TU')
  })

  test('takes its numbers along: the new run cannot be set back to one of them', async () => {
    const place = await province()
    const { issuerId } = await directive(place, [])
    for (let i = 0; i < 3; i++) await issue(place, [commune], notice)
    expect((await setNext(place, issuerId, 'ket-luan', 9)).status).toBe(200)
    expect((await move(place, 'ket-luan')).status).toBe(200)
    expect((await setNext(place, issuerId, 'ket-luan', 2)).status).toBe(409)
    expect((await setNext(place, issuerId, 'ket-luan', 4)).status).toBe(200)
    expect((await issue(place, [commune], notice)).notation).toBe('04-TB/TU')
  })
})
