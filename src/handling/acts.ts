import { acting } from '../core/act.ts'
import { INCOMING_STATES, INCOMING_STEPS } from '../documents/incoming/states.ts'

const fields = {
  state: { name: 'Trạng thái', words: INCOMING_STATES },
  lead: 'Chủ trì',
  cooperate: 'Phối hợp',
  inform: 'Để biết',
  dueOn: 'Hạn xử lý',
  text: 'Ý kiến chỉ đạo',
  note: 'Ghi chú',
  reason: 'Lý do',
} as const

/** Steps of an incoming document, as its history tells them. */
export const handlingActs = acting('handling', {
  submit: { name: INCOMING_STEPS.submit.name, fields, of: 'incoming' },
  propose: { name: INCOMING_STEPS.propose.name, fields, of: 'incoming' },
  assign: { name: INCOMING_STEPS.assign.name, fields, of: 'incoming' },
  direct: { name: INCOMING_STEPS.direct.name, fields, of: 'incoming' },
  handBack: { name: INCOMING_STEPS.handBack.name, fields, of: 'incoming' },
  acknowledge: { name: INCOMING_STEPS.acknowledge.name, fields, of: 'incoming' },
  keep: { name: INCOMING_STEPS.keep.name, fields, of: 'incoming' },
  giveBack: { name: 'Đồng ý thu hồi', fields, of: 'incoming' },
  keepPaper: { name: 'Chưa đồng ý thu hồi', fields, of: 'incoming' },
})

/** What a unit does with a paper of ours that was sent to it, as the history of the paper tells. */
const inside = { unit: 'Đơn vị', owner: 'Người thực hiện', dueOn: 'Hạn xử lý' } as const
export const insideActs = acting('inside', {
  noteInside: { name: 'Đơn vị nhận văn bản', fields: inside, of: 'document' },
  assignInside: { name: 'Đơn vị nhận văn bản, giao người thực hiện', fields: inside, of: 'document' },
})

/** Standing rules, as the history of the office tells them. */
export const ruleActs = acting('rule', {
  add: {
    name: 'Đặt quy tắc phân phối',
    fields: {
      sender: 'Nơi gửi',
      typeName: 'Tên loại',
      words: 'Từ trong trích yếu',
      lead: 'Chủ trì',
      inform: 'Để biết',
      dueDays: 'Số ngày xử lý',
    },
  },
  end: { name: 'Bỏ quy tắc phân phối' },
  restore: { name: 'Dùng lại quy tắc phân phối' },
})
