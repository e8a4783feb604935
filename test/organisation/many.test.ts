import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { proveAddress, signUpCommittee, signUpPerson } from '../support/committee.ts'
import { startInstance } from '../support/instance.ts'
import type { Caller, Instance } from '../support/instance.ts'

let instance: Instance
let admin: Caller
let here: string
let api: string
beforeAll(async () => {
  instance = await startInstance()
  admin = await signUpPerson(instance, 'Quách Thị Mời', 'quan-tri@example.vn')
  here = await signUpCommittee(admin)
  api = `/api/c/${here}`
})
afterAll(() => instance.stop())

const line = (more: object = {}) => ({
  name: 'Sùng Thị Được',
  email: `${randomUUID()}@example.vn`,
  roles: ['specialist'],
  ...more,
})
const invite = (items: object[], headers = {}) => admin.post(`${api}/invitations/list`, { items }, headers)
const sent = async () => (await admin.get(`${api}/invitations?limit=100`)).body.items
const pathOf = (link: string) => `/api/invitations/${here}/${link.split('/').at(-1)}`

test('an office comes in with one list; each link is for its address, with the unit and the roles of its line', async () => {
  const unit = (await admin.post(`${api}/units`, { name: 'Văn phòng Đảng ủy' })).body
  const items = Array.from({ length: 120 }, () => line())
  const mine = line({ unitId: unit.id, roles: ['clerk', 'specialist'] })
  const made = await invite([...items, mine])
  expect([made.status, made.body.items.length]).toEqual([201, 121])
  const { link } = made.body.items.at(-1)
  const person = await signUpPerson(instance, 'Sùng Thị Được', mine.email)
  await proveAddress(instance, mine.email)
  expect((await person.post(`${pathOf(link)}/acceptance`)).status).toBe(200)
  const { items: members } = (await admin.get(`${api}/members?limit=100`)).body
  expect(members.find((one: { email: string }) => one.email === mine.email)).toMatchObject({
    unit: { id: unit.id },
    roles: expect.arrayContaining(['clerk', 'specialist']),
  })
  const [entry] = (await admin.get(`${api}/audit?action=invitation.createMany`)).body.items
  expect(JSON.stringify(entry)).toContain('và 101 người khác')
})

test('every line that is wrong is named by its place, and nobody is invited until all are right', async () => {
  const before = (await sent()).length
  const twin = line()
  const wrong = await invite([line(), line({ email: 'không phải thư' }), line({ roles: [] })])
  expect([wrong.status, wrong.body.fields.map((one: { field: string }) => one.field)]).toEqual([
    422,
    ['items.1.email', 'items.2.roles'],
  ])
  const held = await invite([
    line({ email: 'QUAN-TRI@example.vn' }),
    twin,
    { ...twin, name: 'Người Khác' },
    line({ unitId: 'khong-co', positionId: 'khong-co' }),
  ])
  expect([held.status, held.body.fields.map((one: { field: string }) => one.field)]).toEqual([
    422,
    ['items.0.email', 'items.2.email', 'items.3.unitId', 'items.3.positionId'],
  ])
  expect(held.body.fields[0].message).toContain('Quách Thị Mời')
  expect(await sent()).toHaveLength(before)
})

test('a repeated request makes the same links; a new list for the same address ends the old link', async () => {
  const items = [line()]
  const key = { 'idempotency-key': 'moi-mot-lan-thoi' }
  const [first, second] = [await invite(items, key), await invite(items, key)]
  expect(second.body).toEqual(first.body)
  await invite(items)
  expect((await admin.get(pathOf(first.body.items[0].link))).status).toBe(410)
})

test('what nobody took up is undone at once; who came stays', async () => {
  const [one, two] = [line(), line()]
  const { items } = (await invite([one, two])).body
  const quick = await signUpPerson(instance, 'Nhanh Chân', one.email)
  await proveAddress(instance, one.email)
  expect((await quick.post(`${pathOf(items[0].link)}/acceptance`)).status).toBe(200)
  const all = await admin.post(`${api}/invitations/withdrawal`)
  expect(all.body.withdrawn).toBeGreaterThan(0)
  expect((await sent()).some(({ state }: { state: string }) => state === 'waiting')).toBe(false)
  expect((await admin.get(pathOf(items[1].link))).status).toBe(410)
  expect((await quick.get(api)).status).toBe(200)
})
