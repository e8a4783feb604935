import { apply } from './apply.ts'
import {
  fieldAt,
  findOpen,
  type Command,
  type Decision,
  type Open,
  type Rejection,
  type Start,
  type State,
} from './case.ts'
import { holds } from './condition.ts'
import { mustDiffer } from './people.ts'
import { nodeOf, planOf } from './plan.ts'
import type { Step, Template } from './schema.ts'
import { emit, type Run } from './run.ts'
import { cancel, choose, closeWith, settle } from './transition.ts'
import {
  checkActor,
  checkEmptied,
  checkFields,
  checkForm,
  checkNeeds,
  checkPicks,
  checkRequired,
  chosen,
  reject,
  workOf,
} from './work.ts'

export { apply, replay } from './apply.ts'

/**
 * Opens a case of a template that passed `checkTemplate`.
 * @returns the events of the start and of all that follows by itself, or why there is no case
 */
export function start(template: Template, command: Start): Decision {
  const { at, by, id, calendar, fields = {}, picks = {} } = command
  const wrong = checkFields(template, fields) ?? checkPicks(template, picks)
  if (wrong !== undefined) return wrong
  if (!Number.isSafeInteger(at)) return reject('stale', 'Thời điểm không hợp lệ.')
  const plan = planOf(template)
  const clock = { from: at, ...calendar.due(at, template.limit) }
  const started = {
    type: 'started' as const,
    case: command.case,
    template: command.template,
    fields,
    picks,
    clock,
  }
  const event = { v: 1 as const, at, by, command: id, ...started }
  const run: Run = { plan, envelope: command, state: apply(undefined, event), events: [event], agenda: [] }
  run.agenda.push({ node: nodeOf(plan, template.main.start), place: { in: 0, key: '' }, clock: undefined })
  return finish(run)
}

/**
 * What a command does to a case. Pure: the same template, state and command give the same events; time, working
 * time and persons come in the command.
 * @param template the version the case runs on, not changed since it was first used
 * @returns events to be applied in order, or why nothing changes (then nothing may be stored)
 */
export function decide(template: Template, state: State, command: Command): Decision {
  if (command.case !== state.case) return reject('foreign', 'Lệnh thuộc về một hồ sơ khác.')
  if (state.status !== 'running') return reject('not_running', 'Hồ sơ đã kết thúc nên không xử lý tiếp được.')
  if (!Number.isSafeInteger(command.at) || command.at < state.at) {
    return reject('stale', 'Hồ sơ đã có thay đổi mới hơn; hãy tải lại.')
  }
  const run: Run = { plan: planOf(template), envelope: command, state, events: [], agenda: [] }
  const rejection = carryOut(run, command)
  return rejection ?? finish(run)
}

function finish(run: Run): Decision {
  if (settle(run)) return { events: run.events }
  return reject(
    'endless',
    'Lệnh này mở hơn 10.000 bước cùng lúc hoặc lặp mãi; hãy bớt dòng của bảng hoặc báo người quản trị quy trình.',
  )
}

function carryOut(run: Run, command: Command): Rejection | undefined {
  if (command.type === 'withdraw') return withdraw(run, command.reason)
  if (command.type === 'redate' && command.no === 0) return redate(run, command)
  const open = findOpen(run.state.open, command.no)
  if (open === undefined) return reject('not_open', 'Việc này đã xong hoặc không còn phải làm; hãy tải lại.')
  const { step } = nodeOf(run.plan, open.step)
  switch (command.type) {
    case 'complete':
      return complete(run, open, step, command)
    case 'skip':
      return skip(run, open, step, command)
    case 'timeout':
      return timeout(run, open, step)
    case 'assign':
      return assign(run, open, step, command)
    case 'redate':
      return redate(run, command)
  }
}

function complete(
  run: Run,
  open: Open,
  step: Step,
  command: Extract<Command, { type: 'complete' }>,
): Rejection | undefined {
  const { fields = {}, picks = {} } = command
  const before = (field: string) => fieldAt(run.state, open, field)
  const wrong =
    checkActor(run.plan, run.state, open, step, command) ??
    checkForm(step, fields) ??
    checkFields(run.plan.template, fields) ??
    checkEmptied(run.plan, fields, before) ??
    checkPicks(run.plan.template, picks)
  if (wrong !== undefined) return wrong
  const lookup = (field: string) => (Object.hasOwn(fields, field) ? fields[field] : before(field))
  const outcome = chosen(step, command.outcome, lookup)
  if ('rejected' in outcome) return outcome
  const lacking = checkRequired(run.plan.template, step, outcome, lookup) ?? checkNeeds(outcome, command)
  if (lacking !== undefined) return lacking
  closeWith(run, open, step.out.indexOf(outcome), workOf(command))
  return undefined
}

