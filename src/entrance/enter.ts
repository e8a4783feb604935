import { and, eq, getTableColumns, sql } from 'drizzle-orm'
import type { SQL } from 'drizzle-orm'
import type { Context as Request } from 'hono'
import { getCookie } from 'hono/cookie'
import { migrate, versionOf } from '../../migrations/apply.ts'
import { textOf } from '../core/asked.ts'
import type { Permission } from '../core/access.ts'
import type { Asking, Call, Context, Door, Once, Person, Visit } from '../core/context.ts'
import { wake } from '../core/control-tables.ts'
import { houseOf } from '../core/domain.ts'
import type { House } from '../core/house.ts'
import { Conflict, Forbidden, Invalid, NotFound, SignedOut } from '../core/errors.ts'
import { sha256 } from '../core/hash.ts'
import { query } from '../core/query.ts'
import type { Who } from '../core/route.ts'
import { wakeAt } from '../core/wake.ts'
import { connect, keeping, noTrips } from '../platform/database.ts'
import { sign, signedValue } from '../platform/hmac.ts'
import type { Platform } from '../platform/platform.ts'
import { committee, membership, operator, session, user } from './control-tables.ts'
import { sessionCookie } from './cookie.ts'
import { renewSession } from './renew.ts'
import { factsOf } from '../platform/database-failure.ts'

/** The machine the app runs on and the domains it serves. */
export type Host = { platform: Platform; house: House }

const who = { id: user.id, name: user.name, email: user.email, proven: user.emailVerified }
const stay = {
  token: session.token,
  expiresAt: session.expiresAt,
  updatedAt: session.updatedAt,
  createdAt: session.createdAt,
}
const { id, handle, name, kind, suffix, place, state, heirId, location, schemaVersion } =
  getTableColumns(committee)
const known = { id, handle, name, kind, suffix, place, state, heirId, location, schemaVersion }
type Found = Pick<typeof committee.$inferSelect, keyof typeof known>

const DAY = 86_400_000

/**
 * What every request may use, before anybody is known.
 * @param trips of a request that somebody waits for; others are made in no hurry
 */
export function callOf({ platform, house }: Host, trips = noTrips()): Call {
  const { env } = platform
  return {
    clock: platform.clock,
    control: connect(platform.control, 'control', trips),
    exchange: connect(platform.exchange, 'exchange', trips),
    house,
    platform,
    files: platform.files,
    trips,
    maxFileBytes: env.maxFileBytes,
    strangersADay: env.STRANGERS_A_DAY,
    trustedRoots: env.SIGNATURE_ROOTS,
    most: env.most,
    baseUrl: env.BASE_URL,
    sign: (text) => sign(env.AUTH_SECRET, text),
    later: platform.later,
    aside: { control: () => connect(platform.control, 'control', noTrips()) },
    log: platform.log,
  }
}

/**
 * Lets a request in as far as its route allows: the only door to a tenant's database but the job runner's. Session,
 * person, committee and membership come in one round trip to the control database; roles are read with the data
 * (core/batch.ts). A database that is behind is migrated first.
 * @throws SignedOut when nobody is signed in; NotFound when the committee is not there for this person
 */
export async function enter(
  call: Call,
  request: Request,
  permission: Who,
): Promise<Call | Visit | Door | Context> {
  if (permission === 'public') return call
  if (permission === 'door') return atDoor(call, request.req.param('committee') ?? '')
  if (permission === 'signed-in') return signedIn(call, request)
  if (permission === 'operator') return operating(await signedIn(call, request))
  const { visit, found } = await arrive(call, request)
  if (permission === 'guest') {
    if (found.committee?.state !== 'ready') throw new NotFound()
    return inside(visit, found.committee, NOBODYS)
  }
  const place = enterable(found.committee, found.member, request.req.method)
  // One that is far off may have been set by a clock that was ahead; whoever works here is looked after within a day.
  if (found.wakes === null || found.wakes > call.clock() + DAY) keepAwake(call, place.id)
  const { asking: n, askedAt: latest, claims, claimedAt } = found
  const asking = { n, latest, claims, claimedAt }
  return inside(visit, place, permission, asking)
}

/** A guest is no member: there is nothing that being let in permits. */
const NOBODYS: Permission = { id: 'guest', grants: {} }

async function signedIn(call: Call, c: Request): Promise<Visit> {
  const token = sessionToken(call, c)
  const [row] = await whoStays(keeping(call.control), { token })
  const { session: stored, ...person } = unexpired(row, call)
  await renewSession(c, call.platform.env, call.control, stored, call.clock())
  return { ...call, person, ...(await onceOf(c.req)) }
}

/** Whoever does not run the instance finds nothing there. */
async function operating(visit: Visit): Promise<Visit> {
  const [found] = await visit.control.select().from(operator).where(eq(operator.userId, visit.person.id))
  if (found === undefined) throw new NotFound()
  return visit
}

const whoStays = query<{ token: string }>()((db, { token }) =>
  db
    .select({ ...who, session: stay })
    .from(session)
    .innerJoin(user, eq(user.id, session.userId))
    .where(eq(session.token, token)),
)

async function atDoor(call: Call, of: string): Promise<Door> {
  const [found] = await call.control
    .select(known)
    .from(committee)
    .where(and(eq(committee.handle, of), eq(committee.state, 'ready')))
  if (found === undefined) throw new NotFound()
  return { ...call, committee: found, ...(await tenantOf(call, found)) }
}

