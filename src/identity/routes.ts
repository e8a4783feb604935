import type { z } from 'zod'
import type { Limit } from '../core/limit.ts'
import { resource } from '../core/domain.ts'
import type { Wrong } from '../core/errors.ts'
import { bytes } from '../core/route.ts'
import type { Key } from '../core/route.ts'
import * as answers from './answers.ts'
import * as bodies from './schema.ts'
import type { Said } from './step-up.ts'

/** A whole office may sit behind one address and come in at half past seven. */
const OFTEN: Limit = { max: 300, seconds: 300 }
const SOMETIMES: Limit = { max: 60, seconds: 300 }
const SELDOM: Limit = { max: 20, seconds: 600 }

/**
 * What tells whether a password is right is counted by person as well: who holds a session and guesses the rest has many
 * addresses.
 */
const GUESSED: Limit = { max: 20, seconds: 3600 }

type Says<B, A> = {
  summary: string
  permission: 'public' | 'signed-in'
  limit: Limit
  /** How often one person may ask, from wherever; of routes for those who are signed in. */
  person?: Limit
  body?: B
  answer: A
  problems?: readonly Wrong[]
}

const limitsOf = (address: Limit, person?: Limit) => ({
  address,
  ...(person === undefined ? {} : { person }),
})

/** A way into or around one's account that better-auth serves; of a body only what its schema names is passed on. */
const account = <const K extends Key, A extends z.ZodType, B extends z.ZodType | undefined = undefined>(
  key: K,
  { limit, person, ...says }: Says<B, A>,
) =>
  bytes(key, { ...says, limits: limitsOf(limit, person) }, async (call, { request, body }) =>
    (await import('./forward.ts')).forward(call, request, body as object | undefined),
  )

/** What names a thing of one's own by id: the things of others answer as if they were not there. */
const ownThing = <const K extends Key, A extends z.ZodType, B extends z.ZodType>(
  key: K,
  { limit, person, ...says }: Says<B, A>,
) =>
  bytes(
    key,
    { ...says, limits: limitsOf(limit, person), problems: ['not_found'] },
    async (call, { request, body }) =>
      (await import('./forward.ts')).forwardOwn(call, request, body as object),
  )

/** What changes the ways into an account: the password is asked for again, and a code where the second factor is on. */
const provenAgain = <
  const K extends Key,
  A extends z.ZodType,
  B extends z.ZodType<{ password: string; code?: string | undefined }>,
>(
  key: K,
  { limit, person, ...says }: Omit<Says<B, A>, 'permission'>,
) =>
  bytes(
    key,
    { ...says, permission: 'signed-in', limits: limitsOf(limit, person) },
    async (visit, { request, body }) =>
      (await import('./account.ts')).forwardProven(visit, request, body as Said),
  )

/** What ends sessions: devices that were to be spared the second factor are asked for it again. */
const endingTrust = <const K extends Key, A extends z.ZodType, B extends z.ZodType | undefined = undefined>(
  key: K,
  { limit, person, ...says }: Omit<Says<B, A>, 'permission'>,
) =>
  bytes(
    key,
    { ...says, permission: 'signed-in', limits: limitsOf(limit, person) },
    async (visit, { request, body }) =>
      (await import('./account.ts')).forwardEnding(visit, request, body as object | undefined),
  )

