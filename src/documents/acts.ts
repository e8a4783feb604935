import { acting } from '../core/act.ts'
import { DECIDING_BODIES } from '../directory/rules/kinds.ts'
import { COPY_KINDS } from './copies/rules.ts'
import { ruleSets } from './rules/rule-sets.ts'

/** Every type of every rule set, old ones too: papers live on. */
const TYPES = Object.fromEntries(ruleSets().flatMap(({ types }) => types.map(({ id, name }) => [id, name])))
const URGENCY = { 0: 'Thường', 1: 'Khẩn', 2: 'Thượng khẩn', 3: 'Hỏa tốc', 4: 'Hỏa tốc hẹn giờ' }

/** What a draft says, as its form calls it. */
const draft = {
  typeId: { name: 'Tên loại văn bản', words: TYPES },
  issuer: 'Cơ quan ban hành',
  decidingBody: { name: 'Thẩm quyền ban hành', words: DECIDING_BODIES },
  subject: 'Trích yếu',
  signerName: 'Người ký',
  signerTitle: 'Chức vụ người ký',
  authority: 'Quyền hạn ký',
  urgency: { name: 'Độ khẩn', words: URGENCY },
  dueOn: 'Hạn xử lý',
  deliverBy: 'Giờ hẹn',
  paperFollows: 'Gửi kèm bản giấy',
  overrideReason: 'Lý do vẫn ban hành',
  necessity: 'Sự cần thiết',
  replyTo: 'Trả lời văn bản',
  recipients: 'Nơi nhận',
  people: 'Người cùng soạn thảo',
  files: 'Tệp',
  copies: 'Số bản',
  copyKeeper: 'Đơn vị, người nhận bản lưu',
  note: 'Ghi chú',
} as const

const numbered = { number: 'Số', notation: 'Số, ký hiệu', issuedOn: 'Ngày ban hành' } as const

export const documentActs = acting('document', {
  draft: { name: 'Tạo dự thảo', fields: draft },
  edit: { name: 'Sửa dự thảo', fields: draft },
  discard: { name: 'Bỏ dự thảo' },
  restore: { name: 'Khôi phục dự thảo' },
  hand: {
    name: 'Chuyển dự thảo',
    fields: { step: 'Bước', to: 'Chuyển đến', dueOn: 'Thời hạn', note: 'Ý kiến' },
  },
  number: { name: 'Cấp số, ngày', fields: numbered },
  void: { name: 'Hủy số, trả về dự thảo', fields: { ...numbered, reason: 'Lý do' } },
  issue: { name: 'Cấp số, phát hành', fields: numbered },
  send: { name: 'Phát hành', fields: numbered },
  recall: { name: 'Thu hồi văn bản', fields: { reason: 'Lý do' } },
  forward: { name: 'Gửi thêm nơi nhận', fields: { recipients: 'Nơi nhận' } },
  copy: {
    name: 'Sao văn bản, gửi',
    fields: {
      ...numbered,
      kind: { name: 'Hình thức sao', words: COPY_KINDS },
      of: 'Văn bản gốc',
      recipients: 'Nơi nhận',
    },
  },
})

export const incomingActs = acting('incoming', {
  register: {
    name: 'Vào sổ văn bản đến',
    fields: {
      arrivalNo: 'Số đến',
      sender: 'Nơi gửi',
      channel: { name: 'Cách nhận', words: { paper: 'Văn bản giấy', email: 'Thư điện tử' } },
    },
  },
  edit: { name: 'Sửa đơn vị nhận, ghi chú', fields: { receiver: 'Đơn vị, người nhận', note: 'Ghi chú' } },
})

export const numberActs = acting('number', {
  reserve: { name: 'Giữ số', fields: numbered, of: 'document' },
  prove: { name: 'Đối chiếu số và sổ', of: 'register' },
  cancel: { name: 'Hủy số', fields: { note: 'Ghi chú', reason: 'Lý do' }, of: 'document' },
})

const group = { name: 'Tên', members: 'Nơi nhận của nhóm' } as const

export const groupActs = acting('group', {
  create: { name: 'Lập nhóm nơi nhận', fields: group },
  update: { name: 'Sửa nhóm nơi nhận', fields: group },
  remove: { name: 'Xóa nhóm nơi nhận', fields: group },
})

export const issuingActs = acting('issuing', {
  set: { name: 'Đặt cách phát hành', fields: { atOnce: 'Cho phép cấp số và phát hành cùng lúc' } },
})

export const seriesActs = acting('series', {
  set: {
    name: 'Đặt số văn bản đi tiếp theo',
    fields: { term: 'Nhiệm kỳ', next: 'Số tiếp theo', reason: 'Lý do' },
  },
})

export const arrivalBookActs = acting('arrivalBook', {
  set: {
    name: 'Đặt cách đếm, số đến tiếp theo',
    fields: { period: 'Kỳ đếm số', next: 'Số tiếp theo' },
  },
})

export const documentTypeActs = acting('documentType', {
  update: {
    name: 'Sửa tên loại văn bản',
    fields: {
      symbol: 'Ký hiệu tên loại',
      countedWith: 'Đánh số chung với',
      hidden: 'Ẩn khi soạn',
      asksNecessity: 'Hỏi sự cần thiết',
    },
  },
})
