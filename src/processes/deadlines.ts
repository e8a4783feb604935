import type { Calendar } from '../calendar/compile.ts'
import { addWorking, workingBetween, workingDaysBetween } from '../calendar/worktime.ts'
import type { Deadline, Deadlines } from './case.ts'
import type { Working } from './figures.ts'

const MINUTE = 60_000
const DAY = 86_400_000
const VIETNAM = 7 * 3_600_000

/**
 * The deadlines of cases on a compiled calendar. A deadline whose time stood still moves, in the unit of its limit, by
 * what went by meanwhile: working minutes for `wh`, working days for `wd`, days for `cd`; units are never converted.
 */
export function deadlinesOn(calendar: Calendar): Deadlines {
  return {
    version: calendar.version,
    due: (from, { n, u }) => addWorking(calendar, from, { n, u }),
    extend: (deadline, { u }, from, to) => {
      if (u === 'wh') return addMinutes(calendar, deadline, workingBetween(calendar, from, to))
      const days = u === 'wd' ? workingDaysBetween(calendar, from, to) : dayOf(to) - dayOf(from)
      return days < 1 ? deadline : addWorking(calendar, deadline.due, { n: days, u })
    },
  }
}

/** Working minutes by a calendar, as figures count them. */
export function workingOn(calendar: Calendar): Working {
  return (from, to) => workingBetween(calendar, from, to)
}

function dayOf(instant: number): number {
  return Math.floor((instant + VIETNAM) / DAY)
}

/** The end of the n-th working minute after a deadline: whole hours, then a search in the hour that follows. */
function addMinutes(calendar: Calendar, deadline: Deadline, minutes: number): Deadline {
  const hours = Math.floor(minutes / 60)
  const whole = hours < 1 ? deadline : addWorking(calendar, deadline.due, { n: hours, u: 'wh' })
  const rest = minutes - 60 * Math.max(hours, 0)
  if (rest < 1) return whole
  const after = addWorking(calendar, whole.due, { n: 1, u: 'wh' })
  let [low, high] = [0, Math.ceil((after.due - whole.due) / MINUTE)]
  while (low < high) {
    const middle = (low + high) >> 1
    if (workingBetween(calendar, whole.due, whole.due + middle * MINUTE) >= rest) high = middle
    else low = middle + 1
  }
  return { ...after, due: whole.due + high * MINUTE }
}
