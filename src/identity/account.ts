import { and, eq, lt, notExists, sql } from 'drizzle-orm'
import type { Call, Visit } from '../core/context.ts'
import { TooMany } from '../core/errors.ts'
import { session, user } from '../entrance/control-tables.ts'
import { countTries, networkOf } from '../entrance/limit.ts'
import { account } from './control-tables.ts'
import { ACCOUNT_TRIES, forward, isFirstUse } from './forward.ts'
import { tellProblem } from './problems.ts'
import type { Said } from './step-up.ts'

/**
 * Has better-auth answer once whoever is signed in has said password and code again; of what they said better-auth gets the password.
 * @throws Invalid naming password or code
 */
export async function forwardProven(visit: Visit, request: Request, sent: Said): Promise<Response> {
  await (await import('./step-up.ts')).proveAgain(visit, request, sent)
  const { code: _said, ...rest } = sent
  return forward(visit, request, rest)
}

/** The same for what ends sessions: devices that were trusted are so no more, and links that are out let nobody in. */
export async function forwardEnding(visit: Visit, request: Request, sent?: object): Promise<Response> {
  const result = await forward(visit, request, sent)
  if (!result.ok) return result
  const [{ endTrust }, { endLinks }] = await Promise.all([
    import('./step-up.ts'),
    import('./proofs/proof.ts'),
  ])
  const { control, person, clock } = visit
  await control.batch([endTrust(control, person.id), endLinks(control, person.id, clock())] as never)
  return result
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
  const { here, anywhere, scarce } = ACCOUNT_TRIES
  await countTries(call.platform, [{ who: `password ${place} ${sent.email}`, ...here }])
  try {
    await countTries(call.platform, [{ who: `password ${sent.email}`, ...anywhere }])
  } catch (error) {
    if (!(error instanceof TooMany)) throw error
    await countTries(call.platform, [{ who: `password scarce ${place} ${sent.email}`, ...scarce }])
  }
  return forward(call, request, sent)
}

/**
 * Takes a code of the second factor, each once (RFC 6238, 5.2): of a repeated one nothing is let out, and the session it
 * would have opened is ended.
 */
export async function verifyCode(call: Call, request: Request, sent: { code: string }): Promise<Response> {
  const result = await forward(call, request, sent)
  if (!result.ok) return result
  const { token, user: who } = (await result.clone().json()) as { token: string; user: { id: string } }
  if (await isFirstUse(call, who.id, sent.code)) return result
  await call.control.delete(session).where(eq(session.token, token))
  return tellProblem(Response.json({ code: 'INVALID_CODE' }, { status: 401 }))
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
