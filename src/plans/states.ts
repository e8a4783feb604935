/** The states of a plan (work-model: plan): written, in force, over. */
export const STATES = { draft: 'Đang soạn', issued: 'Đang thực hiện', closed: 'Đã kết thúc' } as const
export type State = keyof typeof STATES

/** What a plan stands on: a paper of ours, one that came, another plan or programme. */
export const BASES = {
  document: 'Văn bản đi',
  incoming: 'Văn bản đến',
  plan: 'Chương trình, kế hoạch',
} as const
export type BasisKind = keyof typeof BASES

/** How a line weighs among its like. */
export const PRIORITIES = ['Thường xuyên', 'Ưu tiên', 'Trọng tâm'] as const
export type Priority = 0 | 1 | 2
