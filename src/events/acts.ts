import { acting } from '../core/act.ts'
import { STANDS } from './rules.ts'

export const roundActs = acting('round', {
  open: {
    name: 'Mở đợt lấy ý kiến',
    fields: { asked: 'Nơi được hỏi', dueOn: 'Hạn góp ý' },
    of: 'document',
  },
  answer: {
    name: 'Góp ý dự thảo',
    fields: { of: 'Nơi góp ý', stand: { name: 'Ý kiến chung', words: STANDS }, remarks: 'Số ý kiến' },
    of: 'document',
  },
  takeUp: { name: 'Tiếp thu, giải trình ý kiến', fields: { remarks: 'Số ý kiến' }, of: 'document' },
  conclude: {
    name: 'Kết thúc lấy ý kiến',
    fields: { answered: 'Đã góp ý', silent: 'Không góp ý' },
    of: 'document',
  },
})
