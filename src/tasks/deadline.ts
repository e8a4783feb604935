import type { z } from 'zod'
import { explain } from '../calendar/worktime.ts'
import { layerInForce, workingTime } from '../cases/working-time.ts'
import type { OwnLayer } from '../cases/working-time.ts'
import { look } from '../core/batch.ts'
import type { Context } from '../core/context.ts'
import { addDays, dayAt, showDay, startOf } from '../core/dates.ts'
import type { FieldProblem } from '../core/errors.ts'
import type { deadlineAnswer } from './schema.ts'

const NOON_UTC = 'T05:00:00Z'

/** The days of a committee as {@link ownDays} reads them: empty where it added nothing to the national calendar. */
export type OwnDays = readonly OwnLayer[]

/** Query for what the committee added to the national calendar, by which each of its deadlines is judged. */
export const ownDays = ({ tenant }: Pick<Context, 'tenant'>) => layerInForce(tenant, {})

/**
 * What a day is as a deadline by the calendar of the committee: whether it is worked there, its next working day if
 * not, the end of its hours, and every step of how that is known. A day off moves on to the next working day (Bộ luật
 * Dân sự 2015, Điều 148).
 * @param day `YYYY-MM-DD`
 */
export function deadlineOn(day: string, [own]: OwnDays): z.infer<typeof deadlineAnswer> {
  const dayBefore = Date.parse(`${addDays(day, -1)}${NOON_UTC}`)
  const { due, provisional, lines } = explain(workingTime(own), dayBefore, { n: 1, u: 'cd' })
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
  const { days } = await look(ctx, { days: ownDays(ctx) })
  return deadlineOn(day, days)
}

/** Why a day cannot be a deadline: it has passed, or nobody works on it there; then the next working day is named. */
export function whyNotDue(
  day: string | undefined,
  today: string,
  days: OwnDays,
  field = 'dueOn',
): FieldProblem[] {
  if (day === undefined) return []
  const past = whyPast(day, today, field)
  if (past.length > 0) return past
  const { working, lands } = deadlineOn(day, days)
  return working
    ? []
    : [{ field, message: `Ngày ${showDay(day)} là ngày nghỉ. Ngày làm việc tiếp theo là ${showDay(lands)}.` }]
}

/** Why a day cannot be a deadline for anybody: it has passed. */
export const whyPast = (day: string, today: string, field = 'dueOn'): FieldProblem[] =>
  day < today ? [{ field, message: `Ngày ${showDay(day)} đã qua. Chọn hạn từ hôm nay trở đi.` }] : []

/**
 * What a day is that another committee gave as a deadline: it judged the day by its own calendar, which is not ours to
 * judge again; the whole of it counts.
 * @param day `YYYY-MM-DD`
 */
export const givenOn = (day: string, giver: string): z.infer<typeof deadlineAnswer> => ({
  day,
  working: true,
  lands: day,
  due: new Date(startOf(addDays(day, 1))).toISOString(),
  provisional: false,
  lines: [`Hạn do ${giver} giao, tính theo lịch làm việc của nơi giao: hết ngày ${showDay(day)}.`],
})
