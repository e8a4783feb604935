/**
 * The states of an incoming document once it is in the book (693-QĐ/VPTW; NĐ 30/2020, Điều 20–24).
 * They are fixed. Before the book it has arrived, which is a state of its delivery.
 */
export const INCOMING_STATES = {
  received: 'Đã tiếp nhận',
  routing: 'Chờ phân phối',
  directing: 'Chờ bút phê',
  assigned: 'Đã phân công',
  doing: 'Đang xử lý',
  judging: 'Chờ duyệt kết quả',
  done: 'Hoàn thành',
  kept: 'Đã lưu hồ sơ',
  recalled: 'Đã thu hồi',
} as const
export type IncomingState = keyof typeof INCOMING_STATES

/** What people do with an incoming document, from which states, to which. */
export const INCOMING_STEPS = {
  submit: { name: 'Trình phân phối', from: ['received'], to: 'routing' },
  propose: { name: 'Trình bút phê', from: ['routing'], to: 'directing' },
  assign: { name: 'Phân công', from: ['routing'], to: 'assigned' },
  direct: { name: 'Bút phê', from: ['routing', 'directing'], to: 'assigned' },
  handBack: { name: 'Trả lại Chánh Văn phòng', from: ['directing'], to: 'routing' },
  acknowledge: { name: 'Đã biết', from: ['assigned'], to: 'done' },
  keep: { name: 'Lưu hồ sơ', from: ['done'], to: 'kept' },
} as const satisfies Record<string, { name: string; from: readonly IncomingState[]; to: IncomingState }>
export type IncomingStep = keyof typeof INCOMING_STEPS

/** From "đã phân công" on a document follows its one lead task: the state it has while the task is in another. */
export const BY_LEAD: Readonly<Record<string, IncomingState | undefined>> = {
  assigned: 'assigned',
  declined: 'assigned',
  doing: 'doing',
  returned: 'doing',
  reported: 'judging',
  done: 'done',
  cancelled: 'routing',
}

/** Why a step cannot be taken, in a sentence; undefined when it can. */
export function whyNotStep(name: IncomingStep, state: IncomingState): string | undefined {
  const from: readonly IncomingState[] = INCOMING_STEPS[name].from
  return from.includes(state)
    ? undefined
    : `Văn bản đang ở trạng thái “${INCOMING_STATES[state]}” nên không thể ${INCOMING_STEPS[name].name.toLowerCase()}. Đề nghị tải lại để xem ai đã xử lý.`
}
