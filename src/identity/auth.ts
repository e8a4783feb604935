import { passkey as passkeyPlugin } from '@better-auth/passkey'
import { betterAuth } from 'better-auth'
import { drizzleAdapter } from 'better-auth/adapters/drizzle'
import { APIError } from 'better-auth/api'
import { twoFactor as twoFactorPlugin } from 'better-auth/plugins'
import { connect, noTrips } from '../platform/database.ts'
import { scryptPasswords } from '../platform/passwords.ts'
import type { Platform } from '../platform/platform.ts'
import { cookiePrefix } from '../entrance/cookie.ts'
import { SESSION_DAYS } from '../entrance/renew.ts'
import { session, user } from '../entrance/control-tables.ts'
import * as tables from './control-tables.ts'

const DAY = 86_400

/**
 * Sign-in for people, in the control database: password (scrypt), TOTP with backup
 * codes, passkeys, sessions. Reached only through doors.ts, which also limits and translates.
 */
export function createAuth(platform: Platform) {
  const { env } = platform
  const host = new URL(env.BASE_URL)
  return betterAuth({
    appName: 'Liên Thông',
    baseURL: env.BASE_URL,
    basePath: '/api/auth',
    secret: env.AUTH_SECRET,
    database: drizzleAdapter(connect(platform.control, 'control', noTrips()), {
      provider: 'sqlite',
      schema: { ...tables, session, user },
    }),
    // Without signing in at once, an address that is taken answers like one that is free.
    emailAndPassword: {
      enabled: true,
      autoSignIn: false,
      minPasswordLength: 12,
      maxPasswordLength: 128,
      password: scryptPasswords(env.PASSWORD_COST),
    },
    // Sessions are renewed where they are read (renew.ts), so better-auth does not.
    session: { expiresIn: SESSION_DAYS * DAY, disableSessionRefresh: true, freshAge: DAY },
    rateLimit: { enabled: false },
    advanced: {
      cookiePrefix: cookiePrefix(env.BASE_URL),
      // It would put `__Secure-` before our own prefix, which asks for more.
      useSecureCookies: false,
      defaultCookieAttributes: { secure: host.protocol === 'https:', path: '/' },
      // Said aloud because the default is other in tests.
      disableOriginCheck: false,
      disableCSRFCheck: false,
      ipAddress: { ipAddressHeaders: ['x-forwarded-for'] },
    },
    trustedOrigins: (request) => (request === undefined ? [] : [new URL(request.url).origin]),
    plugins: [
      twoFactorPlugin({ issuer: 'Liên Thông' }),
      passkeyPlugin({
        rpID: host.hostname,
        rpName: 'Liên Thông',
        origin: host.origin,
        authenticatorSelection: { residentKey: 'required', userVerification: 'required' },
        authentication: { afterVerification: ({ verification }) => refuseUnverified(verification) },
      }),
    ],
    // Messages hold addresses.
    logger: { disabled: true },
    // What fails is told and logged where every error is (core/problem.ts): better-auth would print it, SQL and all.
    onAPIError: {
      onError(error) {
        if (!(error instanceof APIError)) throw error
      },
    },
    telemetry: { enabled: false },
  })
}

/** A passkey stands for both factors, so the device must have checked who holds it (a finger, a face, a PIN). */
function refuseUnverified({ authenticationInfo }: { authenticationInfo: { userVerified: boolean } }): void {
  if (!authenticationInfo.userVerified)
    throw new APIError('UNAUTHORIZED', { code: 'AUTHENTICATION_FAILED', message: 'user not verified' })
}
