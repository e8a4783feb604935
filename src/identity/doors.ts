import { z } from 'zod'
import * as answers from './answers.ts'
import type { Limit } from './limit.ts'
import { knownPassword, newPassword, weakness } from './password.ts'

/**
 * A way into or around one's account, served by better-auth under `/api/auth`. What is not listed here cannot be
 * reached, and of a body only what its schema names is passed on.
 */
export type AccountDoor = {
  method: 'GET' | 'POST'
  path: string
  summary: string
  permission: 'public' | 'signed-in'
  body?: z.ZodType
  answer: z.ZodType
  limit: Limit
  /** It names a thing of one's own by id: the things of others answer as if they were not there. */
  owned?: boolean
}

const email = z
  .string('Cần nhập thư điện tử.')
  .trim()
  .toLowerCase()
  .max(254, 'Địa chỉ thư quá dài. Đề nghị kiểm tra lại.')
  .pipe(z.email('Thư điện tử chưa đúng dạng, ví dụ hoa@laocai.vn.'))
const name = z
  .string('Cần nhập họ và tên.')
  .trim()
  .normalize('NFC')
  .min(1, 'Cần nhập họ và tên.')
  .max(120, 'Họ và tên tối đa 120 ký tự.')
const code = z.string('Cần nhập mã.').trim().min(1, 'Cần nhập mã.').max(40, 'Mã không đúng.')
const id = z.string().min(1).max(100)
const label = z.string().trim().normalize('NFC').max(60, 'Tên tối đa 60 ký tự.')
/** What a browser's authenticator says; better-auth's library checks it. */
const ceremony = z.record(z.string(), z.unknown())

const signUp = z.object({ name, email, password: newPassword }).superRefine((account, check) => {
  const about = [account.email.split('@')[0] ?? '', account.name]
  const message = weakness(account.password, about)
  if (message !== undefined) check.addIssue({ code: 'custom', path: ['password'], message })
})
const signIn = z.object({ email, password: knownPassword, rememberMe: z.boolean().optional() })
const changePassword = z
  .object({ currentPassword: knownPassword, newPassword, revokeOtherSessions: z.boolean().optional() })
  .superRefine((change, check) => {
    const message = weakness(change.newPassword)
    if (message !== undefined) check.addIssue({ code: 'custom', path: ['newPassword'], message })
  })
const withPassword = z.object({ password: knownPassword })
const withCode = z.object({ code, trustDevice: z.boolean().optional() })

/** A whole office may sit behind one address and come in at half past seven. */
const OFTEN: Limit = { max: 300, seconds: 300 }
const SOMETIMES: Limit = { max: 60, seconds: 300 }
const SELDOM: Limit = { max: 20, seconds: 600 }

const get = (
  path: string,
  summary: string,
  permission: AccountDoor['permission'],
  limit: Limit,
  answer: z.ZodType,
): AccountDoor => ({ method: 'GET', path, summary, permission, limit, answer })
const post = (
  path: string,
  summary: string,
  permission: AccountDoor['permission'],
  limit: Limit,
  answer: z.ZodType,
  body?: z.ZodType,
): AccountDoor => ({ method: 'POST', path, summary, permission, limit, answer, body })

export const ACCOUNT_DOORS: readonly AccountDoor[] = [
  post('/sign-up/email', 'Tạo tài khoản', 'public', { max: 60, seconds: 600 }, answers.signedUp, signUp),
  post(
    '/sign-in/email',
    'Đăng nhập bằng mật khẩu',
    'public',
    { max: 120, seconds: 300 },
    answers.signedIn,
    signIn,
  ),
  post('/sign-out', 'Đăng xuất', 'public', OFTEN, answers.signedOut),
  get('/get-session', 'Phiên đang dùng', 'public', OFTEN, answers.whoIsIn),
  post('/change-password', 'Đổi mật khẩu', 'signed-in', SELDOM, answers.passwordChanged, changePassword),
  post('/update-user', 'Sửa họ và tên', 'signed-in', SOMETIMES, answers.done, z.object({ name })),
  get('/list-sessions', 'Các phiên đăng nhập', 'signed-in', OFTEN, answers.sessions),
  post(
    '/revoke-session',
    'Đăng xuất một phiên',
    'signed-in',
    SOMETIMES,
    answers.done,
    z.object({ token: id }),
  ),
  post('/revoke-other-sessions', 'Đăng xuất mọi nơi khác', 'signed-in', SOMETIMES, answers.done),
  post('/revoke-sessions', 'Đăng xuất mọi nơi', 'signed-in', SOMETIMES, answers.done),
  post('/two-factor/enable', 'Bật mã xác thực', 'signed-in', SELDOM, answers.factorBegun, withPassword),
  post('/two-factor/disable', 'Tắt mã xác thực', 'signed-in', SELDOM, answers.done, withPassword),
  post(
    '/two-factor/generate-backup-codes',
    'Tạo lại mã dự phòng',
    'signed-in',
    SELDOM,
    answers.backupCodes,
    withPassword,
  ),
  post('/two-factor/verify-totp', 'Nhập mã xác thực', 'public', SOMETIMES, answers.factorProven, withCode),
  post(
    '/two-factor/verify-backup-code',
    'Nhập mã dự phòng',
    'public',
    SELDOM,
    answers.factorProven,
    withCode,
  ),
  get(
    '/passkey/generate-register-options',
    'Bắt đầu thêm khóa truy cập',
    'signed-in',
    SOMETIMES,
    answers.ceremonyOptions,
  ),
  post(
    '/passkey/verify-registration',
    'Thêm khóa truy cập',
    'signed-in',
    SOMETIMES,
    answers.passkeyAdded,
    z.object({ response: ceremony, name: label.optional() }),
  ),
  get(
    '/passkey/generate-authenticate-options',
    'Bắt đầu đăng nhập bằng khóa truy cập',
    'public',
    OFTEN,
    answers.ceremonyOptions,
  ),
  post(
    '/passkey/verify-authentication',
    'Đăng nhập bằng khóa truy cập',
    'public',
    OFTEN,
    answers.passkeyUsed,
    z.object({ response: ceremony }),
  ),
  get('/passkey/list-user-passkeys', 'Các khóa truy cập', 'signed-in', OFTEN, answers.passkeys),
  {
    ...post(
      '/passkey/update-passkey',
      'Đổi tên khóa truy cập',
      'signed-in',
      SOMETIMES,
      answers.passkeyRenamed,
      z.object({ id, name: label }),
    ),
    owned: true,
  },
  {
    ...post(
      '/passkey/delete-passkey',
      'Xóa khóa truy cập',
      'signed-in',
      SOMETIMES,
      answers.done,
      z.object({ id }),
    ),
    owned: true,
  },
]

/**
 * How often one account may be tried by password: from one place, and from everywhere together. The second is
 * wide, so that a stranger cannot easily lock a person out.
 */
export const ACCOUNT_TRIES = { here: { max: 10, seconds: 900 }, anywhere: { max: 100, seconds: 3600 } }
