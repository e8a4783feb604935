import { acting } from '../core/act.ts'

const name = 'Họ và tên'

/** What happens to an account, as the committees of its person read it. */
export const proofActs = acting('proof', {
  hand: { name: 'Cấp đường dẫn đặt lại mật khẩu cho cán bộ', of: 'member' },
  reset: { name: 'Cán bộ đặt lại mật khẩu', fields: { name }, of: 'committee' },
  email: { name: 'Cán bộ đổi địa chỉ thư', fields: { name, email: 'Thư điện tử' }, of: 'committee' },
})
