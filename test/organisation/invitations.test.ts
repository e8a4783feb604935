import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { recover } from '../../src/core/recovery.ts'
import { CROSSINGS } from '../../src/crossings.ts'
import { connect, noTrips } from '../../src/platform/database.ts'
import { joinCommittee, proveAddress, signUpCommittee, signUpPerson } from '../support/committee.ts'
import { Caller, startInstance } from '../support/instance.ts'
import type { Instance } from '../support/instance.ts'
import type { Mail } from '../../src/platform/mail.ts'

const DAY = 86_400_000

let instance: Instance
let admin: Caller
let here: string
let broken = false
beforeAll(async () => {
  instance = await startInstance((platform) => ({
    ...platform,
    control: new Proxy(platform.control, {
      get: (target, key) =>
        key === 'batch' && broken
          ? () => Promise.reject(new Error('no answer'))
          : Reflect.get(target, key)?.bind?.(target),
    }),
  }))
  admin = await signUpPerson(instance, 'Quách Thị Mời')
  here = await signUpCommittee(admin)
})
afterAll(() => instance.stop())

const recoverAll = () =>
  recover(
    {
      control: connect(instance.platform.control, 'control', noTrips()),
      exchange: connect(instance.platform.exchange, 'exchange', noTrips()),
      now: instance.clock.now + 120_000,
    },
    CROSSINGS,
    async (id) => connect(await instance.platform.tenants.open(`${id}.db`), 'tenant', noTrips()),
  )

async function invited(email: string, facts: Record<string, unknown> = {}) {
  const body = { name: 'Sùng Thị Được', email, roles: ['specialist'], ...facts }
  const made = await admin.post(`/api/c/${here}/invitations`, body)
  expect(made.status).toBe(201)
  const { id, link } = made.body as { id: string; link: string }
  return { id, link, path: `/api/invitations/${here}/${link.split('/').at(-1)}` }
}
async function proven(name: string, email: string): Promise<Caller> {
  const person = await signUpPerson(instance, name, email)
  await proveAddress(instance, email)
  return person
}
const address = () => `${randomUUID()}@example.vn`

test('a link is read by whoever holds it and taken up once, by the person it was meant for', async () => {
  const email = address()
  const unit = await admin.post(`/api/c/${here}/units`, { name: 'Văn phòng Đảng ủy' })
  const position = await admin.post(`/api/c/${here}/positions`, { name: 'Chánh Văn phòng', rank: 30 })
  const { link, path } = await invited(email.toUpperCase(), {
    name: '  Sùng Thị Được ',
    unitId: unit.body.id,
    positionId: position.body.id,
    roles: ['office_chief', 'clerk', 'clerk'],
  })
  expect(link).toMatch(new RegExp(`^http://localhost:8787/loi-moi/${here}/[\\w-]{43}$`))

  const read = await new Caller(instance.app.fetch).get(path)
  expect(read.body).toEqual({
    committee: { handle: here, name: 'Đảng ủy xã Tả Van' },
    name: 'Sùng Thị Được',
    email,
    roles: ['office_chief', 'clerk'],
    unit: 'Văn phòng Đảng ủy',
    position: 'Chánh Văn phòng',
    expiresAt: '2026-03-16T01:00:00.000Z',
  })

  expect((await new Caller(instance.app.fetch).post(`${path}/acceptance`)).status).toBe(401)
  const wrong = await signUpPerson(instance, 'Người Khác')
  const refused = await wrong.post(`${path}/acceptance`)
  expect(refused.status).toBe(403)
  expect(refused.body.detail).toContain(email)

  const person = await proven('Sùng T. Được', email)
  const accepted = await person.post(`${path}/acceptance`)
  expect(accepted.status).toBe(200)
  expect(accepted.body).toEqual({ handle: here })
  expect((await person.get('/api/me')).body.committees[0].handle).toBe(here)
  const { items } = (await admin.get(`/api/c/${here}/members`)).body
  expect(items.find((one: { email: string }) => one.email === email)).toMatchObject({
    name: 'Sùng Thị Được',
    unit: { name: 'Văn phòng Đảng ủy' },
    position: { name: 'Chánh Văn phòng' },
    rank: 30,
    roles: ['clerk', 'office_chief'],
    active: true,
  })
  expect((await person.post(`${path}/acceptance`)).status).toBe(410)
  expect((await person.get(path)).status).toBe(410)
})

