import type { z } from 'zod'
import { compileCalendar, explain } from '../calendar/worktime.ts'
import type { Calendar } from '../calendar/compile.ts'
import { nationalLayer } from '../calendar/vietnam.ts'
import { look } from '../core/batch.ts'
import type { Context } from '../core/context.ts'
import { addDays, dayAt, showDay } from '../core/dates.ts'
import type { FieldProblem } from '../core/errors.ts'
import type { deadlineAnswer } from './schema.ts'

/** Names the content of the national layer; a changed layer needs another name. */
const VERSION = 'quốc gia 11/2026'
let national: Calendar | undefined
const calendar = (): Calendar => (national ??= compileCalendar(VERSION, nationalLayer()))

const NOON_UTC = 'T05:00:00Z'

/**
 * What a day is as a deadline: whether it is worked, the next working day if not, the end of its hours, and every step
 * of how that is known. A day off moves on to the next working day (Bộ luật Dân sự 2015, Điều 148).
 * @param day `YYYY-MM-DD`
 */
export function deadlineOn(day: string): z.infer<typeof deadlineAnswer> {
  const dayBefore = Date.parse(`${addDays(day, -1)}${NOON_UTC}`)
  const { due, provisional, lines } = explain(calendar(), dayBefore, { n: 1, u: 'cd' })
  const lands = dayAt(due - 1)
  return {
    day,
    working: lands === day,
    lands,
    due: new Date(due).toISOString(),
    provisional,
    lines: lines.filter(({ kind }) => kind !== 'start' && kind !== 'limit').map(({ text }) => text),
  }
}

/**
 * What a day would be as a deadline, before it is given.
 * @param day `YYYY-MM-DD`
 */
export async function explainDeadline(ctx: Context, day: string): Promise<z.infer<typeof deadlineAnswer>> {
  await look(ctx, {})
  return deadlineOn(day)
}

/** Why a day cannot be a deadline: it has passed, or nobody works on it; then the next working day is named. */
export function whyNotDue(day: string | undefined, today: string, field = 'dueOn'): FieldProblem[] {
  if (day === undefined) return []
  if (day < today) return [{ field, message: `Ngày ${showDay(day)} đã qua. Chọn hạn từ hôm nay trở đi.` }]
  const { working, lands } = deadlineOn(day)
  return working
    ? []
    : [{ field, message: `Ngày ${showDay(day)} là ngày nghỉ. Ngày làm việc tiếp theo là ${showDay(lands)}.` }]
}
