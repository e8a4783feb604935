import { randomUUID } from 'node:crypto'
import { eq } from 'drizzle-orm'
import { expect } from 'vitest'
import type { Role } from '../../src/core/access.ts'
import { member, memberRole } from '../../src/core/tables.ts'
import { nameSortKey } from '../../src/core/text.ts'
import { committee, membership } from '../../src/entrance/control-tables.ts'
import { confirmRoot } from '../../src/onboarding/confirmation.ts'
import type { Platform } from '../../src/platform/platform.ts'
import { connect, noTrips } from '../../src/platform/database.ts'
import { Caller } from './instance.ts'
import type { Instance, Reachable } from './instance.ts'

export const PASSWORD = 'mật khẩu đủ dài'

/** A new person with an account of their own, signed in. */
export async function signUpPerson(
  instance: Reachable,
  name: string,
  email = `${randomUUID()}@example.vn`,
): Promise<Caller> {
  const caller = new Caller(instance.app.fetch)
  const made = await caller.post('/api/auth/sign-up/email', { name, email, password: PASSWORD })
  expect(made.status).toBe(200)
  const entered = await caller.post('/api/auth/sign-in/email', { email, password: PASSWORD })
  expect(entered.status).toBe(200)
  return caller
}

/** The address of an account counts as proven from now on, as after the link of a letter. */
export const proveAddress = ({ platform }: { platform: Pick<Platform, 'control'> }, email: string) =>
  platform.control.execute({ sql: 'update user set emailVerified = 1 where email = ?', args: [email] })

/**
 * Somebody takes an invitation up where no mail proves an address: whoever invited sees that they came, and says that
 * it is them.
 * @param api of the committee, `/api/c/…`
 */
export async function takeUp(
  inviter: Caller,
  api: string,
  { id, link }: { id: string; link: string },
  person: Caller,
): Promise<void> {
  const path = new URL(link).pathname.replace('/loi-moi/', '/api/invitations/')
  const asked = await person.post(`${path}/acceptance`)
  expect([asked.status, asked.body.code]).toEqual([409, 'unproven'])
  const { items } = (await inviter.get(`${api}/invitations`)).body
  const { claim } = items.find((one: { id: string }) => one.id === id)
  expect((await inviter.post(`${api}/invitations/${id}/vouching`, { at: claim.at })).status).toBe(200)
  expect((await person.post(`${path}/acceptance`)).status).toBe(200)
}

/** What a committee is signed up with when a test does not care. */
export const anyCommittee = {
  name: 'Đảng ủy xã Tả Van',
  kind: 'commune',
  suffix: 'ĐU',
  place: 'Tả Van',
  term: { name: '2025-2030', opensOn: '2025-08-16' },
}

/**
 * Signs a committee up as its founder (administrator and clerk), brings it up, and gives its handle.
 * @param facts what differs from {@link anyCommittee}
 */
export async function signUpCommittee(
  caller: Caller,
  facts: Partial<typeof anyCommittee> & {
    handle?: string
    superior?: string
    codes?: { code: string; validFrom: string; validTo?: string }[]
  } = {},
): Promise<string> {
  const made = await caller.post('/api/committees', { ...anyCommittee, ...facts })
  expect(made.status).toBe(201)
  const { handle } = made.body as { handle: string }
  for (let state = 'provisioning'; state !== 'ready';) {
    const answer = await caller.post(`/api/committees/${handle}/provisioning`)
    expect(answer.status).toBe(200)
    state = answer.body.state
  }
  return handle
}

/** An instance whose operator can be asked. */
export type Confirming = { platform: Pick<Platform, 'control' | 'clock'> }

/** The operator confirms a committee, which makes it a root. */
export const confirmCommittee = (instance: Confirming, handle: string) =>
  confirmRoot(instance.platform, handle)

/** A new person who belongs to the committee with these roles, signed in. */
export async function joinCommittee(
  instance: Instance,
  handle: string,
  { name, roles }: { name: string; roles: Role[] },
): Promise<Caller> {
  const email = `${randomUUID()}@example.vn`
  const caller = await signUpPerson(instance, name, email)
  const { id: userId } = (await caller.get('/api/me')).body.user
  const control = connect(instance.platform.control, 'control', noTrips())
  const [found] = await control.select().from(committee).where(eq(committee.handle, handle))
  const tenant = connect(await instance.platform.tenants.open(found!.location!), 'tenant', noTrips())
  const [id, createdAt] = [randomUUID(), instance.clock.now]
  await tenant.batch([
    tenant.insert(member).values({ id, userId, name, email, sortKey: nameSortKey(name), createdAt }),
    tenant.insert(memberRole).values(roles.map((role) => ({ memberId: id, role }))),
  ])
  await control.insert(membership).values({ userId, committeeId: found!.id, createdAt })
  return caller
}
