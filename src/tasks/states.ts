/** The states of a task (work-model: task). Taking a task up is beginning it: there is no state between. */
export const STATES = {
  assigned: 'Đã giao, chờ nhận',
  doing: 'Đang thực hiện',
  reported: 'Chờ duyệt kết quả',
  returned: 'Trả làm lại',
  declined: 'Xin chuyển, chờ giao lại',
  suspended: 'Tạm dừng',
  done: 'Hoàn thành',
  cancelled: 'Đã hủy',
} as const
export type State = keyof typeof STATES

/** Who takes a step: who answers for the task, who judges it, who steers it (permissions of the same names). */
export type By = 'work' | 'judge' | 'steer'

type Step = {
  name: string
  from: readonly State[]
  /** None: the step leaves the state as it is; `back`: the state it was suspended in. */
  to?: State | 'back'
  by: By
  /** A step that asks for a reason. */
  reason?: true
}

/** Every step of a task, the one table that verbs, screens and tests read. */
export const STEPS = {
  accept: { name: 'Nhận việc', from: ['assigned'], to: 'doing', by: 'work' },
  decline: {
    name: 'Xin chuyển',
    from: ['assigned', 'doing', 'returned'],
    to: 'declined',
    by: 'work',
    reason: true,
  },
  report: { name: 'Báo cáo kết quả', from: ['doing', 'returned'], to: 'reported', by: 'work' },
  extend: { name: 'Xin gia hạn', from: ['assigned', 'doing', 'returned'], by: 'work', reason: true },
  approve: { name: 'Duyệt kết quả', from: ['reported'], to: 'done', by: 'judge' },
  return: { name: 'Trả làm lại', from: ['reported'], to: 'returned', by: 'judge', reason: true },
  grant: { name: 'Đồng ý gia hạn', from: ['assigned', 'doing', 'returned', 'reported'], by: 'judge' },
  deny: {
    name: 'Không gia hạn',
    from: ['assigned', 'doing', 'returned', 'reported'],
    by: 'judge',
    reason: true,
  },
  name: {
    name: 'Giao người thực hiện',
    from: ['assigned', 'doing', 'returned'],
    to: 'assigned',
    by: 'steer',
  },
  reassign: {
    name: 'Giao lại',
    from: ['declined', 'assigned', 'doing', 'returned'],
    to: 'assigned',
    by: 'steer',
  },
  suspend: {
    name: 'Tạm dừng',
    from: ['assigned', 'doing', 'returned', 'reported'],
    to: 'suspended',
    by: 'steer',
    reason: true,
  },
  resume: { name: 'Tiếp tục', from: ['suspended'], to: 'back', by: 'steer' },
  cancel: {
    name: 'Hủy',
    from: ['assigned', 'doing', 'returned', 'reported', 'declined', 'suspended'],
    to: 'cancelled',
    by: 'steer',
    reason: true,
  },
} as const satisfies Record<string, Step>
export type StepName = keyof typeof STEPS

export const STEP_NAMES = Object.keys(STEPS) as StepName[]
export const step = (name: StepName): Step => STEPS[name]

/** The state a step leads to from another. */
export function stateAfter(name: StepName, from: State, resumesAs: State | null): State {
  const { to } = step(name)
  if (to === undefined) return from
  return to === 'back' ? (resumesAs ?? 'assigned') : to
}

/** What a task must be like for a step beside its state. */
export type Facts = {
  state: State
  wantedDueOn: string | null
  dueOn: string | null
  unitId: string | null
  reportedById: string | null
}

/** Why a step cannot be taken now, in a sentence that says what can; undefined when it can. */
export function whyNot(name: StepName, task: Facts, meId: string): string | undefined {
  if (!step(name).from.includes(task.state))
    return `Nhiệm vụ đang ở trạng thái “${STATES[task.state]}” nên không thể ${lower(STEPS[name].name)}.`
  if (name === 'extend' && task.dueOn === null) return 'Nhiệm vụ này không có hạn, không cần xin gia hạn.'
  if (name === 'extend' && task.wantedDueOn !== null) return 'Đã xin gia hạn, đang chờ người giao trả lời.'
  if ((name === 'grant' || name === 'deny') && task.wantedDueOn === null)
    return 'Không có đề nghị gia hạn nào đang chờ.'
  if (name === 'name' && task.unitId === null) return 'Nhiệm vụ giao thẳng cho cá nhân; dùng Giao lại.'
  if ((name === 'approve' || name === 'return') && task.reportedById === meId)
    return 'Đồng chí là người báo cáo kết quả này; người duyệt phải là đồng chí khác: người giao, Chánh Văn phòng hoặc Thường trực.'
  return undefined
}

const lower = (text: string): string => text.charAt(0).toLowerCase() + text.slice(1)
