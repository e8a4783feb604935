import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { CalendarLayer } from '../../src/calendar/layer.ts'
import { nationalLayer } from '../../src/calendar/vietnam.ts'
import type { Limit } from '../../src/calendar/worktime.ts'
import { addWorking, compileCalendar, explain } from '../../src/calendar/worktime.ts'
import { compile, instant, layers } from './arbitrary.ts'

const national = compileCalendar('vn-2026.11', nationalLayer())
const at = (local: string) => Date.parse(`${local}:00+07:00`)

function told(from: string, n: number, u: Limit['u'], calendar = national): string[] {
  return explain(calendar, at(from), { n, u }).lines.map((line) => line.text)
}

describe('a derivation, as people read it', () => {
  test('working hours over a weekend and a day in lieu', () =>
    expect(told('2026-04-24T16:10', 4, 'wh')).toEqual([
      'Bắt đầu: 16 giờ 10, thứ Sáu, ngày 24/04/2026.',
      'Thời hạn: 4 giờ làm việc.',
      'Thứ Sáu, ngày 24/04/2026: tính 50 phút (16 giờ 10 đến 17 giờ 00).',
      'Thứ Bảy, ngày 25/04/2026: không tính – nghỉ hằng tuần (Điều 1 Quyết định số 188/1999/QĐ-TTg).',
      'Chủ nhật, ngày 26/04/2026: không tính – nghỉ Giỗ Tổ Hùng Vương (khoản 1 Điều 112 Bộ luật Lao động năm 2019).',
      'Thứ Hai, ngày 27/04/2026: không tính – nghỉ bù Giỗ Tổ Hùng Vương (khoản 3 Điều 111 Bộ luật Lao động năm 2019).',
      'Thứ Ba, ngày 28/04/2026: tính 3 giờ 10 phút (07 giờ 30 đến 10 giờ 40), cộng dồn 4 giờ.',
      'Đến hạn: 10 giờ 40, thứ Ba, ngày 28/04/2026.',
      'Lịch áp dụng: phiên bản “vn-2026.11” (Lịch quốc gia).',
    ]))

  test('received after closing: the evening is told, and not counted', () =>
    expect(told('2026-11-23T17:20', 8, 'wh')).toEqual([
      'Bắt đầu: 17 giờ 20, thứ Hai, ngày 23/11/2026.',
      'Thời hạn: 8 giờ làm việc.',
      'Thứ Hai, ngày 23/11/2026: không tính – đã hết giờ làm việc.',
      'Thứ Ba, ngày 24/11/2026: không tính – nghỉ Ngày Văn hóa Việt Nam (Điều 2 Nghị quyết số 28/2026/QH16).',
      'Thứ Tư, ngày 25/11/2026: tính 7 giờ 30 phút (07 giờ 30 đến 11 giờ 30, 13 giờ 30 đến 17 giờ 00).',
      'Thứ Năm, ngày 26/11/2026: tính 30 phút (07 giờ 30 đến 08 giờ 00), cộng dồn 8 giờ.',
      'Đến hạn: 08 giờ 00, thứ Năm, ngày 26/11/2026.',
      'Lịch áp dụng: phiên bản “vn-2026.11” (Lịch quốc gia).',
    ]))

  test('working days over both halves of a swap', () =>
    expect(told('2025-12-31T09:00', 7, 'wd').slice(0, 14)).toEqual([
      'Bắt đầu: 09 giờ 00, thứ Tư, ngày 31/12/2025.',
      'Thời hạn: 7 ngày làm việc.',
      'Thứ Tư, ngày 31/12/2025: không tính – ngày bắt đầu (Điều 147 và Điều 148 Bộ luật Dân sự năm 2015).',
      'Thứ Năm, ngày 01/01/2026: không tính – nghỉ Tết Dương lịch (khoản 1 Điều 112 Bộ luật Lao động năm 2019).',
      'Thứ Sáu, ngày 02/01/2026: không tính – nghỉ, hoán đổi sang làm việc thứ Bảy, ngày 10/01/2026 (Công văn số 12729/VPCP-KGVX ngày 25/12/2025).',
      'Thứ Bảy, ngày 03/01/2026: không tính – nghỉ hằng tuần (Điều 1 Quyết định số 188/1999/QĐ-TTg).',
      'Chủ nhật, ngày 04/01/2026: không tính – nghỉ hằng tuần (Điều 1 Quyết định số 188/1999/QĐ-TTg).',
      'Thứ Hai, ngày 05/01/2026: ngày làm việc thứ 1 trong 7 ngày.',
      'Thứ Ba, ngày 06/01/2026: ngày làm việc thứ 2 trong 7 ngày.',
      'Thứ Tư, ngày 07/01/2026: ngày làm việc thứ 3 trong 7 ngày.',
      'Thứ Năm, ngày 08/01/2026: ngày làm việc thứ 4 trong 7 ngày.',
      'Thứ Sáu, ngày 09/01/2026: ngày làm việc thứ 5 trong 7 ngày.',
      'Thứ Bảy, ngày 10/01/2026: ngày làm việc thứ 6 trong 7 ngày; làm việc bù cho thứ Sáu, ngày 02/01/2026 (Công văn số 12729/VPCP-KGVX ngày 25/12/2025).',
      'Chủ nhật, ngày 11/01/2026: không tính – nghỉ hằng tuần (Điều 1 Quyết định số 188/1999/QĐ-TTg).',
    ]))

  test('calendar days that end on a day off move to the next working day', () =>
    expect(told('2026-04-29T09:00', 2, 'cd')).toEqual([
      'Bắt đầu: 09 giờ 00, thứ Tư, ngày 29/04/2026.',
      'Thời hạn: 2 ngày, kể cả ngày nghỉ.',
      'Thứ Tư, ngày 29/04/2026: không tính – ngày bắt đầu (Điều 147 và Điều 148 Bộ luật Dân sự năm 2015).',
      'Thứ Năm, ngày 30/04/2026: ngày thứ 1 trong 2 ngày; nghỉ Ngày Chiến thắng (khoản 1 Điều 112 Bộ luật Lao động năm 2019).',
      'Thứ Sáu, ngày 01/05/2026: ngày thứ 2 trong 2 ngày; nghỉ Ngày Quốc tế Lao động (khoản 1 Điều 112 Bộ luật Lao động năm 2019); hạn chuyển sang ngày làm việc tiếp theo (Điều 147 và Điều 148 Bộ luật Dân sự năm 2015).',
      'Thứ Bảy, ngày 02/05/2026: chưa phải ngày làm việc – nghỉ hằng tuần (Điều 1 Quyết định số 188/1999/QĐ-TTg).',
      'Chủ nhật, ngày 03/05/2026: chưa phải ngày làm việc – nghỉ hằng tuần (Điều 1 Quyết định số 188/1999/QĐ-TTg).',
      'Thứ Hai, ngày 04/05/2026: ngày làm việc tiếp theo, hết hạn.',
      'Đến hạn: 17 giờ 00, thứ Hai, ngày 04/05/2026.',
      'Lịch áp dụng: phiên bản “vn-2026.11” (Lịch quốc gia).',
    ]))

  test('past the confirmed horizon, over a proposed day', () =>
    expect(told('2027-04-15T15:00', 3, 'wh')).toEqual([
      'Bắt đầu: 15 giờ 00, thứ Năm, ngày 15/04/2027.',
      'Thời hạn: 3 giờ làm việc.',
      'Thứ Năm, ngày 15/04/2027: tính 2 giờ (15 giờ 00 đến 17 giờ 00).',
      'Thứ Sáu, ngày 16/04/2027: không tính – nghỉ Giỗ Tổ Hùng Vương (khoản 1 Điều 112 Bộ luật Lao động năm 2019), dự kiến, chưa được xác nhận.',
      'Thứ Bảy, ngày 17/04/2027: không tính – nghỉ hằng tuần (Điều 1 Quyết định số 188/1999/QĐ-TTg).',
      'Chủ nhật, ngày 18/04/2027: không tính – nghỉ hằng tuần (Điều 1 Quyết định số 188/1999/QĐ-TTg).',
      'Thứ Hai, ngày 19/04/2027: tính 1 giờ (07 giờ 30 đến 08 giờ 30), cộng dồn 3 giờ.',
      'Đến hạn: 08 giờ 30, thứ Hai, ngày 19/04/2027.',
      'Lịch áp dụng: phiên bản “vn-2026.11” (Lịch quốc gia).',
      'Tạm tính: lịch nghỉ mới được xác nhận từ ngày 01/01/2025 đến hết ngày 31/12/2026; hạn này có thể thay đổi.',
    ]))
})

