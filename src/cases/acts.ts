import { acting } from '../core/act.ts'

/** What a committee changes of its working time. */
export const calendarActs = acting('calendar', {
  setCalendar: { name: 'Đặt lịch làm việc của cơ quan', fields: { note: 'Nội dung thay đổi', days: 'Ngày' } },
})

const step = {
  step: 'Bước',
  outcome: 'Kết quả',
  reason: 'Lý do',
  holders: 'Người giữ việc',
  cover: 'Làm thay',
  link: 'Văn bản, hồ sơ liên quan',
  due: 'Thời hạn',
  procedure: 'Quy trình',
  every: 'Chu kỳ',
} as const

export const caseActs = acting('case', {
  schedule: { name: 'Đặt lịch mở hồ sơ quy trình', fields: step },
  unschedule: { name: 'Dừng lịch mở hồ sơ quy trình' },
  openScheduled: { name: 'Mở hồ sơ quy trình theo lịch', fields: step },
  openCalled: { name: 'Mở hồ sơ quy trình do một hồ sơ khác gọi', fields: step },
  start: { name: 'Mở hồ sơ quy trình', fields: step },
  complete: { name: 'Xử lý bước của hồ sơ quy trình', fields: step },
  skip: { name: 'Bỏ qua bước của hồ sơ quy trình', fields: step },
  assign: { name: 'Giao lại bước của hồ sơ quy trình', fields: step },
  redate: { name: 'Đổi thời hạn hồ sơ quy trình', fields: step },
  recount: {
    name: 'Tính lại hạn hồ sơ theo lịch làm việc',
    fields: { reason: 'Lý do', due: 'Thời hạn' },
  },
  move: {
    name: 'Chuyển hồ sơ sang lần ban hành khác',
    fields: { version: 'Lần ban hành', reason: 'Lý do' },
  },
  link: { name: 'Gắn văn bản với hồ sơ quy trình', fields: step },
  unlink: { name: 'Bỏ gắn văn bản với hồ sơ quy trình', fields: step },
  withdraw: { name: 'Rút hồ sơ quy trình', fields: step },
  timeout: { name: 'Bước của hồ sơ quy trình hết hạn', fields: step },
})
