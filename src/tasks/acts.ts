import { acting } from '../core/act.ts'
import { STATES, STEPS, STEP_NAMES } from './states.ts'
import type { StepName } from './states.ts'

const state = { name: 'Trạng thái', words: STATES } as const
const fields = {
  state,
  owner: 'Chủ trì',
  person: 'Người thực hiện',
  dueOn: 'Hạn xử lý',
  wantedDueOn: 'Xin gia hạn đến',
  product: 'Sản phẩm',
  result: 'Kết quả',
  reason: 'Lý do',
} as const

const described = Object.fromEntries(
  STEP_NAMES.map((name) => [name, { name: STEPS[name].name, fields }]),
) as Record<StepName, { name: string; fields: typeof fields }>

export const taskActs = acting('task', {
  assign: { name: 'Giao nhiệm vụ', fields },
  part: { name: 'Xong phần phối hợp, đã biết', fields: { part: 'Phần việc', note: 'Ghi chú' } },
  ...described,
})
