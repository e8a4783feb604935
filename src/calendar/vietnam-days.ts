import type { CalendarException } from './layer.ts'
import { WEEKDAYS, formatDay, parseDay, weekdayOf } from './time.ts'

/**
 * Days off of state and Party offices as announced, each with the document it rests on. The texts of the notices
 * were read as the government portal, newspapers and law databases reproduce them (looked up in November 2026).
 * Not every notice repeats what the law fixes by itself; those days name the law.
 */
export const LABOUR_CODE = 'khoản 1 Điều 112 Bộ luật Lao động năm 2019'
export const MADE_UP = 'khoản 3 Điều 111 Bộ luật Lao động năm 2019'
/** In force from 01/07/2026. The day is not among those of article 112, so no day is given for it at a weekend. */
export const CULTURE_DAY = 'Điều 2 Nghị quyết số 28/2026/QH16'

const NOTICE_2025 = 'Thông báo số 6150/TB-BLĐTBXH ngày 03/12/2024'
const NOTICE_2026 = 'Thông báo số 9441/TB-BNV ngày 16/10/2025'
const NEW_YEAR_2026 = 'Công văn số 12729/VPCP-KGVX ngày 25/12/2025'
/** Also settles that 24/11/2026 is one day off: the swap of 23/11 that had been proposed was not made. */
const NOTICE_2027 = 'Công văn số 10065/VPCP-KGVX ngày 02/10/2026'

/** The days over which everything has been announced. Swaps may come a week before, as on 25/12/2025. */
export const ANNOUNCED = { from: '2025-01-01', through: '2026-12-31' }

export const ANNOUNCED_DAYS: readonly CalendarException[] = [
  off('2025-01-01', 'nghỉ Tết Dương lịch', LABOUR_CODE),
  { ...off('2025-01-27', 'nghỉ Tết Nguyên đán Ất Tỵ', NOTICE_2025), to: '2025-01-31' },
  off('2025-04-07', 'nghỉ Giỗ Tổ Hùng Vương', LABOUR_CODE),
  off('2025-04-30', 'nghỉ Ngày Chiến thắng', LABOUR_CODE),
  off('2025-05-01', 'nghỉ Ngày Quốc tế Lao động', LABOUR_CODE),
  ...swap('2025-05-02', '2025-04-26', NOTICE_2025),
  { ...off('2025-09-01', 'nghỉ Quốc khánh', NOTICE_2025), to: '2025-09-02' },

  off('2026-01-01', 'nghỉ Tết Dương lịch', LABOUR_CODE),
  ...swap('2026-01-02', '2026-01-10', NEW_YEAR_2026),
  { ...off('2026-02-16', 'nghỉ Tết Nguyên đán Bính Ngọ', NOTICE_2026), to: '2026-02-20' },
  off('2026-04-26', 'nghỉ Giỗ Tổ Hùng Vương', LABOUR_CODE),
  off('2026-04-27', 'nghỉ bù Giỗ Tổ Hùng Vương', MADE_UP),
  off('2026-04-30', 'nghỉ Ngày Chiến thắng', LABOUR_CODE),
  off('2026-05-01', 'nghỉ Ngày Quốc tế Lao động', LABOUR_CODE),
  ...swap('2026-08-31', '2026-08-22', NOTICE_2026),
  { ...off('2026-09-01', 'nghỉ Quốc khánh', NOTICE_2026), to: '2026-09-02' },
  off('2026-11-24', 'nghỉ Ngày Văn hóa Việt Nam', CULTURE_DAY),

  off('2027-01-01', 'nghỉ Tết Dương lịch', LABOUR_CODE),
  { ...off('2027-02-04', 'nghỉ Tết Nguyên đán Đinh Mùi', NOTICE_2027), to: '2027-02-08' },
  { ...off('2027-02-09', 'nghỉ bù Tết Nguyên đán Đinh Mùi', NOTICE_2027), to: '2027-02-10' },
  // The law names the tenth of the third lunar month; that this is 16/04 is computed, and awaits the notice.
  { ...off('2027-04-16', 'nghỉ Giỗ Tổ Hùng Vương', LABOUR_CODE), confirmed: false },
  off('2027-04-30', 'nghỉ Ngày Chiến thắng', LABOUR_CODE),
  off('2027-05-01', 'nghỉ Ngày Quốc tế Lao động', LABOUR_CODE),
  off('2027-05-03', 'nghỉ bù Ngày Quốc tế Lao động', MADE_UP),
  { ...off('2027-09-02', 'nghỉ Quốc khánh', NOTICE_2027), to: '2027-09-03' },
  off('2027-11-24', 'nghỉ Ngày Văn hóa Việt Nam', CULTURE_DAY),
]

function off(date: string, reason: string, source: string): CalendarException {
  return { date, day: 'off', reason, source }
}

/** A working day taken off, and the Saturday on which it is worked with the hours of that weekday. */
function swap(taken: string, worked: string, source: string): CalendarException[] {
  const [takenDay, workedDay] = [parseDay(taken) ?? NaN, parseDay(worked) ?? NaN]
  return [
    off(taken, `nghỉ, hoán đổi sang làm việc ${formatDay(workedDay)}`, source),
    {
      date: worked,
      day: WEEKDAYS[weekdayOf(takenDay)] ?? 'off',
      reason: `làm việc bù cho ${formatDay(takenDay)}`,
      source,
    },
  ]
}
