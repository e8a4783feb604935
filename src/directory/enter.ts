import { and, eq, getTableColumns } from 'drizzle-orm'
import type { Context as Call } from 'hono'
import { getCookie } from 'hono/cookie'
import { createMiddleware } from 'hono/factory'
import { routePath } from 'hono/route'
import { migrate, versionOf } from '../../migrations/apply.ts'
import type { Context, Once, Person, Visit } from '../core/context.ts'
import { Conflict, Forbidden, Invalid, NotFound, SignedOut } from '../core/errors.ts'
import { sha256 } from '../core/hash.ts'
import type { In } from '../core/http.ts'
import { sessionCookie } from '../identity/cookie.ts'
import { renewSession } from '../identity/renew.ts'
import { session, user } from '../identity/tables.ts'
import { connect, noTrips } from '../platform/database.ts'
import { sign, signedValue } from '../platform/hmac.ts'
import type { Platform } from '../platform/platform.ts'
import { committee, membership } from './tables.ts'

const who = { id: user.id, name: user.name, email: user.email }
const stay = {
  token: session.token,
  expiresAt: session.expiresAt,
  updatedAt: session.updatedAt,
  createdAt: session.createdAt,
}
const { id, handle, name, kind, suffix, place, state, location, schemaVersion } = getTableColumns(committee)
const known = { id, handle, name, kind, suffix, place, state, location, schemaVersion }
type Found = Pick<typeof committee.$inferSelect, keyof typeof known>

/** Lets signed-in people pass and gives routes their {@link Visit}. One round trip to the control database. */
export const signedIn = (platform: Platform) =>
  createMiddleware<In>(async (c, next) => {
    const token = sessionToken(c, platform)
    const visit = newVisit(platform)
    const [row] = await visit.control
      .select({ ...who, session: stay })
      .from(session)
      .innerJoin(user, eq(user.id, session.userId))
      .where(eq(session.token, token))
    const { session: stored, ...person } = unexpired(row, platform)
    c.set('visit', { ...visit, person, ...(await onceOf(c.req)) })
    await renewSession(c, platform.env, visit.control, stored, platform.clock())
    await next()
    platform.measured?.(`${c.req.method} ${routePath(c, -1)}`, visit.trips, c.res.status)
  })

/**
 * Lets members of the committee named in the path pass and gives routes their {@link Context}: the only door
 * to a tenant's database but the job runner's and that of an invitation. Session, person, committee and
 * membership come in one round trip; roles are read with the data (core/batch.ts). A database that is behind is
 * migrated first.
 */
export const inCommittee = (platform: Platform) =>
  createMiddleware<In>(async (c, next) => {
    const { visit, found } = await arrive(c, platform)
    await enter(c, platform, visit, enterable(found.committee, found.member))
    await next()
    platform.measured?.(`${c.req.method} ${routePath(c, -1)}`, visit.trips, c.res.status)
  })

/**
 * Lets anybody signed in pass who may hold an invitation to the committee named in the path. Only for routes
 * that do nothing without one.
 */
export const asGuest = (platform: Platform) =>
  createMiddleware<In>(async (c, next) => {
    const { visit, found } = await arrive(c, platform)
    if (found.committee?.state !== 'ready') throw new NotFound()
    await enter(c, platform, visit, found.committee)
    await next()
    platform.measured?.(`${c.req.method} ${routePath(c, -1)}`, visit.trips, c.res.status)
  })

/** The place an invitation leads to, before anybody is known. Only for routes that do nothing without one. */
export type Door = Omit<Context, 'person' | 'once'>
export type AtDoor = { Variables: { door: Door } }

/** Gives routes the {@link Door} of the committee named in the path. */
export const atDoor = (platform: Platform) =>
  createMiddleware<AtDoor>(async (c, next) => {
    const visit = newVisit(platform)
    const [found] = await visit.control
      .select(known)
      .from(committee)
      .where(and(eq(committee.handle, c.req.param('committee') ?? ''), eq(committee.state, 'ready')))
    if (found === undefined) throw new NotFound()
    const tenant = connect(await openTenant(platform, found), 'tenant', visit.trips)
    c.set('door', { ...visit, committee: found, tenant })
    await next()
    platform.measured?.(`${c.req.method} ${routePath(c, -1)}`, visit.trips, c.res.status)
  })

