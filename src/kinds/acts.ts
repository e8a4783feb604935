import { acting } from '../core/act.ts'

const fields = {
  name: 'Tên',
  hidden: { name: 'Sử dụng', words: { true: 'Không', false: 'Có' } },
} as const

export const kindActs = acting('kind', {
  create: { name: 'Thêm loại', fields },
  edit: { name: 'Sửa loại', fields },
})
