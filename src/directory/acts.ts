import { acting } from '../core/act.ts'
import { COMMITTEE_KINDS } from './rules/kinds.ts'

const KIND_NAMES = Object.fromEntries(COMMITTEE_KINDS.map(({ id, name }) => [id, name]))

const days = { code: 'Mã định danh', validFrom: 'Hiệu lực từ', validTo: 'Hiệu lực đến' } as const
export const codeActs = acting('code', {
  add: { name: 'Thêm mã định danh', fields: days, of: 'committee' },
  edit: { name: 'Sửa mã định danh', fields: days, of: 'committee' },
})

const state = {
  name: 'Trạng thái liên kết',
  words: { pending: 'Chờ xác nhận', accepted: 'Đã chấp nhận' },
} as const
const subordinate = {
  name: 'Tên cơ quan cấp dưới',
  subordinate: 'Tên rút gọn trên đường dẫn',
  superior: 'Cấp trên',
  state,
} as const
const superior = { name: 'Tên cơ quan cấp trên', superior: 'Tên rút gọn trên đường dẫn' } as const

export const linkActs = acting('link', {
  ask: { name: 'Đề nghị liên kết với cấp trên', fields: superior, of: 'committee' },
  leave: { name: 'Thôi liên kết với cấp trên', fields: superior, of: 'committee' },
  accept: { name: 'Chấp nhận cấp dưới trực thuộc', fields: subordinate, of: 'committee' },
  refuse: { name: 'Từ chối liên kết cấp dưới', fields: subordinate, of: 'committee' },
  confirm: { name: 'Xác nhận thông tin cơ quan cấp dưới', fields: subordinate, of: 'committee' },
  keep: { name: 'Không xác nhận thay đổi của cơ quan cấp dưới', fields: subordinate, of: 'committee' },
})

const facts = { name: 'Tên', place: 'Địa danh' } as const
const standing = {
  state: {
    name: 'Tình trạng',
    words: {
      confirmed: 'Đã xác nhận',
      ready: 'Đang hoạt động',
      suspended: 'Tạm dừng',
      provisioning: 'Đang khởi tạo',
    },
  },
  why: 'Lý do',
} as const

export const committeeActs = acting('committee', {
  signUp: {
    name: 'Đăng ký cơ quan',
    fields: {
      ...facts,
      kind: { name: 'Loại hình', words: KIND_NAMES },
      suffix: 'Ký hiệu',
      handle: 'Tên rút gọn trên đường dẫn',
      superior: 'Cấp trên',
      term: 'Nhiệm kỳ',
      codes: 'Mã định danh',
    },
  },
  open: {
    name: 'Đưa cơ quan vào hoạt động',
    fields: { administrator: 'Quản trị', suffix: 'Ký hiệu', term: 'Nhiệm kỳ' },
  },
  edit: { name: 'Sửa thông tin cơ quan', fields: facts },
  suspend: { name: 'Tạm dừng cơ quan', fields: standing },
  resume: { name: 'Cho cơ quan hoạt động lại', fields: standing },
  confirm: { name: 'Đơn vị quản lý hệ thống xác nhận cơ quan', fields: standing },
  withdraw: { name: 'Đơn vị quản lý hệ thống thu hồi xác nhận', fields: standing },
  report: {
    name: 'Báo đơn vị quản lý hệ thống về một cơ quan',
    fields: { about: 'Cơ quan', text: 'Nội dung' },
  },
  merge: {
    name: 'Hợp nhất vào cơ quan khác',
    fields: {
      ...standing,
      heir: 'Cơ quan kế thừa',
      held: 'Số đã cấp, chưa phát hành',
      drafts: 'Dự thảo chưa phát hành',
      waiting: 'Văn bản đến chưa tiếp nhận',
    },
  },
})
