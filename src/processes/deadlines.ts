import type { Calendar } from '../calendar/compile.ts'
import { addWorking, extendWorking, workingBetween } from '../calendar/worktime.ts'
import type { Deadlines } from './case.ts'
import type { Working } from './figures.ts'

/** The version of a deadline that somebody fixed: no calendar moves it, pauses do. */
export const BY_HAND = 'ấn định'

/**
 * The deadlines of cases on a compiled calendar. A deadline whose time stood still moves, in the unit of its limit, by
 * what went by meanwhile; if nothing did, it stays as it was fixed. Its version stays that of the calendar it was counted
 * by as a whole: one that a pause moved on another calendar is still to be counted by that.
 */
export function deadlinesOn(calendar: Calendar): Deadlines {
  return {
    version: calendar.version,
    due: (from, { n, u }) => addWorking(calendar, from, { n, u }),
    extend: (deadline, { u }, from, to) => {
      const moved = extendWorking(calendar, deadline.due, u, from, to)
      return moved.due === deadline.due ? deadline : { ...moved, version: deadline.version }
    },
  }
}

/** Working minutes by a calendar, as figures count them. */
export function workingOn(calendar: Calendar): Working {
  return (from, to) => workingBetween(calendar, from, to)
}
