import { count } from '../dates.ts'
import type { Catalogue } from '../catalogue.ts'

const words: Catalogue['calendar'] = {
  title: 'Working calendar',
  lead: 'Every limit in working hours or days is counted by this calendar. Each day off or worked out of turn names its document.',
  year: 'Year',
  yearBefore: 'Year before',
  yearAfter: 'Year after',
  sure: (day) => `Announced up to ${day}. What comes after is provisional.`,
  week: 'Hours of the week',
  weekdays: {
    mon: 'Monday',
    tue: 'Tuesday',
    wed: 'Wednesday',
    thu: 'Thursday',
    fri: 'Friday',
    sat: 'Saturday',
    sun: 'Sunday',
  },
  off: 'Off',
  days: 'Days off, and days worked out of turn',
  columns: { day: 'Day', what: 'Off or worked', why: 'Reason', source: 'Document' },
  worked: (weekday) => `Worked as a ${weekday}`,
  to: (from, to) => `${from} to ${to}`,
  provisional: 'provisional',
  count: 'Count a limit',
  from: 'Begins on',
  hour: 'At (hour:minute)',
  limit: 'Limit',
  units: { wh: 'working hours', wd: 'working days', cd: 'days' },
  unit: 'Unit',
  act: 'Count',
  due: (moment) => `Due: ${moment}`,
  wrongHour: 'Write the hour as 16:10.',
  wrongLimit: (most) => `Write a number from 1 to ${count(most)}.`,
}
export default words
