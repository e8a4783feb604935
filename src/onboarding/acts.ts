import { acting } from '../core/act.ts'

export const accountActs = acting('account', {
  reset: {
    name: 'Cấp lại mật khẩu cho cán bộ',
    fields: { name: 'Họ và tên', factorsRemoved: 'Bỏ mã xác thực và khóa truy cập' },
    of: 'committee',
  },
})
