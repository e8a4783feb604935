import { showDay } from '../../core/dates.ts'
import type { FieldProblem } from '../../core/errors.ts'

/** An absence as the rules see it: days from the first through the last. */
export type Away = { memberId: string; deputyId: string; fromDay: string; toDay: string }

type Named = Away & { memberName: string; deputyName: string }

/** Whether two absences have a day in common. */
export const overlaps = (a: Pick<Away, 'fromDay' | 'toDay'>, b: Pick<Away, 'fromDay' | 'toDay'>): boolean =>
  a.fromDay <= b.toDay && b.fromDay <= a.toDay

/**
 * Why somebody cannot be away so. Nobody stands in for themselves or is away twice at once, and whoever is away stands
 * in for nobody: so that no deputy has a deputy, no circle can close, and work is one step away from its holder.
 * @param others absences of the two persons, as member or as deputy
 * @param today `YYYY-MM-DD`: what has passed stays as it was
 */
export function whyNotAway(wanted: Away, others: readonly Named[], today: string): FieldProblem[] {
  if (wanted.deputyId === wanted.memberId)
    return [{ field: 'deputyId', message: 'Không tự làm thay mình được. Chọn đồng chí khác.' }]
  if (wanted.toDay < wanted.fromDay)
    return [{ field: 'toDay', message: 'Ngày cuối phải từ ngày đầu trở đi.' }]
  if (wanted.fromDay < today)
    return [{ field: 'fromDay', message: 'Ngày đầu đã qua. Chọn từ hôm nay trở đi.' }]
  return others.filter((one) => overlaps(wanted, one)).flatMap((one) => clash(wanted, one))
}

function clash(wanted: Away, one: Named): FieldProblem[] {
  const days = `từ ${showDay(one.fromDay)} đến hết ${showDay(one.toDay)}`
  if (one.memberId === wanted.memberId)
    return [{ field: 'fromDay', message: `Đồng chí ${one.memberName} đã báo vắng mặt ${days}.` }]
  if (one.memberId === wanted.deputyId)
    return [
      { field: 'deputyId', message: `Đồng chí ${one.memberName} cũng vắng mặt ${days}. Chọn người khác.` },
    ]
  if (one.deputyId === wanted.memberId)
    return [
      {
        field: 'fromDay',
        message: `Đồng chí ${one.deputyName} đang làm thay đồng chí ${one.memberName} ${days}. Đề nghị đổi người làm thay trước.`,
      },
    ]
  return []
}
