import { z } from 'zod'
import { newPassword, knownPassword, weakness } from './password.ts'

/** An address as it is kept. */
export const email = z
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
export const withCode = z.object({ code, trustDevice: z.boolean().optional() })
export const withName = z.object({ name })
export const withToken = z.object({ token: id })
export const registration = z.object({ response: ceremony, name: label.optional() })
export const authentication = z.object({ response: ceremony })
export const passkeyName = z.object({ id, name: label })
export const withId = z.object({ id })
