/** What is asked: work, or an opinion on a draft. Work goes down the tree alone; an opinion may be asked of anybody. */
export type AskKind = 'task' | 'opinion'

/** What the origin says of an ask: it stands, it is taken back for now, it is recognised as done. */
export const ASK_STATES = { open: 'Đang giao', revoked: 'Đã thu hồi', closed: 'Đã công nhận' } as const
export type AskState = keyof typeof ASK_STATES

/** How far the recipient has come: the codes of the axis (QCVN 102:2016). */
export const TAKEN = {
  '01': 'Chưa tiếp nhận',
  '02': 'Trả lại',
  '03': 'Đã tiếp nhận, chưa giao người',
  '04': 'Đã giao người',
  '05': 'Đang thực hiện',
  '06': 'Đã xong',
} as const
export type Taken = keyof typeof TAKEN

/** What the origin says of a filing. */
export const VERDICTS = {
  recognised: 'Công nhận',
  returned: 'Trả lại, làm tiếp',
  lapsed: 'Nhất trí không còn hiệu lực',
} as const
export type Verdict = keyof typeof VERDICTS

/** What the origin does with asks, from which states, and the state it leads to. */
export const ASK_STEPS = {
  recognise: { name: 'Công nhận kết quả', from: ['open'], to: 'closed' },
  return: { name: 'Trả lại kết quả', from: ['open', 'closed'], to: 'open' },
  grant: { name: 'Đồng ý gia hạn cho cấp dưới', from: ['open'], to: 'open' },
  deny: { name: 'Không gia hạn cho cấp dưới', from: ['open'], to: 'open' },
  move: { name: 'Đổi hạn việc đã giao', from: ['open'], to: 'open' },
  recall: { name: 'Thu hồi', from: ['open', 'closed'], to: 'revoked' },
  restore: { name: 'Giao lại việc đã thu hồi', from: ['revoked'], to: 'open' },
} as const satisfies Record<string, { name: string; from: readonly AskState[]; to: AskState }>
export type AskStep = keyof typeof ASK_STEPS

/** How a task tells the origin how far it has come. */
export function takenOf(state: string, personId: string | null, before: Taken): Taken {
  if (state === 'assigned') return personId === null ? '03' : '04'
  if (state === 'doing' || state === 'returned' || state === 'reported') return '05'
  if (state === 'done') return '06'
  if (state === 'cancelled') return '02'
  return state === 'declined' ? '03' : before
}