test('an address counts once it is proven: a link that leaked lets nobody in who signs up with it', async () => {
  const email = address()
  const { path } = await invited(email)
  const thief = await signUpPerson(instance, 'Sùng Thị Được', email)
  const refused = await thief.post(`${path}/acceptance`)
  expect([refused.status, refused.body.code, refused.body.mail]).toEqual([409, 'unproven', false])
  expect(refused.body.detail).toContain('Đảng ủy xã Tả Van')
  expect((await thief.get('/api/me')).body).toMatchObject({ user: { proven: false }, committees: [] })
  await proveAddress(instance, email)
  expect((await thief.post(`${path}/acceptance`)).status).toBe(200)
})

test('without a proof, whoever invited says who came; the word is for that account and that invitation alone', async () => {
  const email = address()
  const { id, path } = await invited(email)
  const vouching = `/api/c/${here}/invitations/${id}/vouching`
  const claimed = async () =>
    (await admin.get(`/api/c/${here}/invitations?limit=100`)).body.items.find(
      (one: { id: string }) => one.id === id,
    ).claim
  expect(await claimed()).toBeUndefined()
  const at = new Date(instance.clock.now).toISOString()
  expect((await admin.post(vouching, { at })).status).toBe(409)
  const person = await signUpPerson(instance, 'Sùng T. Được', email)
  await person.post(`${path}/acceptance`)
  instance.clock.now += 1_000
  await person.post(`${path}/acceptance`)
  expect(await claimed()).toEqual({ name: 'Sùng T. Được', at, vouched: false })

  // Another account has the address by now: the word for the first is not one for the second.
  await instance.platform.control.execute({
    sql: 'update user set email = ? where email = ?',
    args: [address(), email],
  })
  const other = await signUpPerson(instance, 'Người Đến Sau', email)
  await other.post(`${path}/acceptance`)
  expect((await admin.post(vouching, { at })).status).toBe(409)
  const second = await claimed()
  expect(second).toMatchObject({ name: 'Người Đến Sau', vouched: false })
  expect((await admin.post(vouching, { at: second.at })).status).toBe(200)
  expect((await admin.post(vouching, { at: second.at })).status).toBe(200)
  expect((await person.post(`${path}/acceptance`)).status).toBe(403)
  const elsewhere = await invited(email)
  expect((await other.post(`${elsewhere.path}/acceptance`)).body.code).toBe('unproven')
  // What was withdrawn by the newer one is gone, vouched for or not.
  expect((await other.post(`${path}/acceptance`)).status).toBe(410)
  expect((await admin.post(vouching, { at: second.at })).status).toBe(409)
})

test('the secret of a link is nowhere in the database; repeating the request gives the same link', async () => {
  const key = { 'idempotency-key': 'invite-only-once' }
  const body = { name: 'Hai Lần', email: address(), roles: ['clerk'] }
  const first = await admin.post(`/api/c/${here}/invitations`, body, key)
  const again = await admin.post(`/api/c/${here}/invitations`, body, key)
  expect(again.body).toEqual(first.body)
  expect(again.headers.get('idempotency-replayed')).toBe('true')

  const secret = first.body.link.split('/').at(-1)
  const { rows } = await instance.platform.control.execute({
    sql: 'select location from committee where handle = ?',
    args: [here],
  })
  const tenant = await instance.platform.tenants.open(rows[0]!.location as string)
  const tables = await tenant.execute("select name from sqlite_master where type = 'table'")
  const dumps = await Promise.all(
    tables.rows.map(async ({ name }) =>
      JSON.stringify((await tenant.execute(`select * from "${name as string}"`)).rows),
    ),
  )
  expect(dumps.join('')).toContain('Hai Lần')
  expect(dumps.join('')).not.toContain(secret)
})

