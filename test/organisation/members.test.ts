import { desc } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { audit } from '../../src/core/tables.ts'
import { joinCommittee, signUpCommittee, signUpPerson } from '../support/committee.ts'
import { startInstance } from '../support/instance.ts'
import type { Caller, Instance } from '../support/instance.ts'
import { tenantOf } from '../support/place.ts'

let instance: Instance
let admin: Caller
let handle: string
let at: string
beforeAll(async () => {
  instance = await startInstance()
  admin = await signUpPerson(instance, 'Lò Văn Xem')
  handle = await signUpCommittee(admin)
  at = `/api/c/${handle}`
})
afterAll(() => instance.stop())

type Member = { id: string; name: string; rank: number; roles: string[]; version: number; active: boolean }

const members = async (query = 'limit=100'): Promise<Member[]> =>
  (await admin.get(`${at}/members?${query}`)).body.items
const named = async (name: string): Promise<Member> =>
  (await members()).find((one) => one.name === name) as Member
const edit = (it: Member, body: object, caller = admin) =>
  caller.patch(`${at}/members/${it.id}`, body, { 'if-match': `"v${it.version}"` })
const lastAudit = async () => {
  const tenant = await tenantOf(instance, handle)
  const [row] = await tenant.select().from(audit).orderBy(desc(audit.id)).limit(1)
  return row!
}

describe('the list of members', () => {
  test('is in rank order, then by given name as Vietnamese sorts it, page by page', async () => {
    const order = ['Đỗ Thị Ánh', 'Bùi Văn Dũng', 'Vàng A Dụng', 'Nguyễn Thị Đào', 'Hoàng Văn Ước']
    for (const name of order.toReversed())
      await joinCommittee(instance, handle, { name, roles: ['specialist'] })
    const secretary = (await admin.post(`${at}/positions`, { name: 'Bí thư', rank: 10 })).body
    await edit(await named('Hoàng Văn Ước'), { positionId: secretary.id })

    const seen: string[] = []
    let cursor = ''
    do {
      const page = await admin.get(`${at}/members?limit=2${cursor}`)
      expect(page.body.items.length).toBeLessThanOrEqual(2)
      seen.push(...page.body.items.map((one: Member) => one.name))
      cursor = page.body.next === undefined ? '' : `&cursor=${encodeURIComponent(page.body.next)}`
    } while (cursor !== '')
    expect(seen).toEqual([
      'Hoàng Văn Ước',
      'Đỗ Thị Ánh',
      'Bùi Văn Dũng',
      'Vàng A Dụng',
      'Nguyễn Thị Đào',
      'Lò Văn Xem',
    ])
    expect((await admin.get(`${at}/members?cursor=nothing`)).status).toBe(422)
  })

  test('is for members only', async () => {
    const stranger = await signUpPerson(instance, 'Vàng Thị Mỷ')
    expect((await stranger.get(`${at}/members`)).status).toBe(404)
  })
})

describe('a member', () => {
  test('stands where the position does, unless given a rank of their own', async () => {
    const deputy = (await admin.post(`${at}/positions`, { name: 'Phó Bí thư', rank: 20 })).body
    const first = (await edit(await named('Bùi Văn Dũng'), { positionId: deputy.id })).body
    const second = (await edit(await named('Vàng A Dụng'), { positionId: deputy.id, rank: 25 })).body
    expect([first.rank, second.rank]).toEqual([20, 25])
    expect(first.position).toEqual({ id: deputy.id, name: 'Phó Bí thư' })
    await admin.patch(`${at}/positions/${deputy.id}`, { rank: 15 }, { 'if-match': '"v1"' })
    expect([(await named('Bùi Văn Dũng')).rank, (await named('Vàng A Dụng')).rank]).toEqual([15, 25])
    const free = await edit(await named('Bùi Văn Dũng'), { positionId: null })
    expect(free.body.rank).toBe(1000)
    expect((await admin.delete(`${at}/positions/${deputy.id}`)).status).toBe(409)
  })

  test('is edited on the version seen, with units and positions that exist and are open', async () => {
    const one = await named('Nguyễn Thị Đào')
    const unit = (await admin.post(`${at}/units`, { name: 'Văn phòng Đảng ủy' })).body
    const placed = await edit(one, { unitId: unit.id, name: 'Nguyễn Thị Hồng Đào' })
    expect(placed.headers.get('etag')).toBe('"v2"')
    expect(placed.body).toMatchObject({ name: 'Nguyễn Thị Hồng Đào', unit: { name: 'Văn phòng Đảng ủy' } })
    expect((await edit(one, { rank: 1 })).status).toBe(412)
    const wrong = await edit({ ...one, version: 2 }, { unitId: 'khong-co', positionId: 'khong-co' })
    expect(wrong.body.fields.map((field: { field: string }) => field.field)).toEqual(['unitId', 'positionId'])
    expect((await edit({ ...one, version: 2 }, { roles: ['king'] })).status).toBe(422)
    expect((await edit({ ...one, id: 'khong-co' }, { rank: 1 })).status).toBe(404)
    expect(await lastAudit()).toMatchObject({ action: 'member.update', subjectId: one.id })
  })

  test('who loses a role cannot use it at the next request, and the audit says who took it', async () => {
    const clerk = await joinCommittee(instance, handle, { name: 'Nguyễn Thị Hoa', roles: ['clerk', 'admin'] })
    expect((await clerk.post(`${at}/units`, { name: 'Tổ Văn thư' })).status).toBe(201)
    const taken = await edit(await named('Nguyễn Thị Hoa'), { roles: ['clerk'] })
    expect(taken.body.roles).toEqual(['clerk'])
    expect((await clerk.post(`${at}/units`, { name: 'Tổ Lưu trữ' })).status).toBe(403)
    expect((await clerk.get(`${at}/organisation`)).status).toBe(200)
    const row = await lastAudit()
    expect(row).toMatchObject({ action: 'member.roles', actor: 'Lò Văn Xem', subject: 'Nguyễn Thị Hoa' })
    expect(JSON.parse(row.before!).roles).toEqual(['clerk', 'admin'])
    expect(JSON.parse(row.after!).roles).toEqual(['clerk'])
    await edit({ ...(await named('Nguyễn Thị Hoa')) }, { roles: [] })
    expect((await clerk.get(`${at}/organisation`)).status).toBe(403)
  })
})

describe('the last administrator', () => {
  test('cannot lose the role, and is told why', async () => {
    const me = await named('Lò Văn Xem')
    const tried = await edit(me, { roles: ['clerk'] })
    expect(tried.status).toBe(409)
    expect(tried.body.detail).toBe(
      'Đồng chí Lò Văn Xem là quản trị cuối cùng. Đề nghị giao quyền quản trị cho đồng chí khác trước.',
    )
    expect(await named('Lò Văn Xem')).toEqual(me)
  })

  test('stays when two take the role from each other at once', async () => {
    const second = await joinCommittee(instance, handle, { name: 'Giàng A Páo', roles: ['admin'] })
    const [one, two] = [await named('Lò Văn Xem'), await named('Giàng A Páo')]
    const both = await Promise.all([edit(two, { roles: [] }), edit(one, { roles: [] }, second)])
    expect(both.filter((answer) => answer.status === 200)).toHaveLength(1)
    const found = await (
      await tenantOf(instance, handle)
    ).run(`select count(*) as n from member_role where role = 'admin'`)
    expect(found.rows[0]?.n).toBe(1)
  })
})
