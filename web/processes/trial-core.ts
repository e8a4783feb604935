/** The engine and working time, as a trial run in the browser needs them. */
import { compileCalendar } from '../../src/calendar/compile.ts'
import type { CalendarLayer } from '../../src/calendar/layer.ts'
import { nationalLayer } from '../../src/calendar/vietnam.ts'
import type { Deadlines } from '../../src/processes/case.ts'
import { deadlinesOn } from '../../src/processes/deadlines.ts'
import type { AnswerOf } from '../api/ask.ts'

export { decide, enabled, replay, start } from '../../src/processes/engine.ts'

/**
 * Deadlines by the working time of a committee: the national calendar with what it set itself.
 * @param own its days and weeks, as `GET /calendar` gives them
 */
export function deadlinesOf({ days, weeks }: AnswerOf<'GET /calendar'>['own']): Deadlines {
  const own = { name: 'own', exceptions: days, weeks } as CalendarLayer
  return deadlinesOn(compileCalendar('trial', nationalLayer(), own))
}
