import { z } from 'zod'
import { SEEN_TEXT } from '../core/described.ts'
import { mailAddress, text, words } from '../core/fields.ts'
import { personName } from '../directory/rules/person-name.ts'
import { newPassword, knownPassword, weakness } from './password.ts'

/** An address as it is kept. */
export const email = mailAddress('Cần nhập thư điện tử.')
const name = personName('Cần nhập họ và tên.')
const code = z
  .string('Cần nhập mã.')
  .trim()
  .min(1, 'Cần nhập mã.')
  .max(40, 'Mã không đúng.')
  .meta({ pattern: SEEN_TEXT })
const id = z.string().min(1).max(100)
const label = text('Tên', 60)
/** Bytes as base64url, as a browser's authenticator writes them. */
const bytes = z.string().regex(/^[\w-]+$/)
/** What an authenticator says; better-auth's library checks it, and takes its parts for granted. */
const ceremony = <const Part extends z.ZodRawShape>(response: Part) =>
  z.looseObject({
    id: bytes.max(2000),
    rawId: bytes.max(2000),
    type: z.literal('public-key'),
    response: z.looseObject({ clientDataJSON: bytes, ...response }),
    clientExtensionResults: z.looseObject({}).default({}),
  })
const registered = ceremony({ attestationObject: bytes, transports: z.array(z.string()).optional() })
const authenticated = ceremony({ authenticatorData: bytes, signature: bytes, userHandle: bytes.nullish() })

export const signUp = z.object({ name, email, password: newPassword }).superRefine((account, check) => {
  const about = [account.email.split('@')[0] ?? '', account.name]
  const message = weakness(account.password, about)
  if (message !== undefined) check.addIssue({ code: 'custom', path: ['password'], message })
})
export const signIn = z.object({ email, password: knownPassword, rememberMe: z.boolean().optional() })
export const changePassword = z
  .object({ currentPassword: knownPassword, newPassword, revokeOtherSessions: z.boolean().optional() })
  .superRefine((change, check) => {
    const message = weakness(change.newPassword)
    if (message !== undefined) check.addIssue({ code: 'custom', path: ['newPassword'], message })
  })
export const withPassword = z.object({ password: knownPassword })
/** Said again before the ways into an account change; the code where the second factor is on. */
export const saidAgain = z.object({ password: knownPassword, code: code.optional() })
export const withCode = z.object({ code, trustDevice: z.boolean().optional() })
export const withName = z.object({ name })
export const withToken = z.object({ token: id })
export const registration = saidAgain.extend({ response: registered, name: label.optional() })
export const authentication = z.object({ response: authenticated })
export const passkeyName = z.object({ id, name: words('Cần đặt tên cho khóa truy cập.', 60) })
export const withId = z.object({ id })
