import { passkey as passkeyPlugin } from '@better-auth/passkey'
import { betterAuth } from 'better-auth'
import { drizzleAdapter } from 'better-auth/adapters/drizzle'
import { twoFactor as twoFactorPlugin } from 'better-auth/plugins'
import { connect, noTrips } from '../platform/database.ts'
import type { Platform } from '../platform/platform.ts'
import { COOKIE_PREFIX } from './cookie.ts'
import * as tables from './tables.ts'

/** Sign-in for people, in the control database: password (scrypt), TOTP, passkeys, sessions, rate limits. */
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
      schema: tables,
    }),
    emailAndPassword: { enabled: true, minPasswordLength: 10, maxPasswordLength: 128 },
    session: { expiresIn: 7 * 86_400, updateAge: 86_400 },
    rateLimit: { enabled: true, storage: 'database', window: 60, max: 100 },
    advanced: { cookiePrefix: COOKIE_PREFIX, useSecureCookies: host.protocol === 'https:' },
    plugins: [
      twoFactorPlugin({ issuer: 'Liên Thông' }),
      passkeyPlugin({ rpID: host.hostname, rpName: 'Liên Thông', origin: host.origin }),
    ],
    telemetry: { enabled: false },
  })
}
