import { compileCalendar } from '../calendar/compile.ts'
import type { Calendar } from '../calendar/compile.ts'
import { nationalLayer } from '../calendar/vietnam.ts'

let national: Calendar | undefined

/**
 * The working time by which deadlines are counted: the national calendar as it stands, compiled once for a process of
 * the host. Its version names the last year announced.
 */
export const workingTime = (): Calendar => (national ??= compileCalendar('quoc-gia-2027', nationalLayer()))