/** Gives a colleague roles, as the administrator does on the screen. */
async function giveRoles(name: string, roles: string[]): Promise<void> {
  const { items } = (await admin.get(`/api/c/${here}/members?limit=100`)).body
  const { id, version } = items.find((one: { name: string }) => one.name === name)
  const seen = { 'if-match': `"v${version}"` }
  expect((await admin.patch(`/api/c/${here}/members/${id}`, { roles }, seen)).status).toBe(200)
}

test('what somebody invited to ends with their role: a link they know is no way back', async () => {
  const second = await joinCommittee(instance, here, { name: 'Quản Trị Thứ Hai', roles: ['admin'] })
  const [alone, listed] = [address(), address()]
  const one = { name: 'Người Của Họ', email: alone, roles: ['clerk'] }
  const made = await second.post(`/api/c/${here}/invitations`, one)
  const items = [{ ...one, email: listed, roles: ['admin'] }]
  const many = await second.post(`/api/c/${here}/invitations/list`, { items })
  const links = [made.body.link, many.body.items[0].link] as string[]
  const paths = links.map((link) => `/api/invitations/${here}/${link.split('/').at(-1)}`)
  const people = await Promise.all([alone, listed].map((email) => proven('Người Của Họ', email)))
  const rows = async () =>
    (await admin.get(`/api/c/${here}/invitations?limit=100`)).body.items.filter(
      ({ email }: { email: string }) => [alone, listed].includes(email),
    )

  await giveRoles('Quản Trị Thứ Hai', ['clerk'])
  for (const [i, path] of paths.entries()) {
    const answers = [await people[i]!.get(path), await people[i]!.post(`${path}/acceptance`)]
    for (const { status, body } of answers) {
      expect(status).toBe(410)
      expect(body.detail).toContain('Quản Trị Thứ Hai gửi lời mời này và nay không còn là quản trị')
    }
  }
  const told = { by: 'Quản Trị Thứ Hai', state: 'lapsed' }
  expect(await rows()).toMatchObject([told, told])
  const word = { at: new Date(instance.clock.now).toISOString() }
  expect((await admin.post(`/api/c/${here}/invitations/${made.body.id}/vouching`, word)).status).toBe(409)

  // Whoever administers again stands behind what they sent; somebody else invites anew.
  await giveRoles('Quản Trị Thứ Hai', ['admin'])
  expect((await people[0]!.post(`${paths[0]}/acceptance`)).status).toBe(200)
  await giveRoles('Quản Trị Thứ Hai', ['clerk'])
  const anew = await invited(listed)
  expect((await rows()).map(({ state }: { state: string }) => state)).toEqual([
    'waiting',
    'withdrawn',
    'accepted',
  ])
  expect((await people[1]!.post(`${anew.path}/acceptance`)).status).toBe(200)
})

test('what somebody who left invited to is taken back with all that nobody took up', async () => {
  const leaving = await joinCommittee(instance, here, { name: 'Quản Trị Sắp Đi', roles: ['admin'] })
  const email = address()
  const made = await leaving.post(`/api/c/${here}/invitations`, { name: 'A', email, roles: ['clerk'] })
  const path = `/api/invitations/${here}/${made.body.link.split('/').at(-1)}`
  const { items } = (await admin.get(`/api/c/${here}/members?limit=100`)).body
  const { id } = items.find(({ name }: { name: string }) => name === 'Quản Trị Sắp Đi')
  expect((await admin.post(`/api/c/${here}/members/${id}/departure`)).status).toBe(200)
  const person = await proven('A', email)
  expect((await person.post(`${path}/acceptance`)).status).toBe(410)
  expect((await admin.post(`/api/c/${here}/invitations/withdrawal`)).body.withdrawn).toBeGreaterThan(0)
  expect((await person.get(path)).body.detail).toContain('đã được thu lại')
})

