import { and, eq, lt, notExists, sql } from 'drizzle-orm'
import type { Call } from '../core/context.ts'
import { NotFound, TooMany } from '../core/errors.ts'
import { session, user } from '../entrance/control-tables.ts'
import { countTries, networkOf } from '../entrance/limit.ts'
import type { Platform } from '../platform/platform.ts'
import { account } from './control-tables.ts'
import { tellProblem } from './problems.ts'

type Handler = { handler(request: Request): Promise<Response> }

/**
 * How often one account may be tried by password: from one place, and from everywhere together. The second is
 * wide, so that a stranger cannot easily lock a person out.
 */
export const ACCOUNT_TRIES = { here: { max: 10, seconds: 900 }, anywhere: { max: 100, seconds: 3600 } }

const loaded = new WeakMap<Platform, Promise<Handler>>()

/** better-auth is loaded when first asked, so that a start and the routes of committees do not pay for it. */
function auth(platform: Platform): Promise<Handler> {
  const kept = loaded.get(platform)
  if (kept !== undefined) return kept
  const made = import('./auth.ts').then(({ createAuth }) => createAuth(platform))
  loaded.set(platform, made)
  made.catch(() => loaded.delete(platform))
  return made
}

/** Has better-auth answer a request, with only what its schema let through. */
export async function forward({ platform }: Call, request: Request, sent?: object): Promise<Response> {
  const result = await (await auth(platform)).handler(withOnly(request, sent))
  return result.ok ? result : tellProblem(result)
}

/**
 * The same for a thing of one's own.
 * @throws NotFound for a thing of somebody else
 */
export async function forwardOwn({ platform }: Call, request: Request, sent: object): Promise<Response> {
  const result = await (await auth(platform)).handler(withOnly(request, sent))
  if ([401, 403, 404].includes(result.status)) throw new NotFound()
  return result.ok ? result : tellProblem(result)
}

/** Makes an account, and asks by mail for a proof of its address. The same answer for an address that has an account and one that has none. */
export async function signUp(
  call: Call,
  request: Request,
  sent: { email: string },
): Promise<Response | { ok: boolean }> {
  await forgetHalfMade(call, sent.email)
  const since = call.clock()
  const result = await forward(call, request, sent)
  if (!result.ok) return result
  await (await import('./proofs/address.ts')).greet(call, sent.email, since)
  return { ok: true }
}

/** Signs in. Passwords are also counted by account, so that many places cannot share the guessing. */
export async function signIn(call: Call, request: Request, sent: { email: string }): Promise<Response> {
  const place = networkOf(request.headers.get('x-forwarded-for') ?? '')
  await countTries(call.platform, [
    { who: `password ${place} ${sent.email}`, ...ACCOUNT_TRIES.here },
    { who: `password ${sent.email}`, ...ACCOUNT_TRIES.anywhere },
  ])
  return forward(call, request, sent)
}

/** For so long (s) better-auth takes a code: its own half minute, and the ones before and after. */
const CODE_LASTS = 90

/**
 * Takes a code of the second factor, each once (RFC 6238, 5.2): of a repeated one nothing is let out, and the session it
 * would have opened is ended.
 */
export async function verifyCode(call: Call, request: Request, sent: { code: string }): Promise<Response> {
  const result = await forward(call, request, sent)
  if (!result.ok) return result
  const { token, user: who } = (await result.clone().json()) as { token: string; user: { id: string } }
  const once = { who: `code ${who.id} ${sent.code}`, max: 1, seconds: 2 * CODE_LASTS }
  try {
    await countTries(call.platform, [once])
    return result
  } catch (error) {
    if (!(error instanceof TooMany)) throw error
    await call.control.delete(session).where(eq(session.token, token))
    return tellProblem(Response.json({ code: 'INVALID_CODE' }, { status: 401 }))
  }
}

function withOnly(request: Request, sent: object | undefined): Request {
  if (request.method === 'GET') return request
  const headers = new Headers(request.headers)
  headers.delete('content-length')
  headers.set('content-type', 'application/json')
  return new Request(request.url, { method: request.method, headers, body: JSON.stringify(sent ?? {}) })
}

/** better-auth writes a person and the password in two steps: a crash between would keep the address for ever. */
async function forgetHalfMade({ control, clock }: Call, email: string): Promise<void> {
  const passwords = control
    .select({ one: sql`1` })
    .from(account)
    .where(eq(account.userId, user.id))
  const minuteAgo = new Date(clock() - 60_000)
  await control
    .delete(user)
    .where(and(eq(user.email, email), lt(user.createdAt, minuteAgo), notExists(passwords)))
}