function skip(
  run: Run,
  open: Open,
  step: Step,
  command: Extract<Command, { type: 'skip' }>,
): Rejection | undefined {
  if (step.kind !== 'task' && step.kind !== 'wait')
    return reject('wrong_kind', 'Chỉ bỏ qua được bước việc và bước chờ.')
  if (!command.reason.trim()) return reject('missing_need', 'Bỏ qua bước cần nêu lý do.')
  const lookup = (field: string) => fieldAt(run.state, open, field)
  const outcome = chosen(step, command.outcome, lookup)
  if ('rejected' in outcome) return outcome
  if ((outcome.kind ?? 'forward') !== 'forward')
    return reject('no_outcome', 'Bỏ qua bước chỉ đi tiếp được, không trả lại.')
  const lacking = checkRequired(run.plan.template, step, outcome, lookup)
  if (lacking !== undefined) return lacking
  closeWith(run, open, step.out.indexOf(outcome), { reason: command.reason, skipped: true })
  return undefined
}

function timeout(run: Run, open: Open, step: Step): Rejection | undefined {
  const i = step.out.findIndex(({ kind }) => kind === 'timeout')
  if (i < 0 || open.clock === undefined) return reject('no_outcome', 'Bước không có hướng xử lý khi hết hạn.')
  if (open.clock.pausedAt !== undefined || run.envelope.at < open.clock.due)
    return reject('not_due', 'Bước chưa hết hạn.')
  closeWith(run, open, i)
  return undefined
}

function assign(
  run: Run,
  open: Open,
  step: Step,
  { holders, reason }: Extract<Command, { type: 'assign' }>,
): Rejection | undefined {
  if (step.role === undefined || step.kind !== 'task')
    return reject('wrong_kind', 'Bước này không giao cho người được.')
  if (!reason.trim()) return reject('missing_need', 'Giao lại việc cần nêu lý do.')
  if (holders.length === 0) return reject('bad_holders', 'Cần chọn ít nhất một người.')
  const { role } = step
  if (holders.some((person) => mustDiffer(run.plan, run.state, role, person))) {
    return reject('must_differ', 'Trong số được chọn có người đã làm phần việc phải tách biệt.')
  }
  emit(run, { type: 'assigned', no: open.no, holders, reason })
  return undefined
}

function redate(
  run: Run,
  { no, deadline, reason }: Extract<Command, { type: 'redate' }>,
): Rejection | undefined {
  if (!reason.trim()) return reject('missing_need', 'Đổi thời hạn cần nêu lý do.')
  const clock = no === 0 ? run.state.clock : findOpen(run.state.open, no)?.clock
  if (clock === undefined) return reject('wrong_kind', 'Bước này không có thời hạn.')
  if (!Number.isSafeInteger(deadline.due) || deadline.due < clock.from)
    return reject('bad_value', 'Thời hạn mới không hợp lệ.')
  emit(run, { type: 'redated', clock: no, deadline, reason })
  return undefined
}

function withdraw(run: Run, reason: string): Rejection | undefined {
  if (!reason.trim()) return reject('missing_need', 'Rút hồ sơ cần nêu lý do.')
  for (const one of run.state.open.toReversed()) cancel(run, one, 'withdrawn')
  emit(run, { type: 'finished', status: 'withdrawn', reason })
  return undefined
}

/** What can be done now with an open step. */
export type Enabled = {
  no: number
  step: string
  holders: readonly string[]
  /** Ids of the outcomes offered with the fields as they are; for a call, the one that would be taken. */
  outcomes: string[]
  /** Id of the outcome taken when the time runs out. */
  timeout?: string
}

/**
 * The open steps of a case and their outcomes, blocks too where time may run out. Empty exactly when the case is over:
 * a checked template never leaves a running case without anything to do.
 */
export function enabled(template: Template, state: State): Enabled[] {
  const plan = planOf(template)
  if (state.status !== 'running') return []
  return state.open.flatMap((open) => {
    const node = nodeOf(plan, open.step)
    const timeout = open.clock && node.step.out.find(({ kind }) => kind === 'timeout')?.id
    if (node.inner.length > 0 && timeout === undefined) return []
    const { no, step, holders } = open
    return [
      { no, step, holders, outcomes: offers(state, open, node), ...(timeout !== undefined && { timeout }) },
    ]
  })
}

function offers(state: State, open: Open, node: ReturnType<typeof nodeOf>): string[] {
  const { kind, out } = node.step
  if (node.inner.length > 0) return []
  if (kind === 'call')
    return out.slice(choose(state, node, open), choose(state, node, open) + 1).map(({ id }) => id)
  const lookup = (field: string) => fieldAt(state, open, field)
  return out.filter((one) => one.kind !== 'timeout' && holds(one.when, lookup)).map(({ id }) => id)
}