test('the desk of who administers tells how many came with a link and wait for a word; nobody else is told', async () => {
  const clerk = await joinCommittee(instance, here, { name: 'Không Quản Trị', roles: ['clerk', 'leader'] })
  const told = async (caller: Caller) => {
    const { waiting } = (await caller.get(`/api/c/${here}/desk`)).body
    const { counts } = (await caller.get(`/api/c/${here}`)).body
    const pulse = (await caller.get(`/api/c/${here}/pulse`)).body
    expect(pulse.counts['claims']).toBe(counts['claims'])
    const items = waiting.filter(({ kind }: { kind: string }) => kind === 'claim')
    return {
      titles: items.map(({ title }: { title: string }) => title),
      n: counts['claims'],
      mark: pulse.mark,
    }
  }
  const before = await told(admin)
  const email = address()
  const { id, path } = await invited(email)
  const person = await signUpPerson(instance, 'Người Mở Lời Mời', email)
  await person.post(`${path}/acceptance`)
  const after = await told(admin)
  expect(after.n).toBe(before.n + 1)
  expect(after.titles).toEqual([`${after.n} người đã mở lời mời, chờ xác nhận đúng người`])
  expect(after.mark).not.toBe(before.mark)
  expect(await told(clerk)).toMatchObject({ titles: [], n: 0 })
  const at = new Date(instance.clock.now).toISOString()
  expect((await admin.post(`/api/c/${here}/invitations/${id}/vouching`, { at })).status).toBe(200)
  expect((await told(admin)).n).toBe(before.n)
})

test('a link ends after 14 days, when withdrawn, and when a newer one goes to the same address', async () => {
  const guest = new Caller(instance.app.fetch)
  const old = await invited(address())
  const before = instance.clock.now
  instance.clock.now = before + 14 * DAY - 1
  expect((await guest.get(old.path)).status).toBe(200)
  instance.clock.now += 1
  expect((await guest.get(old.path)).status).toBe(410)
  instance.clock.now = before

  const withdrawn = await invited(address())
  expect((await admin.delete(`/api/c/${here}/invitations/${withdrawn.id}`)).status).toBe(200)
  expect((await admin.delete(`/api/c/${here}/invitations/${withdrawn.id}`)).status).toBe(200)
  const gone = await guest.get(withdrawn.path)
  expect(gone.status).toBe(410)
  expect(gone.body.detail).toContain('thu lại')

  const email = address()
  const first = await invited(email)
  const second = await invited(email)
  expect((await guest.get(first.path)).status).toBe(410)
  expect((await guest.get(second.path)).status).toBe(200)
  const { items } = (await admin.get(`/api/c/${here}/invitations?limit=2`)).body
  expect(items.map((one: { state: string }) => one.state)).toEqual(['waiting', 'withdrawn'])
})

test('an unknown link, an unknown committee and one half set up answer alike', async () => {
  const guest = new Caller(instance.app.fetch)
  const half = await admin.post('/api/committees', {
    name: 'Đảng ủy Dở',
    kind: 'grassroots',
    suffix: 'ĐU',
    place: 'Dở',
    handle: 'do-dang',
    term: { name: '2025-2030', opensOn: '2025-08-16' },
  })
  expect(half.status).toBe(201)
  const answers = await Promise.all([
    guest.get(`/api/invitations/${here}/${'x'.repeat(43)}`),
    guest.get(`/api/invitations/khong-co/${'x'.repeat(43)}`),
    guest.get(`/api/invitations/do-dang/${'x'.repeat(43)}`),
  ])
  expect(answers.map((one) => one.status)).toEqual([404, 404, 404])
  expect(new Set(answers.map((one) => JSON.stringify(one.body))).size).toBe(1)
})

