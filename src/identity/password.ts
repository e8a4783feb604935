import { z } from 'zod'
import { fold } from '../core/text.ts'

/** Length in characters; long rather than intricate (ASVS 5.0, 6.2). No rule asks for kinds of characters. */
const SHORTEST = 12
const LONGEST = 128

/** Beginnings that the lists of stolen passwords are full of, folded. */
const COMMON = ['123456', '111111', '000000', 'abc123', 'qwerty', 'password', 'matkhau', 'admin', 'lienthong']

/**
 * Why a password is too easily guessed, or undefined. Only what no person would miss: few different characters,
 * or little beside a common one, the address or the name. What is too short is told elsewhere.
 */
export function weakness(password: string, about: string[] = []): string | undefined {
  if (password.length < SHORTEST) return undefined
  const folded = fold(password).replace(/[^a-z0-9]/g, '')
  if (new Set(password.normalize('NFC').toLowerCase()).size < 5) return 'Mật khẩu có quá ít ký tự khác nhau.'
  const known = [...COMMON, ...about.map((text) => fold(text).replace(/[^a-z0-9]/g, ''))]
  const rest = known
    .filter((word) => word.length >= 4)
    .toSorted((a, b) => b.length - a.length)
    .reduce((left, word) => left.replaceAll(word, ''), folded)
  const simple = folded !== '' && rest !== folded && rest.length < 5
  return simple ? 'Mật khẩu quá dễ đoán. Đề nghị dùng một câu dài chỉ mình đồng chí biết.' : undefined
}

/** A password somebody chooses: messages say how to choose a better one. */
export const newPassword = z
  .string('Cần nhập mật khẩu.')
  .min(SHORTEST, `Mật khẩu cần ít nhất ${SHORTEST} ký tự; nên là một câu dễ nhớ với mình.`)
  .max(LONGEST, `Mật khẩu tối đa ${LONGEST} ký tự.`)

/** A password somebody proves to know. */
export const knownPassword = z
  .string('Cần nhập mật khẩu.')
  .min(1, 'Cần nhập mật khẩu.')
  .max(LONGEST, 'Mật khẩu không đúng.')
