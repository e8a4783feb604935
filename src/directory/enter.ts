import { and, eq } from 'drizzle-orm'
import { getSignedCookie } from 'hono/cookie'
import { createMiddleware } from 'hono/factory'
import { routePath } from 'hono/route'
import { migrate, versionOf } from '../../migrations/apply.ts'
import type { Context, Once, Visit } from '../core/context.ts'
import { Conflict, Forbidden, Invalid, NotFound, SignedOut } from '../core/errors.ts'
import { sha256 } from '../core/hash.ts'
import type { In } from '../core/http.ts'
import { SESSION_COOKIE, SECURE_PREFIX } from '../identity/cookie.ts'
import { session, user } from '../identity/tables.ts'
import { connect, noTrips } from '../platform/database.ts'
import type { Platform } from '../platform/platform.ts'
import { committee, membership } from './tables.ts'

type Found = typeof committee.$inferSelect

/** Lets signed-in people pass and gives routes their {@link Visit}. One round trip to the control database. */
export const signedIn = (platform: Platform) =>
  createMiddleware<In>(async (c, next) => {
    const token = await sessionToken(c, platform)
    const { visit, db } = newVisit(platform)
    const [row] = await db
      .select({ id: user.id, name: user.name, email: user.email, expiresAt: session.expiresAt })
      .from(session)
      .innerJoin(user, eq(user.id, session.userId))
      .where(eq(session.token, token))
    c.set('visit', { ...visit, ...personOf(row, platform), ...(await onceOf(c.req)) })
    await next()
    platform.measured?.(`${c.req.method} ${routePath(c, -1)}`, visit.trips)
  })

/**
 * Lets members of the committee named in the path pass and gives routes their {@link Context}: the only door
 * to a tenant's database but the job runner's. Session, person, committee and membership come in one round
 * trip; roles are read with the data (core/batch.ts). A database that is behind is migrated first.
 */
export const inCommittee = (platform: Platform) =>
  createMiddleware<In>(async (c, next) => {
    const token = await sessionToken(c, platform)
    const { visit, db } = newVisit(platform)
    const [row] = await db
      .select({
        id: user.id,
        name: user.name,
        email: user.email,
        expiresAt: session.expiresAt,
        committee,
        member: membership.userId,
      })
      .from(session)
      .innerJoin(user, eq(user.id, session.userId))
      .leftJoin(committee, eq(committee.handle, c.req.param('committee') ?? ''))
      .leftJoin(membership, and(eq(membership.committeeId, committee.id), eq(membership.userId, user.id)))
      .where(eq(session.token, token))
    const person = personOf(row, platform)
    const found = enterable(row?.committee, row?.member)
    const tenant = await openTenant(platform, found)
    const ctx: Context = {
      ...visit,
      ...person,
      ...(await onceOf(c.req)),
      committee: found,
      tenant: connect(tenant, 'tenant', visit.trips),
    }
    c.set('visit', ctx)
    c.set('ctx', ctx)
    await next()
    platform.measured?.(`${c.req.method} ${routePath(c, -1)}`, visit.trips)
  })

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

function newVisit(platform: Platform) {
  const trips = noTrips()
  const db = connect(platform.control, 'control', trips)
  const visit: Omit<Visit, 'person'> = {
    clock: platform.clock,
    control: db,
    exchange: connect(platform.exchange, 'exchange', trips),
    files: platform.files,
    trips,
    maxFileBytes: platform.env.maxFileBytes,
    later: platform.later,
    log: platform.log,
  }
  return { visit, db }
}

function personOf(
  row: { id: string; name: string; email: string; expiresAt: Date } | undefined,
  platform: Platform,
) {
  if (row === undefined || row.expiresAt.getTime() <= platform.clock()) throw new SignedOut()
  return { person: { id: row.id, name: row.name, email: row.email } }
}

async function sessionToken(c: Parameters<typeof getSignedCookie>[0], platform: Platform): Promise<string> {
  const secure = platform.env.BASE_URL.startsWith('https:')
  const token = await getSignedCookie(
    c,
    platform.env.AUTH_SECRET,
    `${secure ? SECURE_PREFIX : ''}${SESSION_COOKIE}`,
  )
  if (token === undefined || token === false) throw new SignedOut()
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