test('a link of one committee opens no other', async () => {
  const other = await signUpCommittee(admin, { name: 'Đảng ủy xã Bên Cạnh' })
  const { path } = await invited(address())
  const guest = new Caller(instance.app.fetch)
  expect((await guest.get(path.replace(`/${here}/`, `/${other}/`))).status).toBe(404)
})

test('one link taken up twice at once lets in once', async () => {
  const email = address()
  const { path } = await invited(email)
  const person = await proven('Vội Vàng', email)
  const answers = await Promise.all([person.post(`${path}/acceptance`), person.post(`${path}/acceptance`)])
  const statuses = answers.map((one) => one.status).toSorted((a, b) => a - b)
  expect(statuses[0]).toBe(200)
  expect([409, 410]).toContain(statuses[1])
  const { items } = (await admin.get(`/api/c/${here}/members`)).body
  expect(items.filter((one: { email: string }) => one.email === email)).toHaveLength(1)
})

test('a member already here is not invited again; a wrong invitation names what is wrong', async () => {
  const member = await joinCommittee(instance, here, { name: 'Đã Có', roles: ['leader'] })
  const { email } = (await member.get('/api/me')).body.user
  const again = await admin.post(`/api/c/${here}/invitations`, { name: 'Đã Có', email, roles: ['clerk'] })
  expect(again.status).toBe(422)
  expect(again.body.fields[0]).toEqual({
    field: 'email',
    message: 'Địa chỉ này là của đồng chí Đã Có, đã là cán bộ ở đây.',
  })
  const wrong = await admin.post(`/api/c/${here}/invitations`, { name: ' ', email: 'nobody', roles: [] })
  expect(wrong.body.fields.map((one: { field: string }) => one.field)).toEqual(['name', 'email', 'roles'])
  const closed = await admin.post(`/api/c/${here}/invitations`, {
    name: 'A',
    email: address(),
    roles: ['clerk'],
    unitId: 'no-such-unit',
    positionId: 'no-such-position',
  })
  expect(closed.body.fields.map((one: { field: string }) => one.field)).toEqual(['unitId', 'positionId'])
})

test('who leaves has no way in from the next request on, and comes back with the roles given then', async () => {
  const email = address()
  const { path } = await invited(email, { roles: ['clerk'] })
  const person = await proven('Đi Rồi Về', email)
  await person.post(`${path}/acceptance`)
  const { items } = (await admin.get(`/api/c/${here}/members`)).body
  const { id } = items.find((one: { email: string }) => one.email === email)
  expect((await person.get(`/api/c/${here}/links`)).status).toBe(200)

  const left = await admin.post(`/api/c/${here}/members/${id}/departure`)
  expect(left.body).toMatchObject({ active: false, roles: [] })
  const outside = await person.get(`/api/c/${here}/links`)
  expect(outside.status).toBe(404)
  expect(outside.body).toEqual((await person.get('/api/c/khong-co/links')).body)
  expect((await person.get('/api/me')).body.committees).toEqual([])
  expect((await admin.post(`/api/c/${here}/members/${id}/departure`)).status).toBe(409)

  const back = await admin.post(`/api/c/${here}/members/${id}/return`, { roles: ['archivist'] })
  expect(back.body).toMatchObject({ active: true, roles: ['archivist'] })
  expect((await person.get(`/api/c/${here}/links`)).status).toBe(200)
  expect((await person.get(`/api/c/${here}/documents`)).status).toBe(200)
  expect((await person.post(`/api/c/${here}/documents`, {})).status).toBe(403)
  expect((await admin.post(`/api/c/${here}/members/${id}/return`, { roles: ['clerk'] })).status).toBe(409)

  await admin.post(`/api/c/${here}/members/${id}/departure`)
  const anew = await invited(email, { roles: ['leader'] })
  expect((await person.post(`${anew.path}/acceptance`)).status).toBe(200)
  const now = (await admin.get(`/api/c/${here}/members`)).body.items
  expect(now.filter((one: { email: string }) => one.email === email)).toMatchObject([
    { id, active: true, roles: ['leader'] },
  ])
})

