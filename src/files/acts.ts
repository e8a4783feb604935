import { acting } from '../core/act.ts'

const fields = { name: 'Tên', type: 'Loại tệp', size: 'Dung lượng (byte)' } as const

export const fileActs = acting('file', {
  upload: { name: 'Tải tệp lên', fields },
  declare: {
    name: 'Tải tệp lên, cam kết không phải tài liệu mật',
    fields: { ...fields, stamp: 'Dấu chỉ độ mật tìm thấy', declared: 'Cam kết của người tải lên' },
  },
  restore: { name: 'Tải lại tệp mà máy chủ đã mất hoặc hỏng', fields },
  sweep: { name: 'Dọn tệp không còn dùng' },
})
