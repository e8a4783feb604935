import { and, eq } from 'drizzle-orm'
import type { Context as Call } from 'hono'
import { getCookie, setCookie } from 'hono/cookie'
import type { Database } from '../platform/database.ts'
import type { Env } from '../platform/env.ts'
import { sessionCookie } from './cookie.ts'
import { session } from './control-tables.ts'

const DAY = 86_400_000
/** How long a session lasts unused; auth.ts gives new ones the same. */
export const SESSION_DAYS = 7
/** After so many days one signs in again, however busy. */
const LONGEST_DAYS = 30

type Stored = { token: string; expiresAt: Date; updatedAt: Date; createdAt: Date }

/**
 * Gives a session that is in use another seven days, at most once a day, so that who works daily is not signed
 * out weekly. Sessions not to be remembered (they last a day) are left to end.
 */
export async function renewSession(
  c: Call,
  env: Pick<Env, 'BASE_URL'>,
  control: Database,
  stored: Stored,
  now: number,
): Promise<void> {
  const { token, expiresAt, updatedAt, createdAt } = stored
  const remembered = expiresAt.getTime() - updatedAt.getTime() > 2 * DAY
  if (!remembered || now - updatedAt.getTime() < DAY) return
  if (now - createdAt.getTime() > LONGEST_DAYS * DAY) return
  await control
    .update(session)
    .set({ expiresAt: new Date(now + SESSION_DAYS * DAY), updatedAt: new Date(now) })
    .where(and(eq(session.token, token), eq(session.updatedAt, updatedAt)))
  const { name, secure } = sessionCookie(env.BASE_URL)
  // The cookie goes back as it came, signature and all, with a later end.
  const signed = getCookie(c, name) ?? ''
  const maxAge = (SESSION_DAYS * DAY) / 1000
  setCookie(c, name, signed, { httpOnly: true, sameSite: 'Lax', path: '/', secure, maxAge })
}