describe('a unit with rules and shifts of its own', () => {
  const unit: CalendarLayer = {
    name: 'Đảng ủy xã',
    shifts: { truc: { name: 'Trực thứ Bảy', windows: ['08:00-11:00'], countsAsDay: false } },
    weeks: [{ source: 'Quy chế làm việc', days: { sat: 'truc' } }],
    exceptions: [
      { date: '2026-11-12', day: ['13:30-17:00'], reason: 'họp Ban Chấp hành buổi sáng', confirmed: false },
    ],
    rules: { lastDayOff: 'keep', startDay: 'count', source: 'Quy chế làm việc số 01-QC/ĐU' },
  }
  const calendar = compileCalendar('xa-7', nationalLayer(), unit)

  test('a shift is named where it gives hours', () =>
    expect(told('2026-11-06T16:00', 2, 'wh', calendar).slice(2)).toEqual([
      'Thứ Sáu, ngày 06/11/2026: tính 1 giờ (16 giờ 00 đến 17 giờ 00).',
      'Thứ Bảy, ngày 07/11/2026: tính 1 giờ (08 giờ 00 đến 09 giờ 00), cộng dồn 2 giờ; Trực thứ Bảy (Quy chế làm việc).',
      'Đến hạn: 09 giờ 00, thứ Bảy, ngày 07/11/2026.',
      'Lịch áp dụng: phiên bản “xa-7” (Lịch quốc gia → Đảng ủy xã).',
    ]))

  test('and where it gives no working day; a start day that is over is told', () =>
    expect(told('2026-11-06T17:00', 1, 'wd', calendar).slice(2, -1)).toEqual([
      'Thứ Sáu, ngày 06/11/2026: không tính – đã hết giờ làm việc.',
      'Thứ Bảy, ngày 07/11/2026: không tính – Trực thứ Bảy (Quy chế làm việc), không phải ngày làm việc.',
      'Chủ nhật, ngày 08/11/2026: không tính – nghỉ hằng tuần (Điều 1 Quyết định số 188/1999/QĐ-TTg).',
      'Thứ Hai, ngày 09/11/2026: ngày làm việc thứ 1 trong 1 ngày.',
      'Đến hạn: 17 giờ 00, thứ Hai, ngày 09/11/2026.',
    ]))

  test('a rule that a unit changes no longer rests on the law', () => {
    const silent = compileCalendar('xa-8', nationalLayer(), { name: 'Xã', rules: { lastDayOff: 'keep' } })
    expect(told('2026-11-06T09:00', 1, 'wd', silent)[2]).toBe(
      'Thứ Sáu, ngày 06/11/2026: không tính – ngày bắt đầu.',
    )
  })

  test('a last day off that is kept ends at 24:00 of that day', () =>
    expect(told('2026-11-06T09:00', 3, 'cd', calendar).slice(2, -1)).toEqual([
      'Thứ Sáu, ngày 06/11/2026: ngày thứ 1 trong 3 ngày.',
      'Thứ Bảy, ngày 07/11/2026: ngày thứ 2 trong 3 ngày; Trực thứ Bảy (Quy chế làm việc).',
      'Chủ nhật, ngày 08/11/2026: ngày thứ 3 trong 3 ngày; nghỉ hằng tuần (Điều 1 Quyết định số 188/1999/QĐ-TTg).',
      'Đến hạn: 24 giờ 00, Chủ nhật, ngày 08/11/2026.',
    ]))

  test('an unconfirmed day within the horizon is the reason given', () =>
    expect(told('2026-11-12T15:00', 1, 'wh', calendar).slice(2)).toEqual([
      'Thứ Năm, ngày 12/11/2026: tính 1 giờ (15 giờ 00 đến 16 giờ 00); họp Ban Chấp hành buổi sáng, dự kiến, chưa được xác nhận.',
      'Đến hạn: 16 giờ 00, thứ Năm, ngày 12/11/2026.',
      'Lịch áp dụng: phiên bản “xa-7” (Lịch quốc gia → Đảng ủy xã).',
      'Tạm tính: trong thời hạn có ngày dự kiến, chưa được xác nhận; hạn này có thể thay đổi.',
    ]))
})

