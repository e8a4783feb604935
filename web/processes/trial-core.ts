/** The engine and working time, as a trial run in the browser needs them. */
export { decide, enabled, replay, start } from '../../src/processes/engine.ts'
export { deadlinesOn } from '../../src/processes/deadlines.ts'
export { compileCalendar } from '../../src/calendar/compile.ts'
export { nationalLayer } from '../../src/calendar/vietnam.ts'
