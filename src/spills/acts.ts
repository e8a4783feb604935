import { acting } from '../core/act.ts'
import { FOUND } from './states.ts'

/** What was done about a state secret that came in, without a word of it. */
export const spillActs = acting('spill', {
  lock: {
    name: 'Khóa văn bản nghi có bí mật nhà nước',
    fields: { found: { name: 'Dấu hiệu', words: FOUND } },
  },
  purge: { name: 'Xóa nội dung văn bản có bí mật nhà nước' },
  release: { name: 'Mở khóa văn bản', fields: { reason: 'Lý do' } },
})