describe('every derivation', () => {
  test('gives the deadline of addWorking, a line for each day, and counts as many days as the limit has', () => {
    const limit = fc.record({ n: fc.integer({ min: 1, max: 60 }), u: fc.constantFrom('wh', 'wd', 'cd') })
    fc.assert(
      fc.property(layers(1439), instant, limit, (each, from, { n, u }) => {
        const calendar = compile(each)
        fc.pre(calendar !== undefined)
        const { lines, ...deadline } = explain(calendar, from, { n, u })
        expect(deadline).toEqual(addWorking(calendar, from, { n, u }))
        const days = lines.filter((line) => line.date !== undefined)
        const dates = days.map((line) => Date.parse(line.date ?? ''))
        const total = (Date.parse(days.at(-1)?.date ?? '') - (dates[0] ?? NaN)) / 86_400_000 + 1
        expect(new Set(dates).size).toBe(total)
        const counted = days.filter((line) => line.kind === 'counted').length
        expect(u === 'wh' || counted === n).toBe(true)
        expect(lines.at(-1)?.kind).toBe(deadline.provisional ? 'provisional' : 'calendar')
      }),
      { numRuns: 200 },
    )
  })

  test('of a very long limit stays short', () => {
    const { lines } = explain(national, at('2026-01-05T08:00'), { n: 10_000, u: 'wd' })
    expect(lines.length).toBeLessThan(400)
    expect(lines.at(-4)?.text).toMatch(/^Và 1\d\.\d{3} ngày tiếp theo cho đến ngày hết hạn\.$/)
  })

  test('of something impossible is refused as addWorking refuses it', () =>
    expect(() => explain(national, NaN, { n: 1, u: 'wd' })).toThrow('instant: Thời điểm không hợp lệ'))
})
