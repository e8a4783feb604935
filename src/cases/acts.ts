import { acting } from '../core/act.ts'

const step = {
  step: 'Bước',
  outcome: 'Kết quả',
  reason: 'Lý do',
  holders: 'Người giữ việc',
  cover: 'Làm thay',
  link: 'Văn bản, hồ sơ liên quan',
  due: 'Thời hạn',
  procedure: 'Quy trình',
} as const

export const caseActs = acting('case', {
  start: { name: 'Mở hồ sơ quy trình', fields: step },
  complete: { name: 'Xử lý bước của hồ sơ quy trình', fields: step },
  skip: { name: 'Bỏ qua bước của hồ sơ quy trình', fields: step },
  assign: { name: 'Giao lại bước của hồ sơ quy trình', fields: step },
  redate: { name: 'Đổi thời hạn hồ sơ quy trình', fields: step },
  move: {
    name: 'Chuyển hồ sơ sang lần ban hành khác',
    fields: { version: 'Lần ban hành', reason: 'Lý do' },
  },
  link: { name: 'Gắn văn bản với hồ sơ quy trình', fields: step },
  unlink: { name: 'Bỏ gắn văn bản với hồ sơ quy trình', fields: step },
  withdraw: { name: 'Rút hồ sơ quy trình', fields: step },
  timeout: { name: 'Bước của hồ sơ quy trình hết hạn', fields: step },
})
