import { mereName } from '../../core/fields.ts'
import { isSpokenFor } from './spoken-for.ts'

/**
 * The name of a person, at most 120 characters, that does not pass for whoever runs the instance: letters that really
 * come from here bear the name of who invites.
 * @param missing what is said where none is given
 */
export const personName = (missing: string) =>
  mereName(missing, 120).refine(
    (typed) => !isSpokenFor(typed),
    'Tên này dễ nhầm với đơn vị quản lý hệ thống. Đề nghị ghi họ và tên của một người.',
  )
