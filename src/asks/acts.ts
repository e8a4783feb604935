import { acting } from '../core/act.ts'
import { ASK_STEPS } from './states.ts'

const origin = { places: 'Nơi được giao', dueOn: 'Hạn', reason: 'Lý do' } as const
const recipient = { from: 'Nơi giao', owner: 'Chủ trì', reason: 'Lý do', dueOn: 'Hạn' } as const
const step = (name: keyof typeof ASK_STEPS) => ({ name: ASK_STEPS[name].name, fields: origin })

export const askActs = acting('ask', {
  ask: { name: 'Giao nhiệm vụ cho cơ quan cấp dưới', fields: origin },
  recognise: step('recognise'),
  return: step('return'),
  grant: step('grant'),
  deny: step('deny'),
  move: step('move'),
  recall: step('recall'),
  restore: step('restore'),
  take: { name: 'Tiếp nhận và giao nhiệm vụ cấp trên', fields: recipient },
  refuse: { name: 'Trả lại nhiệm vụ cấp trên', fields: recipient },
  see: { name: 'Ghi nhận thay đổi của nơi giao', fields: recipient },
})
