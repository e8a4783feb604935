import { acting } from '../core/act.ts'

const version = {
  number: 'Lần ban hành',
  note: 'Nội dung thay đổi',
  effectiveFrom: 'Hiệu lực từ ngày',
  hash: 'Mã băm nội dung (SHA-256)',
  reason: 'Lý do',
} as const

export const procedureActs = acting('procedure', {
  create: { name: 'Lập quy trình', fields: { code: 'Mã số', unit: 'Đơn vị' } },
  draft: { name: 'Soạn lần ban hành mới của quy trình', fields: version },
  save: { name: 'Sửa dự thảo quy trình', fields: version },
  submit: { name: 'Trình soát xét quy trình', fields: version },
  return: { name: 'Trả lại dự thảo quy trình', fields: version },
  review: { name: 'Soát xét quy trình', fields: version },
  approve: { name: 'Phê duyệt quy trình', fields: version },
  withdraw: { name: 'Bãi bỏ quy trình', fields: { reason: 'Lý do', closedOn: 'Từ ngày' } },
  holders: { name: 'Giao vai trò trong quy trình', fields: { holders: 'Người giữ vai trò' } },
  adapt: {
    name: 'Lập bản điều chỉnh từ quy trình gốc',
    fields: { code: 'Mã số', unit: 'Đơn vị', base: 'Quy trình gốc', hash: 'Mã băm nội dung (SHA-256)' },
  },
  overlay: { name: 'Sửa bản điều chỉnh', fields: { ...version, ops: 'Số điều chỉnh' } },
  rebase: {
    name: 'Chuyển bản điều chỉnh sang lần ban hành mới của quy trình gốc',
    fields: { ...version, base: 'Quy trình gốc' },
  },
  handDown: { name: 'Chuyển quy trình xuống cấp dưới', fields: { ...version, recipients: 'Nơi nhận' } },
  acknowledge: { name: 'Xác nhận đã đọc quy trình', fields: version },
})