test('the last administrator cannot leave', async () => {
  const { items } = (await admin.get(`/api/c/${here}/members`)).body
  const me = items.find((one: { roles: string[] }) => one.roles.includes('admin'))
  const answer = await admin.post(`/api/c/${here}/members/${me.id}/departure`)
  expect(answer.status).toBe(409)
  expect(answer.body.detail).toContain('quản trị cuối cùng')
  expect((await admin.get(`/api/c/${here}/links`)).status).toBe(200)
})

test('a departure whose reply to the directory was lost is settled by recovery, and a later return stands', async () => {
  const email = address()
  const { path } = await invited(email)
  const person = await proven('Chập Chờn', email)
  await person.post(`${path}/acceptance`)
  const { items } = (await admin.get(`/api/c/${here}/members`)).body
  const { id } = items.find((one: { email: string }) => one.email === email)
  broken = true
  const left = await admin.post(`/api/c/${here}/members/${id}/departure`)
  broken = false
  expect(left.status).toBe(200)
  // The directory still thinks so, but the committee's own word counts.
  expect((await person.get(`/api/c/${here}/links`)).status).toBe(404)
  instance.clock.now += 1_000
  await admin.post(`/api/c/${here}/members/${id}/return`, { roles: ['clerk'] })
  expect(await recoverAll()).toBe(1)
  expect((await person.get(`/api/c/${here}/links`)).status).toBe(200)
})

test('only an administrator invites and lets go', async () => {
  const clerk = await joinCommittee(instance, here, { name: 'Chỉ Văn Thư', roles: ['clerk', 'leader'] })
  const { id } = await invited(address())
  const answers = await Promise.all([
    clerk.get(`/api/c/${here}/invitations`),
    clerk.post(`/api/c/${here}/invitations`, { name: 'A', email: address(), roles: ['admin'] }),
    clerk.delete(`/api/c/${here}/invitations/${id}`),
    clerk.post(`/api/c/${here}/members/any/departure`),
    clerk.post(`/api/c/${here}/members/any/return`, {}),
  ])
  expect(answers.map((one) => one.status)).toEqual([403, 403, 403, 403, 403])
})

test('where mail is set up the link goes by mail too, as it was told, and its secret is kept nowhere', async () => {
  const mails: Mail[] = []
  const mailing = await startInstance((platform) => ({
    ...platform,
    mail: { send: async (mail) => (mails.push(mail), { outcome: 'accepted' }) },
  }))
  const founder = await signUpPerson(mailing, 'Quách Thị Mời')
  const handle = await signUpCommittee(founder)
  const email = address()
  const body = { name: 'Sùng Thị Được', email, roles: ['clerk'] }
  const key = { 'idempotency-key': 'moi-mot-lan' }
  const made = await founder.post(`/api/c/${handle}/invitations`, body, key)
  await founder.post(`/api/c/${handle}/invitations`, body, key)
  await mailing.settle()
  expect(made.body.mailed).toBe(true)
  const came = mails.filter(({ to }) => to === email)
  expect(came).toHaveLength(1)
  expect(came[0]?.text).toContain(made.body.link)
  const tenant = await mailing.platform.tenants.open(
    (await mailing.platform.control.execute('select location from committee')).rows[0]!.location as string,
  )
  const kept = JSON.stringify((await tenant.execute('select * from outbox')).rows)
  expect(kept).toContain(email)
  expect(kept).not.toContain(made.body.link.split('/').at(-1))
  await mailing.stop()
})
