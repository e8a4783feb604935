import { z } from 'zod'

/** What better-auth answers with, for the description of the API; a test holds them to what it says. */
const person = z.object({
  id: z.string(),
  name: z.string(),
  email: z.string(),
  emailVerified: z.boolean(),
  image: z.string().nullable(),
  twoFactorEnabled: z.boolean().nullable(),
  createdAt: z.string(),
  updatedAt: z.string(),
})

const session = z.object({
  id: z.string(),
  token: z.string(),
  userId: z.string(),
  expiresAt: z.string(),
  createdAt: z.string(),
  updatedAt: z.string(),
  ipAddress: z.string().nullable(),
  userAgent: z.string().nullable(),
})

const passkey = z.object({
  id: z.string(),
  name: z.string().nullable().optional(),
  deviceType: z.string(),
  backedUp: z.boolean(),
  createdAt: z.string().nullable(),
})

export const signedUp = z.object({ ok: z.boolean() })
export const done = z.object({ status: z.boolean() })
export const signedOut = z.object({ success: z.boolean() })

/** Signed in, or the second factor is asked for first: then `twoFactorRedirect` is true and nobody is in yet. */
export const signedIn = z.object({
  token: z.string().optional(),
  user: person.optional(),
  twoFactorRedirect: z.boolean().optional(),
  twoFactorMethods: z.array(z.string()).optional(),
})
export const whoIsIn = z.object({ session, user: person }).nullable()
export const sessions = z.array(session)
export const passwordChanged = z.object({ token: z.string().nullable(), user: person })
export const factorBegun = z.object({ totpURI: z.string(), backupCodes: z.array(z.string()) })
export const backupCodes = z.object({ status: z.boolean(), backupCodes: z.array(z.string()) })
export const factorProven = z.object({ token: z.string(), user: person })

const descriptor = z.object({
  id: z.string(),
  type: z.literal('public-key'),
  transports: z.array(z.enum(['ble', 'hybrid', 'internal', 'nfc', 'usb'])).optional(),
})
const wish = z.enum(['discouraged', 'preferred', 'required']).optional()
const extensions = z.object({ credProps: z.boolean().optional() }).optional()

/** Options of a WebAuthn ceremony, as `navigator.credentials` takes them but for bytes, which are base64url here. */
export const requestOptions = z.object({
  challenge: z.string(),
  timeout: z.number().optional(),
  rpId: z.string().optional(),
  allowCredentials: z.array(descriptor).optional(),
  userVerification: wish,
  extensions,
})
export const creationOptions = z.object({
  challenge: z.string(),
  rp: z.object({ name: z.string(), id: z.string().optional() }),
  user: z.object({ id: z.string(), name: z.string(), displayName: z.string() }),
  pubKeyCredParams: z.array(z.object({ type: z.literal('public-key'), alg: z.number() })),
  timeout: z.number().optional(),
  attestation: z.enum(['direct', 'enterprise', 'indirect', 'none']).optional(),
  authenticatorSelection: z
    .object({
      authenticatorAttachment: z.enum(['cross-platform', 'platform']).optional(),
      residentKey: wish,
      requireResidentKey: z.boolean().optional(),
      userVerification: wish,
    })
    .optional(),
  excludeCredentials: z.array(descriptor).optional(),
  hints: z.array(z.string()).optional(),
  extensions,
})
export const passkeyAdded = passkey
export const passkeyUsed = z.object({ session, user: person.partial().optional() })
export const passkeys = z.array(passkey)
export const passkeyRenamed = z.object({ passkey })
