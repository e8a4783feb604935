import { acting } from '../core/act.ts'

export const senderActs = acting('sender', {
  block: { name: 'Chặn một nơi gửi', of: 'committee' },
  unblock: { name: 'Bỏ chặn một nơi gửi', of: 'committee' },
})

export const deliveryActs = acting('delivery', {
  accept: {
    name: 'Tiếp nhận, vào sổ văn bản đến',
    fields: { arrivalNo: 'Số đến', sender: 'Nơi gửi' },
    of: 'incoming',
  },
  refuse: { name: 'Từ chối tiếp nhận', fields: { sender: 'Nơi gửi', reason: 'Lý do', text: 'Nội dung' } },
  remind: { name: 'Đôn đốc nơi nhận', fields: { recipients: 'Nơi nhận' }, of: 'document' },
  settle: {
    name: 'Giải quyết nơi từ chối, chưa tiếp nhận',
    fields: { recipients: 'Nơi nhận', how: 'Cách giải quyết', note: 'Nội dung' },
    of: 'document',
  },
})
