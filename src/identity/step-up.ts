import { and, eq, sql } from 'drizzle-orm'
import type { Statement } from '../core/batch.ts'
import type { Visit } from '../core/context.ts'
import { Invalid } from '../core/errors.ts'
import { user } from '../entrance/control-tables.ts'
import { countTries, networkOf } from '../entrance/limit.ts'
import { connect, noTrips } from '../platform/database.ts'
import type { Database } from '../platform/database.ts'
import { scryptPasswords } from '../platform/passwords.ts'
import { ACCOUNT_TRIES, forward, isFirstUse, TRIES_AGAIN } from './forward.ts'
import { account, verification } from './control-tables.ts'

/** What whoever changes how an account is entered says again: a session that was borrowed or stolen is not enough. */
export type Said = { password: string; code?: string | undefined }

/** What an authenticator app shows; codes on paper are longer. */
const SHOWN = /^\d{6}$/

/**
 * Asks whoever is signed in for the password again, and for a code where the second factor is on (one of the app, or
 * one of those on paper, which is used up). Tries are counted with those of signing in.
 * @param request whose session is meant
 * @throws Invalid naming password or code; TooMany
 */
export async function proveAgain(visit: Visit, request: Request, { password, code }: Said): Promise<void> {
  const { platform, person } = visit
  const place = networkOf(request.headers.get('x-forwarded-for') ?? '')
  await countTries(platform, [
    { who: `password ${place} ${person.email}`, ...ACCOUNT_TRIES.here },
    { who: `again ${person.id}`, ...TRIES_AGAIN },
  ])
  // Beside the request: what better-auth answers is not counted among its trips either.
  const [found] = await connect(platform.control, 'control', noTrips())
    .select({ hash: account.password, factor: user.twoFactorEnabled })
    .from(user)
    .innerJoin(account, and(eq(account.userId, user.id), eq(account.providerId, 'credential')))
    .where(eq(user.id, person.id))
  const hash = found?.hash ?? ''
  if (!(await scryptPasswords(platform.env.PASSWORD_COST).verify({ hash, password })))
    throw new Invalid([{ field: 'password', message: 'Mật khẩu hiện tại không đúng.' }])
  if (found?.factor !== true) return
  if (code === undefined || !(await isRight(visit, request, code.replace(/\s/g, ''))))
    throw new Invalid([
      { field: 'code', message: 'Cần mã đang hiện trong ứng dụng xác thực, hoặc một mã dự phòng chưa dùng.' },
    ])
}

async function isRight(visit: Visit, request: Request, code: string): Promise<boolean> {
  const shown = SHOWN.test(code)
  const path = shown ? 'verify-totp' : 'verify-backup-code'
  const url = new URL(`/api/auth/two-factor/${path}`, request.url)
  const headers = new Headers(request.headers)
  const asked = new Request(url, { method: 'POST', headers })
  const { ok } = await forward(visit, asked, { code })
  return ok && (!shown || isFirstUse(visit, visit.person.id, code))
}

/** Statement that asks a person's devices for the second factor again, those too that were to be spared it. */
export const endTrust = (control: Database, userId: string): Statement & PromiseLike<unknown> =>
  control.delete(verification).where(
    and(
      // The index on identifiers finds them; what better-auth calls them begins so.
      sql`${verification.identifier} >= 'trust-device-' and ${verification.identifier} < 'trust-device.'`,
      eq(verification.value, userId),
    ),
  )
