import { acting } from '../core/act.ts'

const fields = {
  kind: 'Loại',
  name: 'Tên',
  basis: 'Căn cứ',
  lines: 'Số nhiệm vụ',
  period: 'Thời gian',
  document: 'Văn bản ban hành',
} as const

export const planActs = acting('plan', {
  create: { name: 'Soạn kế hoạch', fields },
  save: { name: 'Sửa kế hoạch', fields },
  remove: { name: 'Xóa dự thảo kế hoạch', fields },
  issue: { name: 'Ban hành kế hoạch, giao nhiệm vụ', fields: { tasks: 'Số nhiệm vụ đã giao' } },
  close: { name: 'Kết thúc kế hoạch', fields: { note: 'Đánh giá' } },
})
