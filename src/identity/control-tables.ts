import { index, integer, sqliteTable, text } from 'drizzle-orm/sqlite-core'

/** What better-auth keeps beside people and sessions (entrance/control-tables.ts), in the control database. */
const time = () => integer({ mode: 'timestamp_ms' })
const flag = () => integer({ mode: 'boolean' })

export const account = sqliteTable(
  'account',
  {
    id: text().primaryKey(),
    accountId: text().notNull(),
    providerId: text().notNull(),
    userId: text().notNull(),
    accessToken: text(),
    refreshToken: text(),
    idToken: text(),
    accessTokenExpiresAt: time(),
    refreshTokenExpiresAt: time(),
    scope: text(),
    password: text(),
    createdAt: time().notNull(),
    updatedAt: time().notNull(),
  },
  (t) => [index('account_user').on(t.userId)],
)

export const verification = sqliteTable(
  'verification',
  {
    id: text().primaryKey(),
    identifier: text().notNull(),
    value: text().notNull(),
    expiresAt: time().notNull(),
    createdAt: time().notNull(),
    updatedAt: time().notNull(),
  },
  (t) => [index('verification_identifier').on(t.identifier)],
)

export const twoFactor = sqliteTable(
  'two_factor',
  {
    id: text().primaryKey(),
    secret: text().notNull(),
    backupCodes: text().notNull(),
    userId: text().notNull(),
    verified: flag(),
    failedVerificationCount: integer(),
    lockedUntil: time(),
  },
  (t) => [index('two_factor_secret').on(t.secret), index('two_factor_user').on(t.userId)],
)

export const passkey = sqliteTable(
  'passkey',
  {
    id: text().primaryKey(),
    name: text(),
    publicKey: text().notNull(),
    userId: text().notNull(),
    credentialID: text().notNull(),
    counter: integer().notNull(),
    deviceType: text().notNull(),
    backedUp: flag().notNull(),
    transports: text(),
    createdAt: time(),
    aaguid: text(),
  },
  (t) => [index('passkey_user').on(t.userId), index('passkey_credential').on(t.credentialID)],
)

/**
 * A link that proves something about an account, once and for a short while: that an address is read (`address`; `old`
 * and `new` of a change, both of one `pair`), or that whoever holds it may choose a new password (`reset` by mail,
 * `handed` by an administrator). Only the hash of its secret is kept; the instance's own secret makes it again.
 */
export const proof = sqliteTable(
  'proof',
  {
    id: text().primaryKey(),
    pair: text().notNull(),
    userId: text().notNull(),
    purpose: text().$type<'address' | 'old' | 'new' | 'reset' | 'handed'>().notNull(),
    hash: text().notNull().unique(),
    /** The address it proves; of `new` the one that is to be. */
    email: text().notNull(),
    /** Of one that was handed over: which account did, and where it administers. */
    byId: text(),
    placeId: text(),
    createdAt: integer().notNull(),
    expiresAt: integer().notNull(),
    usedAt: integer(),
  },
  (t) => [
    index('proof_user').on(t.userId, t.purpose),
    index('proof_pair').on(t.pair),
    index('proof_expires').on(t.expiresAt),
  ],
)