/** Who comes, and what the directory knows of the committee named in the path. */
async function arrive(c: Call<In>, platform: Platform) {
  const token = sessionToken(c, platform)
  const visit = newVisit(platform)
  const [row] = await visit.control
    .select({ ...who, session: stay, committee: known, member: membership.userId })
    .from(session)
    .innerJoin(user, eq(user.id, session.userId))
    .leftJoin(committee, eq(committee.handle, c.req.param('committee') ?? ''))
    .leftJoin(
      membership,
      and(
        eq(membership.committeeId, committee.id),
        eq(membership.userId, user.id),
        eq(membership.active, true),
      ),
    )
    .where(eq(session.token, token))
  const { id, name, email, ...found } = unexpired(row, platform)
  return { visit: { ...visit, person: { id, name, email }, ...(await onceOf(c.req)) }, found }
}

async function enter(c: Call<In>, platform: Platform, visit: Visit, found: Found): Promise<void> {
  const tenant = connect(await openTenant(platform, found), 'tenant', visit.trips)
  const ctx: Context = { ...visit, committee: found, tenant }
  c.set('visit', ctx)
  c.set('ctx', ctx)
}

/** Opens the database of a committee, migrated if it was behind. Also the job runner's way in. */
export async function openTenant(
  platform: Platform,
  found: Pick<Found, 'id' | 'location' | 'schemaVersion'>,
) {
  if (found.location === null) throw new NotFound()
  const client = await platform.tenants.open(found.location)
  if (found.schemaVersion < versionOf('tenant')) {
    const schemaVersion = await migrate(client, 'tenant')
    const control = connect(platform.control, 'control', noTrips())
    await control.update(committee).set({ schemaVersion }).where(eq(committee.id, found.id))
  }
  return client
}

function enterable(found: Found | null | undefined, member: string | null | undefined): Found {
  if (found === null || found === undefined || member === null || member === undefined) throw new NotFound()
  if (found.state === 'suspended')
    throw new Forbidden('Cơ quan này đang tạm dừng sử dụng. Đề nghị liên hệ đơn vị quản lý hệ thống.')
  if (found.state === 'provisioning')
    throw new Conflict('Cơ quan đang được khởi tạo. Đề nghị đợi hoàn tất rồi vào lại.', {
      reason: 'provisioning',
    })
  return found
}

/** What the job runner does on behalf of a person. */
export const visitOf = (platform: Platform, person: Person): Visit => ({ ...newVisit(platform), person })

function newVisit(platform: Platform): Omit<Visit, 'person'> {
  const trips = noTrips()
  const { env } = platform
  return {
    clock: platform.clock,
    control: connect(platform.control, 'control', trips),
    exchange: connect(platform.exchange, 'exchange', trips),
    files: platform.files,
    trips,
    maxFileBytes: env.maxFileBytes,
    baseUrl: env.BASE_URL,
    sign: (text) => sign(env.AUTH_SECRET, text),
    later: platform.later,
    log: platform.log,
  }
}

function unexpired<Row extends { session: { expiresAt: Date } }>(
  row: Row | undefined,
  platform: Platform,
): Row {
  if (row === undefined || row.session.expiresAt.getTime() <= platform.clock()) throw new SignedOut()
  return row
}

function sessionToken(c: Call, platform: Platform): string {
  const { name } = sessionCookie(platform.env.BASE_URL)
  const token = signedValue(platform.env.AUTH_SECRET, getCookie(c, name) ?? '')
  if (token === undefined) throw new SignedOut()
  return token
}

/** The idempotency key of a POST and the hash of what was asked with it. */
async function onceOf(req: {
  method: string
  path: string
  header(name: string): string | undefined
  text(): Promise<string>
}): Promise<{ once?: Once }> {
  const key = req.header('idempotency-key')
  if (req.method !== 'POST' || key === undefined) return {}
  if (key.length < 8 || key.length > 100) {
    throw new Invalid([{ field: 'Idempotency-Key', message: 'Khóa cần dài từ 8 đến 100 ký tự.' }])
  }
  return { once: { key, hash: await sha256(`${req.method} ${req.path}\n${await req.text()}`) } }
}
