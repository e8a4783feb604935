import { CalendarError } from '../calendar/error.ts'
import type { CalendarLayer } from '../calendar/layer.ts'
import { commit, look, takenMeanwhile } from '../core/batch.ts'
import type { Context } from '../core/context.ts'
import { dayAt, showDay } from '../core/dates.ts'
import { Invalid } from '../core/errors.ts'
import type { FieldProblem } from '../core/errors.ts'
import { isOn } from '../core/version.ts'
import type { Versions } from '../core/version.ts'
import { calendarActs } from './acts.ts'
import { asEdited } from './calendar.ts'
import type { CalendarInput, OwnCalendar } from './calendar-schema.ts'
import { calendarLayer } from './tables.ts'
import { layerInForce, workingTime } from './working-time.ts'

/**
 * Sets what the committee adds to the national calendar, as its next version: deadlines that begin from now on are
 * counted by it; open ones move only by the list that somebody approves (recounts.ts). What has passed stays as it was:
 * by it deadlines were judged.
 * @throws Invalid for a day that does not exist, hours that overlap, a week without work, or a change of a day that has
 *   passed; Conflict when somebody else set it meanwhile
 */
export async function setCalendar(
  ctx: Context,
  versions: Versions,
  { note, ...own }: CalendarInput,
): Promise<{ version: number }> {
  const { me, found } = await look(ctx, { found: layerInForce(ctx.tenant, {}) })
  const before = found[0]
  const number = before?.number ?? 0
  if (!isOn(versions, number)) throw await takenMeanwhile()
  const was =
    before === undefined ? { days: [], weeks: [] } : asEdited(JSON.parse(before.layer) as CalendarLayer)
  refusePast(was, own, dayAt(ctx.clock()))
  const layer = JSON.stringify(layerOf(ctx.committee.name, own))
  try {
    workingTime({ number: number + 1, layer })
  } catch (error) {
    if (error instanceof CalendarError) throw new Invalid(error.problems.map(fieldOf))
    throw error
  }
  const row = { number: number + 1, layer, note, byName: me.name, at: ctx.clock() }
  const act = calendarActs.setCalendar(
    { id: 'calendar', name: 'Lịch làm việc' },
    { after: { note, days: own.days.map(({ date }) => showDay(date)) } },
  )
  return commit(ctx, me, act, [ctx.tenant.insert(calendarLayer).values(row)], { version: number + 1 })
}

const layerOf = (name: string, { days, weeks }: OwnCalendar): CalendarLayer => ({
  name,
  weeks: weeks.map(({ source, ...one }) => ({ ...one, ...(source ? { source } : {}) }) as never),
  exceptions: days.map(({ source, to, ...one }) => ({
    ...one,
    ...(source ? { source } : {}),
    ...(to && to !== one.date ? { to } : {}),
  })),
})

/** What began before today may not come, go or be another than it was. */
function refusePast(was: OwnCalendar, now: OwnCalendar, today: string): void {
  const key = (one: object): string =>
    JSON.stringify(Object.entries(one).toSorted(([a], [b]) => (a < b ? -1 : 1)))
  const past = <T extends object>(all: readonly T[], from: (one: T) => string) =>
    all.filter((one) => from(one) < today)
  const problems: FieldProblem[] = []
  for (const [field, before, after] of [
    ['days', past(was.days, ({ date }) => date), past(now.days, ({ date }) => date)],
    ['weeks', past(was.weeks, ({ from }) => from), past(now.weeks, ({ from }) => from)],
  ] as const) {
    const sorted = (all: readonly object[]): string => all.map(key).toSorted().join()
    if (sorted(before) !== sorted(after))
      problems.push({
        field,
        message:
          'Ngày đã qua không thêm, sửa hay bỏ được, vì các hạn đã tính theo đó. Đề nghị chọn từ hôm nay trở đi.',
      })
  }
  if (problems.length > 0) throw new Invalid(problems)
}

/** `layers[1].exceptions[0].date` is the first of the days as they were sent. */
function fieldOf({ path, message }: { path: string; message: string }): FieldProblem {
  const [, part = '', at = '0'] = /\.(exceptions|weeks)\[(\d+)\]/.exec(path) ?? []
  const field = part === 'weeks' ? `weeks.${at}` : part === 'exceptions' ? `days.${at}` : 'days'
  return { field, message }
}