/** Who comes, and what the directory knows of the committee named in the path. */
async function arrive(call: Call, c: Request) {
  const token = sessionToken(call, c)
  const handle = c.req.param('committee') ?? ''
  const [row] = await whoComes(keeping(call.control), { token, handle })
  const { id, name, email, proven, ...found } = unexpired(row, call)
  return { visit: { ...call, person: { id, name, email, proven }, ...(await onceOf(c.req)) }, found }
}

/** Of the committees that ask to stand below this one: every desk shows them, and would go to the directory again. */
const below = <T>(what: SQL) =>
  sql<T>`(select ${what} from committee b where b.superiorId = ${committee.id} and b.superiorState = 'pending')`

/** Of those whom this committee invited to stand below it, and who wait for its word. */
const claimed = <T>(what: SQL) =>
  sql<T>`(select ${what} from founding f where f.superiorId = ${committee.id} and f.claimedAt is not null
    and f.vouchedAt is null and f.committeeId is null and f.withdrawnAt is null)`

/** Session, person, committee and membership. */
const whoComes = query<{ token: string; handle: string }>()((db, given) =>
  db
    .select({
      ...who,
      session: stay,
      committee: known,
      member: membership.userId,
      wakes: sql<
        number | null
      >`(select min(${wake.at}) from ${wake} where ${wake.committeeId} = ${committee.id})`,
      asking: below<number>(sql`count(*)`),
      askedAt: below<number | null>(sql`max(superiorAskedAt)`),
      claims: claimed<number>(sql`count(*)`),
      claimedAt: claimed<number | null>(sql`max(claimedAt)`),
    })
    .from(session)
    .innerJoin(user, eq(user.id, session.userId))
    .leftJoin(committee, eq(committee.handle, given.handle))
    .leftJoin(
      membership,
      and(
        eq(membership.committeeId, committee.id),
        eq(membership.userId, user.id),
        eq(membership.active, true),
      ),
    )
    .where(eq(session.token, given.token)),
)

/**
 * Stands a person in a committee. The entrance does it for requests; jobs do it for what they read on a person's behalf.
 * @param found the committee as the directory knows it
 */
export async function inside(
  visit: Visit,
  found: Found,
  permission: Permission,
  asking?: Asking,
): Promise<Context> {
  const of = await tenantOf(visit, found)
  return { ...visit, committee: found, permission, ...of, ...(asking === undefined ? {} : { asking }) }
}

async function tenantOf(
  { platform, trips, aside }: Call,
  found: Found,
): Promise<Pick<Context, 'tenant' | 'aside'>> {
  const client = await openTenant(platform, found)
  return {
    tenant: connect(client, 'tenant', trips),
    aside: { ...aside, tenant: () => connect(client, 'tenant', noTrips()) },
  }
}

/** A committee where people work is woken within a day, to tidy up after them; nobody waits for that to be written. */
const keepAwake = ({ platform, clock, aside }: Call, committeeId: string): void => {
  platform.later(
    Promise.resolve(wakeAt(aside.control(), committeeId, clock() + DAY)).catch((error: unknown) =>
      platform.log('wake.failed', { ...factsOf(error) }),
    ),
  )
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
    // What a migration leaves to be done is done by whom it wakes.
    await wakeAt(control, found.id, platform.clock())
    await control.update(committee).set({ schemaVersion }).where(eq(committee.id, found.id))
  }
  return client
}

/** One that was merged into another is a closed book: who worked there reads it, nobody writes. */
function enterable(
  found: Found | null | undefined,
  member: string | null | undefined,
  method: string,
): Found {
  if (found === null || found === undefined || member === null || member === undefined) throw new NotFound()
  if (found.heirId !== null && (method === 'GET' || method === 'HEAD')) return found
  if (found.heirId !== null)
    throw new Forbidden('Cơ quan này đã hợp nhất vào cơ quan khác. Sổ và văn bản cũ chỉ còn để tra cứu.')
  if (found.state === 'suspended')
    throw new Forbidden('Cơ quan này đang tạm dừng sử dụng. Đề nghị liên hệ đơn vị quản lý hệ thống.')
  if (found.state === 'provisioning')
    throw new Conflict('Cơ quan đang được khởi tạo. Đề nghị đợi hoàn tất rồi vào lại.', {
      reason: 'provisioning',
    })
  return found
}

/** What the job runner does on behalf of a person, outside any committee. */
export const visitOf = (platform: Platform, person: Person): Visit => ({
  ...callOf({ platform, house: houseOf([]) }),
  person,
})

function unexpired<Row extends { session: { expiresAt: Date } }>(row: Row | undefined, call: Call): Row {
  if (row === undefined || row.session.expiresAt.getTime() <= call.clock()) throw new SignedOut()
  return row
}

function sessionToken({ platform: { env } }: Call, c: Request): string {
  const { name } = sessionCookie(env.BASE_URL)
  const token = signedValue(env.AUTH_SECRET, getCookie(c, name) ?? '')
  if (token === undefined) throw new SignedOut()
  return token
}

/**
 * The idempotency key of a POST and the hash of what was asked with it. What is not JSON is a list that is read and not
 * kept: there is no outcome to give again.
 */
async function onceOf(req: {
  method: string
  path: string
  header(name: string): string | undefined
  text(): Promise<string>
}): Promise<{ once?: Once }> {
  const key = req.header('idempotency-key')
  if (req.method !== 'POST' || key === undefined || !/json/i.test(req.header('content-type') ?? 'json'))
    return {}
  if (key.length < 8 || key.length > 100) {
    throw new Invalid([{ field: 'Idempotency-Key', message: 'Khóa cần dài từ 8 đến 100 ký tự.' }])
  }
  return { once: { key, hash: sha256(`${req.method} ${req.path}\n${await textOf(req)}`) } }
}