/** Accounts: sign-up, sign-in, second factor, passkeys, sessions. What is not listed here cannot be reached. */
export const accountRoutes = resource('account', 'Tài khoản', {
  signUp: bytes(
    'POST /auth/sign-up/email',
    {
      summary: 'Tạo tài khoản',
      permission: 'public',
      body: bodies.signUp,
      answer: answers.signedUp,
      limits: { address: { max: 60, seconds: 600 } },
    },
    async (call, { request, body }) => (await import('./account.ts')).signUp(call, request, body),
  ),
  signIn: bytes(
    'POST /auth/sign-in/email',
    {
      summary: 'Đăng nhập bằng mật khẩu',
      permission: 'public',
      body: bodies.signIn,
      answer: answers.signedIn,
      limits: { address: { max: 120, seconds: 300 } },
      problems: ['signed_out'],
    },
    async (call, { request, body }) => (await import('./account.ts')).signIn(call, request, body),
  ),
  signOut: account('POST /auth/sign-out', {
    summary: 'Đăng xuất',
    permission: 'public',
    limit: OFTEN,
    answer: answers.signedOut,
  }),
  getSession: account('GET /auth/get-session', {
    summary: 'Phiên đang dùng',
    permission: 'public',
    limit: OFTEN,
    answer: answers.whoIsIn,
  }),
  changePassword: endingTrust('POST /auth/change-password', {
    summary: 'Đổi mật khẩu',
    limit: SELDOM,
    person: GUESSED,
    body: bodies.changePassword,
    answer: answers.passwordChanged,
  }),
  renameMe: account('POST /auth/update-user', {
    summary: 'Sửa họ và tên',
    permission: 'signed-in',
    limit: SOMETIMES,
    body: bodies.withName,
    answer: answers.done,
  }),
  listSessions: account('GET /auth/list-sessions', {
    summary: 'Các phiên đăng nhập',
    permission: 'signed-in',
    limit: OFTEN,
    answer: answers.sessions,
  }),
  revokeSession: account('POST /auth/revoke-session', {
    summary: 'Đăng xuất một phiên',
    permission: 'signed-in',
    limit: SOMETIMES,
    body: bodies.withToken,
    answer: answers.done,
  }),
  revokeOtherSessions: endingTrust('POST /auth/revoke-other-sessions', {
    summary: 'Đăng xuất mọi nơi khác',
    limit: SOMETIMES,
    answer: answers.done,
  }),
  revokeSessions: endingTrust('POST /auth/revoke-sessions', {
    summary: 'Đăng xuất mọi nơi',
    limit: SOMETIMES,
    answer: answers.done,
  }),
  enableTwoFactor: account('POST /auth/two-factor/enable', {
    summary: 'Bật mã xác thực',
    permission: 'signed-in',
    limit: SELDOM,
    person: GUESSED,
    body: bodies.withPassword,
    answer: answers.factorBegun,
  }),
  disableTwoFactor: provenAgain('POST /auth/two-factor/disable', {
    summary: 'Tắt mã xác thực; cần mật khẩu và mã',
    limit: SELDOM,
    body: bodies.saidAgain,
    answer: answers.done,
  }),
  renewBackupCodes: provenAgain('POST /auth/two-factor/generate-backup-codes', {
    summary: 'Tạo lại mã dự phòng; cần mật khẩu và mã',
    limit: SELDOM,
    body: bodies.saidAgain,
    answer: answers.backupCodes,
  }),
  verifyCode: bytes(
    'POST /auth/two-factor/verify-totp',
    {
      summary: 'Nhập mã xác thực',
      permission: 'public',
      limits: { address: SOMETIMES },
      body: bodies.withCode,
      answer: answers.factorProven,
      problems: ['signed_out'],
    },
    async (call, { request, body }) => (await import('./account.ts')).verifyCode(call, request, body),
  ),
  verifyBackupCode: account('POST /auth/two-factor/verify-backup-code', {
    summary: 'Nhập mã dự phòng',
    permission: 'public',
    limit: SELDOM,
    body: bodies.withCode,
    answer: answers.factorProven,
    problems: ['signed_out'],
  }),
  beginPasskey: account('GET /auth/passkey/generate-register-options', {
    summary: 'Bắt đầu thêm khóa truy cập',
    permission: 'signed-in',
    limit: SOMETIMES,
    answer: answers.creationOptions,
  }),
  addPasskey: provenAgain('POST /auth/passkey/verify-registration', {
    summary: 'Thêm khóa truy cập; cần mật khẩu, và mã khi đang bật mã xác thực',
    limit: SOMETIMES,
    body: bodies.registration,
    answer: answers.passkeyAdded,
  }),
  beginPasskeySignIn: account('GET /auth/passkey/generate-authenticate-options', {
    summary: 'Bắt đầu đăng nhập bằng khóa truy cập',
    permission: 'public',
    limit: OFTEN,
    answer: answers.requestOptions,
  }),
  signInWithPasskey: account('POST /auth/passkey/verify-authentication', {
    summary: 'Đăng nhập bằng khóa truy cập',
    permission: 'public',
    limit: OFTEN,
    body: bodies.authentication,
    answer: answers.passkeyUsed,
    problems: ['signed_out'],
  }),
  listPasskeys: account('GET /auth/passkey/list-user-passkeys', {
    summary: 'Các khóa truy cập',
    permission: 'signed-in',
    limit: OFTEN,
    answer: answers.passkeys,
  }),
  renamePasskey: ownThing('POST /auth/passkey/update-passkey', {
    summary: 'Đổi tên khóa truy cập',
    permission: 'signed-in',
    limit: SOMETIMES,
    body: bodies.passkeyName,
    answer: answers.passkeyRenamed,
  }),
  removePasskey: ownThing('POST /auth/passkey/delete-passkey', {
    summary: 'Xóa khóa truy cập',
    permission: 'signed-in',
    limit: SOMETIMES,
    body: bodies.withId,
    answer: answers.done,
  }),
})
