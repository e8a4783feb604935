import { z } from 'zod'
import { fold } from '../core/text.ts'
import { COMMON } from './common-passwords.ts'

/** Length in characters; long rather than intricate (ASVS 5.0, 6.2). No rule asks for kinds of characters. */
const SHORTEST = 12
const LONGEST = 128

/** Signs that stand for letters in passwords that only look intricate. */
const LOOKS: Record<string, string> = {
  '@': 'a',
  '4': 'a',
  '3': 'e',
  '1': 'i',
  '!': 'i',
  '0': 'o',
  '5': 's',
  $: 's',
}

/** Letters and digits of a text, folded; with signs that stand for letters read as those. */
const plain = (text: string): string => fold(text).replace(/[^a-z0-9]/g, '')
const unmasked = (text: string): string =>
  plain(fold(text).replace(/[@431!05$]/g, (sign) => LOOKS[sign] ?? sign))

/**
 * Why a password is too easily guessed, or undefined. Only what no person would miss: few different characters, digits
 * alone, or little beside common ones (common-passwords.ts), the address or the name. What is too short is told
 * elsewhere.
 */
export function weakness(password: string, about: string[] = []): string | undefined {
  if (password.length < SHORTEST) return undefined
  if (new Set(password.normalize('NFC').toLowerCase()).size < 5) return 'Mật khẩu có quá ít ký tự khác nhau.'
  const known = [...COMMON, ...about.map(plain).filter((word) => word.length >= 4)].toSorted(
    (a, b) => b.length - a.length,
  )
  const simple = [plain(password), unmasked(password)].some((text) => text !== '' && isSimple(text, known))
  return simple ? 'Mật khẩu quá dễ đoán. Đề nghị dùng một câu dài chỉ mình đồng chí biết.' : undefined
}

/** Whether digits and common words make up a text, but for a few letters. */
function isSimple(text: string, known: string[]): boolean {
  const left = known.reduce((rest, word) => rest.replaceAll(word, ' '), text)
  const letters = left.replace(/[^a-z]/g, '')
  const digits = left.replace(/[^0-9]/g, '')
  return letters.length < 5 && (left !== text || (letters === '' && digits.length < 16))
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
