import { ROLES } from '../core/access.ts'
import { acting } from '../core/act.ts'
import { CAPACITIES } from './absences/capacities.ts'
import { ISSUER_KINDS, TERM_GROUNDS, UNIT_KINDS } from './structure/schema.ts'

const unit = {
  name: 'Tên',
  kind: { name: 'Loại đơn vị', words: UNIT_KINDS },
  parent: 'Đơn vị cấp trên',
  rank: 'Thứ tự',
  opensOn: 'Ngày thành lập',
  closesOn: 'Ngày ngừng hoạt động',
  heir: 'Đơn vị kế thừa',
  closed: 'Ngừng hoạt động',
} as const
export const unitActs = acting('unit', {
  create: { name: 'Lập đơn vị', fields: unit },
  update: { name: 'Sửa đơn vị', fields: unit },
  close: { name: 'Ngừng hoạt động đơn vị', fields: unit },
  reopen: { name: 'Cho đơn vị hoạt động lại', fields: unit },
})

const position = { name: 'Tên', rank: 'Thứ tự', closed: 'Ngừng sử dụng' } as const
export const positionActs = acting('position', {
  create: { name: 'Thêm chức vụ', fields: position },
  update: { name: 'Sửa chức vụ', fields: position },
  close: { name: 'Ngừng sử dụng chức vụ', fields: position },
})

const issuer = {
  name: 'Tên',
  suffix: 'Ký hiệu',
  kind: { name: 'Loại', words: ISSUER_KINDS },
  main: 'Cơ quan ban hành chính',
  oneRun: 'Đánh số chung một dãy',
  closed: 'Ngừng hoạt động',
} as const
export const issuerActs = acting('issuer', {
  create: { name: 'Thêm cơ quan ban hành', fields: issuer },
  update: { name: 'Sửa cơ quan ban hành', fields: issuer },
  close: { name: 'Ngừng cơ quan ban hành', fields: issuer },
})

const term = {
  name: 'Tên',
  opensOn: 'Ngày mở',
  closesOn: 'Ngày kết thúc',
  ground: { name: 'Căn cứ mở', words: TERM_GROUNDS },
  note: 'Ghi chú',
  last: 'Nhiệm kỳ trước',
} as const
export const termActs = acting('term', {
  open: { name: 'Mở nhiệm kỳ', fields: term },
  update: { name: 'Sửa nhiệm kỳ', fields: term },
})

const roles = { name: 'Vai trò', words: ROLES } as const
const member = { name: 'Tên', unit: 'Đơn vị', position: 'Chức vụ', rank: 'Thứ tự', roles } as const
export const memberActs = acting('member', {
  update: { name: 'Sửa thông tin cán bộ', fields: member },
  roles: { name: 'Giao vai trò', fields: member },
  depart: { name: 'Cán bộ thôi công tác', fields: member },
  return: { name: 'Cán bộ trở lại công tác', fields: member },
})

const invitation = { email: 'Thư điện tử', roles, unit: 'Đơn vị', position: 'Chức vụ' } as const
export const invitationActs = acting('invitation', {
  create: { name: 'Mời cán bộ', fields: invitation },
  createMany: {
    name: 'Mời cán bộ theo danh sách',
    fields: { count: 'Số người', names: 'Họ và tên' },
    of: 'committee',
  },
  withdraw: { name: 'Thu lại lời mời' },
  withdrawAll: {
    name: 'Thu lại mọi lời mời chưa ai nhận',
    fields: { count: 'Số người' },
    of: 'committee',
  },
  vouch: {
    name: 'Xác nhận đúng người được mời',
    fields: { email: 'Thư điện tử', account: 'Tên tài khoản' },
  },
  accept: { name: 'Chấp nhận lời mời, vào cơ quan', fields: invitation, of: 'member' },
})

const person = {
  name: 'Họ và tên',
  unit: 'Đơn vị',
  opensOn: 'Từ ngày',
  closesOn: 'Thôi từ ngày',
  member: 'Tài khoản cán bộ',
} as const
export const personActs = acting('person', {
  create: { name: 'Thêm vào danh sách nhân sự', fields: person },
  update: { name: 'Sửa danh sách nhân sự', fields: person },
  close: { name: 'Ghi thôi trong danh sách nhân sự', fields: person },
})

const absence = {
  deputy: 'Người làm thay',
  fromDay: 'Từ ngày',
  toDay: 'Đến hết ngày',
  capacity: { name: 'Thể thức ký thay', words: CAPACITIES },
  reason: 'Lý do',
} as const
export const absenceActs = acting('absence', {
  begin: { name: 'Báo vắng mặt, giao người làm thay', fields: absence },
  end: { name: 'Kết thúc vắng mặt', fields: absence },
})
