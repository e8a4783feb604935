import { lookOf } from '../../core/letters.ts'
import { fold } from '../../core/text.ts'

const look = (name: string): string => lookOf(fold(name))

/** How the program calls whoever runs the instance, and itself: in letters it sends, in chains of confirmation. */
const WITHIN = ['Đơn vị quản lý hệ thống', 'Quản trị hệ thống Liên Thông'].map(look)
const WHOLE = ['Liên Thông', 'Hệ thống Liên Thông', 'Quản trị hệ thống'].map(look)

/**
 * Whether a name is, at a glance, that of whoever runs the instance: sign-up is open, and invitations bear the name of
 * who invites in mail that really comes from here.
 */
export function isSpokenFor(name: string): boolean {
  const seen = look(name)
  return WHOLE.includes(seen) || WITHIN.some((one) => seen.includes(one))
}

/** What is said of such a name. */
export const SPOKEN_FOR = 'Tên này dễ nhầm với đơn vị quản lý hệ thống. Đề nghị ghi tên đầy đủ của cơ quan.'
