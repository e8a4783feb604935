import { afterAll, beforeAll, expect, test } from 'vitest'
import { RESERVED } from '../../src/directory/schema.ts'
import { anyCommittee, signUpCommittee, signUpPerson } from '../support/committee.ts'
import { draft, openProvince } from '../support/exchange.ts'
import { startInstance } from '../support/instance.ts'
import type { Caller, Instance } from '../support/instance.ts'

let instance: Instance
let stranger: Caller
beforeAll(async () => {
  instance = await startInstance()
  stranger = await signUpPerson(instance, 'Người Lạ')
})
afterAll(() => instance.stop())

/** Which fields stop a sign-up. */
const refused = async (facts: object): Promise<string[]> => {
  const { status, body } = await stranger.post('/api/committees', { ...anyCommittee, ...facts })
  return status === 422 ? body.fields.map((one: { field: string }) => one.field) : []
}

test.each([
  ['a zero-width space', 'Tỉnh ủy\u200b Sơn Bình'],
  ['a mark that turns the writing', 'Tỉnh ủy \u202eSơn Bình'],
  ['a Cyrillic letter', 'Tỉnһ ủy Sơn Bình'],
])('a committee is not signed up under a name with %s', async (_, name) => {
  expect(await refused({ name })).toEqual(['name'])
})

test.each([
  'Đơn vị quản lý hệ thống',
  'ĐƠN VỊ QUẢN  LÝ HỆ THỐNG – Liên Thông',
  'Đơn vị quản Iý hệ thống',
  'Ban Quản trị hệ thống Liên Thông',
  'Liên-Thông',
])('nor as %s, which speaks for whoever runs the instance', async (name) => {
  expect(await refused({ name })).toEqual(['name'])
})

test('nor is a person, who would invite others under it', async () => {
  const handle = await signUpCommittee(stranger, { name: 'Chi bộ Đặt Tên', kind: 'cell', suffix: 'CB' })
  const name = 'Đơn vị quản lý hệ thống'
  const email = 'ai-do@example.vn'
  const answers = await Promise.all([
    stranger.post('/api/auth/sign-up/email', { name, email, password: 'một câu đủ dài' }),
    stranger.post('/api/auth/update-user', { name }),
    stranger.post(`/api/c/${handle}/invitations`, { name, email, roles: ['clerk'] }),
  ])
  for (const { status, body } of answers)
    expect([status, body.fields.map((one: { field: string }) => one.field)]).toEqual([422, ['name']])
})

test.each([
  'Xác nhận tại https://lien-thong.example',
  'Đăng nhập www.lienthong',
  'Đảng ủy laocai-dang.vn',
  'lien-he@lienthong',
  'Vào ngay BIT.LY',
])('a letter from here calls nobody %s, which mail makes a link of', async (name) => {
  expect(await refused({ name })).toEqual(['name'])
  const { status, body } = await stranger.post('/api/auth/update-user', { name })
  expect([status, body.fields[0].field]).toEqual([422, 'name'])
})

test.each(['Đảng ủy TP.HCM', 'Chi bộ Q.3', 'Đảng ủy P.12 TP.Lào Cai', 'Y.Thị'])(
  '%s is a name',
  async (name) => {
    expect(await refused({ name })).toEqual([])
  },
)

test('a name gives no handle that is a word of the program’s own addresses', async () => {
  const made = await Promise.all(['Danh bạ', 'Vận hành'].map((name) => signUpCommittee(stranger, { name })))
  expect(made.filter((handle) => RESERVED.includes(handle))).toEqual([])
})

test('a school of that name is no operator', async () => {
  expect(await refused({ name: 'Chi bộ Trường Đào tạo liên thông' })).toEqual([])
})

test('nor under such a suffix, code, place or term', async () => {
  const codes = [{ code: 'H26\u200b', validFrom: '2026-01-01' }]
  expect(await refused({ suffix: '\u0422U' })).toEqual(['suffix'])
  expect(await refused({ codes })).toEqual(['codes.0.code'])
  expect(await refused({ place: 'Sơn\u2060 Bình' })).toEqual(['place'])
  expect(await refused({ term: { ...anyCommittee.term, name: '2025\u00ad-2030' } })).toEqual(['term.name'])
})

test('Eth is kept as Đ, and gives the handle and the words of Đ', async () => {
  const handle = await signUpCommittee(stranger, { name: '\u00d0ẢNG ỦY XÃ LŨNG', suffix: '\u00d0U' })
  expect(handle).toBe('dang-uy-xa-lung')
  expect((await stranger.get(`/api/directory/${handle}`)).body).toMatchObject({
    name: 'ĐẢNG ỦY XÃ LŨNG',
    suffix: 'ĐU',
  })
  const found = (await stranger.get('/api/directory?q=dang uy xa lung')).body.items
  expect(found).toMatchObject([{ handle }])
})

test('a trích yếu is found by its words as they are displayed, and none turns the writing round', async () => {
  const province = await openProvince(instance)
  await draft(province, [], { subject: 'Về việc chuy\u00adển đ\u200bổi s\ufeffố' })
  const { items } = (await province.clerk.get(`${province.api}/documents?state=draft&q=chuyen doi so`)).body
  expect(items).toMatchObject([{ subject: 'Về việc chuyển đổi số' }])
  const turned = await province.clerk.post(`${province.api}/documents`, { subject: 'Về việc \u202eố' })
  expect([turned.status, turned.body.fields[0].field]).toEqual([422, 'subject'])
})
