import { and, eq, lt, notExists, sql } from 'drizzle-orm'
import { Hono } from 'hono'
import type { Context as Call } from 'hono'
import { NotFound } from '../core/errors.ts'
import { input, operation } from '../core/http.ts'
import type { In } from '../core/http.ts'
import { signedIn } from '../directory/enter.ts'
import { connect, noTrips } from '../platform/database.ts'
import type { Platform } from '../platform/platform.ts'
import { ACCOUNT_DOORS, ACCOUNT_TRIES } from './doors.ts'
import type { AccountDoor } from './doors.ts'
import { byAddress, limited } from './limit.ts'
import type { Counted } from './limit.ts'
import { tellProblem } from './problems.ts'
import { account, user } from './tables.ts'

type Handler = { handler(request: Request): Promise<Response> }

/**
 * Accounts: sign-up, sign-in, second factor, passkeys, sessions, below `/api/auth`. better-auth does the work and
 * is loaded when first asked, so that a start and the routes of committees do not pay for it.
 */
export function authRoutes(platform: Platform) {
  let loaded: Promise<Handler> | undefined
  const load = (): Promise<Handler> => {
    loaded ??= import('./auth.ts').then(({ createAuth }) => createAuth(platform))
    loaded.catch(() => (loaded = undefined))
    return loaded
  }
  const routes = new Hono<In>()
  for (const door of ACCOUNT_DOORS) addDoor(routes, platform, door, load)
  return routes
}

function addDoor(routes: Hono<In>, platform: Platform, door: AccountDoor, load: () => Promise<Handler>) {
  const { method, path, summary, permission, body, answer: schema, limit, owned } = door
  const before = [
    operation({ summary, permission, answer: schema }),
    limited(platform, byAddress(path, limit)),
  ]
  if (permission === 'signed-in') before.push(signedIn(platform))
  const answer = async (c: Call<In>, sent?: object) => {
    if (path === '/sign-up/email') await forgetHalfMade(platform, (sent as { email: string }).email)
    const result = await (await load()).handler(forward(c.req.raw, sent))
    if (owned === true && [401, 403, 404].includes(result.status)) throw new NotFound()
    if (!result.ok) return tellProblem(result)
    // The same for an address that has an account and one that has none.
    return path === '/sign-up/email' ? c.json({ ok: true }) : result
  }
  if (body === undefined) routes.on([method], [path], ...before, (c) => answer(c))
  else
    routes.on([method], [path], ...before, input('json', body), accountTries(platform, path), (c) =>
      answer(c, c.req.valid('json' as never)),
    )
}

/** The request with only what its schema let through. */
function forward(request: Request, sent: object | undefined): Request {
  if (request.method === 'GET') return request
  const headers = new Headers(request.headers)
  headers.delete('content-length')
  headers.set('content-type', 'application/json')
  return new Request(request.url, { method: request.method, headers, body: JSON.stringify(sent ?? {}) })
}

/** Passwords are also counted by account, so that many places cannot share the guessing. */
const accountTries = (platform: Platform, path: string) =>
  limited(platform, (c) => {
    if (path !== '/sign-in/email') return []
    const { email } = c.req.valid('json' as never) as { email: string }
    const [{ who } = { who: '' }] = byAddress(path, ACCOUNT_TRIES.here)(c)
    return [
      { who: `${who} ${email}`, ...ACCOUNT_TRIES.here },
      { who: `${path} ${email}`, ...ACCOUNT_TRIES.anywhere },
    ] satisfies Counted[]
  })

/** better-auth writes a person and the password in two steps: a crash between would keep the address for ever. */
async function forgetHalfMade(platform: Platform, email: string): Promise<void> {
  const control = connect(platform.control, 'control', noTrips())
  const passwords = control
    .select({ one: sql`1` })
    .from(account)
    .where(eq(account.userId, user.id))
  const minuteAgo = new Date(platform.clock() - 60_000)
  await control
    .delete(user)
    .where(and(eq(user.email, email), lt(user.createdAt, minuteAgo), notExists(passwords)))
}
