import { afterAll, beforeAll, expect, test } from 'vitest'
import { joinCommittee } from '../support/committee.ts'
import { issue, openPlace, openProvince, upload } from '../support/exchange.ts'
import type { Place } from '../support/exchange.ts'
import { startInstance } from '../support/instance.ts'
import type { Caller, Instance } from '../support/instance.ts'
import { clientOf } from '../support/place.ts'
import { plan, recording } from '../support/plans.ts'
import type { Ran } from '../support/plans.ts'

const ran: Ran[] = []
let instance: Instance
let province: Place
let commune: Place
let chief: Caller

beforeAll(async () => {
  instance = await startInstance((platform) => recording(platform, ran))
  province = await openProvince(instance)
  commune = await openPlace(instance, 'Đảng ủy xã Tân Lập')
  chief = await joinCommittee(instance, province.handle, { name: 'Chánh', roles: ['office_chief'] })
})
afterAll(() => instance.stop())

let n = 0
async function locked(by = province.clerk): Promise<{ id: string; notation: string }> {
  const sent = await issue(province, [commune], { files: [await upload(province, `tệp ${(n += 1)}`)] })
  const done = await by.post(`${province.api}/documents/${sent.id}/lock`, { found: 'stamp' })
  expect(done.status).toBe(201)
  return { id: done.body.id, notation: sent.notation }
}
const onDesk = async (by: Caller) =>
  ((await by.get(`${province.api}/desk`)).body.waiting as { kind: string; id: string; urgency: number }[])
    .filter(({ kind }) => kind === 'spill')
    .map(({ id }) => id)

test('the record of a draft is there for who read the draft, who locked it, and who decides or keeps the books', async () => {
  const writer = await joinCommittee(instance, province.handle, { name: 'Người Soạn', roles: ['specialist'] })
  const other = await joinCommittee(instance, province.handle, {
    name: 'Người Khác',
    roles: ['specialist', 'archivist'],
  })
  const made = await writer.post(`${province.api}/documents`, { subject: 'Dự thảo chưa ai đọc' })
  const { id } = (await writer.post(`${province.api}/documents/${made.body.id}/lock`, { found: 'stamp' }))
    .body
  const seen = async (by: Caller) => {
    const { items } = (await by.get(`${province.api}/spills?paper=${made.body.id}`)).body
    const { status, body } = await by.get(`${province.api}/spills/${id}`)
    return { items: items.length, status, body }
  }
  for (const by of [writer, chief, province.clerk])
    expect(await seen(by)).toMatchObject({ items: 1, status: 200 })
  const nothing = await other.get(`${province.api}/spills/khong-co`)
  expect(await seen(other)).toEqual({ items: 0, status: 404, body: nothing.body })
  const issued = await locked()
  expect((await other.get(`${province.api}/spills/${issued.id}`)).status).toBe(200)
  for (const one of [id, issued.id]) await chief.post(`${province.api}/spills/${one}/purge`)
})

test('a locked paper lies on the desk of whoever decides until it is decided, and on nobody else’s', async () => {
  const one = await locked()
  expect(await onDesk(chief)).toEqual([one.id])
  expect(await onDesk(province.clerk)).toEqual([])
  const [item] = (await chief.get(`${province.api}/work`)).body.items
  expect(item).toMatchObject({ kind: 'spill', ask: 'decide', urgency: 3, notation: one.notation })
  await chief.post(`${province.api}/spills/${one.id}/purge`)
  expect(await onDesk(chief)).toEqual([])
})

test('the book of them is read page after page, whole, of one state, of one paper, along indexes', async () => {
  const made = [await locked(), await locked(), await locked(), await locked()]
  await chief.post(`${province.api}/spills/${made[0]!.id}/release`, { reason: 'Dấu của mẫu biểu' })
  const tenant = await clientOf(instance, province.handle)
  // Enough of them that no list is short by chance.
  await tenant.execute(`insert into spill (id, side, subjectId, notation, typeName, documentIds, sendings, origin, found,
      state, at, byId, byName)
    with recursive many(i) as (select 1 union all select i + 1 from many where i < 2000)
    select 'old' || i, 'document', 'd' || i, '', '', '[]', '[]', 'here', 'stamp', 'purged', i, 'x', 'X' from many`)
  const path = `${province.api}/spills?limit=2`
  const list = async (query: string) => {
    const ids: string[] = []
    let cursor: string | undefined
    for (let page = 0; page < 3; page++) {
      const more = cursor === undefined ? '' : `&cursor=${encodeURIComponent(cursor)}`
      ran.length = 0
      const { body } = await chief.get(`${path}${query}${more}`)
      const read = ran.filter(({ sql }) => sql.includes('from "spill"'))
      expect(read.length).toBe(1)
      for (const one of read) {
        const [first, ...reach] = await plan(one)
        expect(first).toEqual(INDEXED)
        expect(reach.filter((line) => /^SCAN (?!mine$|CONSTANT ROW$)/.test(line))).toEqual([])
      }
      ids.push(...body.items.map(({ id }: { id: string }) => id))
      cursor = body.next
      if (cursor === undefined) break
    }
    return ids
  }
  const newest = made.map(({ id }) => id).toReversed()
  expect((await list('')).slice(0, 4)).toEqual(newest)
  expect(await list('&state=locked')).toEqual(newest.slice(0, 3))
  expect(await list('&state=released')).toEqual([made[0]!.id])
  ran.length = 0
  await chief.get(`${province.api}/desk`)
  const desk = ran.filter(({ sql }) => sql.includes('from "spill"'))
  expect(desk.length).toBe(1)
  for (const one of desk) expect(await plan(one)).toEqual([expect.stringMatching(/USING INDEX spill_/)])
})
const INDEXED = expect.stringMatching(/USING INDEX spill_(list|state)/)
