import { common } from '../text/common.ts'
import { isNoDay } from '../text/dates.ts'

/** Why what was typed is no day that can be taken: there is no such day, or it is not written as one. */
export function dayProblem(typed: string): string {
  const { dateWrong, noSuchDay } = common()
  return isNoDay(typed) ? noSuchDay(typed.trim()) : dateWrong
}
