import { acting } from '../core/act.ts'

export const accountActs = acting('account', {
  reset: {
    name: 'Cấp lại mật khẩu cho cán bộ',
    fields: { name: 'Họ và tên', factorsRemoved: 'Bỏ mã xác thực và khóa truy cập' },
    of: 'committee',
  },
})

const listed = { count: 'Số cơ quan', names: 'Cơ quan' } as const
export const foundingActs = acting('founding', {
  invite: { name: 'Mời cơ quan cấp dưới theo danh sách', fields: listed, of: 'committee' },
  vouch: {
    name: 'Xác nhận đúng người của cơ quan được mời',
    fields: { names: 'Cơ quan', email: 'Thư điện tử', account: 'Tên tài khoản' },
    of: 'committee',
  },
  withdraw: { name: 'Thu lại lời mời cơ quan cấp dưới', fields: listed, of: 'committee' },
})
