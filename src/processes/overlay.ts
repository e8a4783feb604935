import type { Added, Op } from './overlay-schema.ts'
import type { Leave, Outcome, Region, Step, Template } from './schema.ts'

export type { Added, Op } from './overlay-schema.ts'

/** An operation that a base does not allow, or no longer has a place for; it is left out, and nothing is published. */
export type Conflict = { op: number; message: string }

/**
 * The template that a base and the operations of a unit come to. What the base does not leave open is refused, one
 * operation by itself; the result is still to be judged by `checkTemplate`, for leaving a step out may take away what
 * another counts on.
 * @param base a template that passed the check; it is not changed
 * @returns the template with all that could be done, and every operation that could not, in order
 */
export function adapt(base: Template, ops: readonly Op[]): { template: Template; conflicts: Conflict[] } {
  const work: Work = { template: structuredClone(base), own: new Set() }
  const conflicts = ops.flatMap((op, i) => {
    const message = apply(work, op)
    return message === undefined ? [] : [{ op: i, message }]
  })
  return { template: work.template, conflicts }
}

/** An operation that lies on another base than it was written for: the step it names as it was and as it is. */
export type Touched = { op: number; was?: Step; is?: Step; message?: string }

/**
 * What becomes of operations on a new base: each that cannot be done there, with the reason, and each whose step reads
 * differently, for somebody to look at. Nothing is merged in silence.
 */
export function rebase(old: Template, base: Template, ops: readonly Op[]): Touched[] {
  const { conflicts } = adapt(base, ops)
  const messages = new Map(conflicts.map(({ op, message }) => [op, message]))
  return ops.flatMap((op, i) => {
    const step = 'step' in op ? op.step : ''
    const [was, is] = [find(old, step)?.step, find(base, step)?.step]
    const message = messages.get(i)
    if (message === undefined && JSON.stringify(was) === JSON.stringify(is)) return []
    return [{ op: i, ...(was && { was }), ...(is && { is }), ...(message !== undefined && { message }) }]
  })
}

type Work = { template: Template; own: Set<string> }
type Place = { region: Region; at: number; step: Step }

/** Every region of a template, those around before those inside. */
function regionsOf({ main }: Template): Region[] {
  const found = [main]
  // the list grows while it is walked
  for (const { steps } of found)
    for (const step of steps) {
      if (step.kind === 'parallel') found.push(...step.branches.map(({ region }) => region))
      if (step.kind === 'each') found.push(step.region)
    }
  return found
}

function find(template: Template, id: string): Place | undefined {
  for (const region of regionsOf(template)) {
    const at = region.steps.findIndex((step) => step.id === id)
    const step = region.steps[at]
    if (step !== undefined) return { region, at, step }
  }
  return undefined
}

const outcomesOf = (template: Template): Outcome[] =>
  regionsOf(template).flatMap(({ steps }) => steps.flatMap(({ out }) => out))

const forward = ({ kind = 'forward' }: Outcome): boolean => kind === 'forward'

/** @returns why it cannot be done, in Vietnamese with the remedy; nothing when it was */
function apply(work: Work, op: Op): string | undefined {
  const { template } = work
  switch (op.op) {
    case 'role':
      if (Object.hasOwn(template.roles, op.id))
        return `Bản gốc đã có vai trò mang mã “${op.id}”. Đề nghị bỏ vai trò tự thêm “${op.role.name}” hoặc đặt mã khác.`
      template.roles[op.id] = op.role
      return undefined
    case 'field':
      if (Object.hasOwn(template.fields, op.id))
        return `Bản gốc đã có mục mang mã “${op.id}”. Đề nghị bỏ mục tự thêm “${op.field.label}” hoặc đặt mã khác.`
      template.fields[op.id] = op.field
      return undefined
    case 'bind': {
      const role = Object.hasOwn(template.roles, op.role) ? template.roles[op.role] : undefined
      if (role === undefined)
        return `Bản gốc không còn vai trò “${op.role}”. Đề nghị bỏ cách xác định vai trò này.`
      const { ref: _, ...rest } = role
      template.roles[op.role] = { ...rest, by: op.by, ...(op.ref === undefined ? {} : { ref: op.ref }) }
      return undefined
    }
    case 'limit':
      return shorten(work, op)
    default: {
      const place = find(template, op.step)
      if (place === undefined)
        return `Bản gốc không còn bước “${op.step}”. Đề nghị bỏ điều chỉnh này hoặc đặt nó ở bước khác.`
      if (op.op === 'add') return add(work, place, op.at, op.new)
      return op.op === 'skip' ? skip(work, place) : keep(work, place, op.record)
    }
  }
}

const leaves = ({ own }: Work, { id, adapt: open = [] }: Step, what: Leave): boolean =>
  own.has(id) || open.includes(what)

function shorten(work: Work, { step: id, limit }: Extract<Op, { op: 'limit' }>): string | undefined {
  const { template } = work
  const step = id === '' ? undefined : find(template, id)?.step
  if (id !== '' && step === undefined)
    return `Bản gốc không còn bước “${id}”. Đề nghị bỏ thời hạn riêng của bước này.`
  const what = step === undefined ? 'cả quy trình' : `bước “${step.name}”`
  const now = step === undefined ? template.limit : step.limit
  if (step?.adapt?.includes('lock') && !work.own.has(step.id))
    return `Bản gốc khóa ${what} nên không đổi được thời hạn.`
  if (now === undefined) return `Bản gốc không đặt thời hạn cho ${what} nên không có gì để rút ngắn.`
  if (now.u !== limit.u || limit.n > now.n)
    return `Thời hạn riêng của ${what} phải cùng đơn vị tính và không dài hơn bản gốc (${now.n} ${UNITS[now.u]}).`
  now.n = limit.n
  return undefined
}

const UNITS = { wh: 'giờ làm việc', wd: 'ngày làm việc', cd: 'ngày' } as const

function add(work: Work, place: Place, at: 'before' | 'after', made: Added): string | undefined {
  const { template, own } = work
  const { region, step } = place
  if (!leaves(work, step, at))
    return `Bản gốc không cho thêm bước ${at === 'before' ? 'trước' : 'sau'} bước “${step.name}”. Đề nghị bỏ bước “${made.name}” hoặc thêm ở chỗ bản gốc để mở.`
  const taken = regionsOf(template).some(({ steps }) =>
    steps.some(({ id, branches = [] }) => id === made.id || branches.some((one) => one.id === made.id)),
  )
  if (taken) return `Bản gốc đã có bước mang mã “${made.id}”. Đề nghị đặt mã khác cho bước “${made.name}”.`
  const way = onward(step)
  const { back = false, ...rest } = made
  if (at === 'before') {
    const coming = outcomesOf(template).filter(({ to }) => to === step.id)
    const going = coming.filter(({ kind }) => kind !== 'return')
    // What comes back to the step goes on doing so; one that is only ever come back to is come back to through the new.
    for (const one of going.length > 0 || region.start === step.id ? going : coming) one.to = made.id
    if (region.start === step.id) region.start = made.id
    region.steps.splice(place.at, 0, { ...rest, kind: 'task', out: [on(step.id)] })
  } else {
    if (way === undefined) return `Bước “${step.name}” không có kết quả đi tiếp để thêm bước sau nó.`
    const { to } = way
    for (const one of step.out) if (forward(one) && one.to === to) one.to = made.id
    const out = back ? [on(to), giveBack(step.id)] : [on(to)]
    region.steps.splice(place.at + 1, 0, { ...rest, kind: 'task', out })
  }
  own.add(made.id)
  return undefined
}

const on = (to: string): Outcome => ({ id: 'xong', label: 'Hoàn thành', to })
const giveBack = (to: string): Outcome => ({
  id: 'tra_lai',
  label: 'Trả lại',
  to,
  kind: 'return',
  needs: ['reason_code'],
  clock: 'restart',
})

/** The way a step goes on when nothing speaks for another. */
function onward({ out }: Step): Outcome | undefined {
  const ways = out.filter(forward)
  return ways.find(({ when }) => when === undefined) ?? ways.at(-1)
}

function skip(work: Work, { region, at, step }: Place): string | undefined {
  const { template } = work
  if (!leaves(work, step, 'skip')) return `Bản gốc không cho bỏ bước “${step.name}”. Đề nghị giữ bước này.`
  const to = onward(step)?.to
  const cannot = `Không bỏ được bước “${step.name}”`
  if (to === undefined || to === step.id) return `${cannot}: bước không có kết quả đi tiếp.`
  if (region.start === step.id && !region.steps.some(({ id }) => id === to))
    return `${cannot}: cả nhánh không còn việc gì.`
  const gone = new Set(outcomesOf({ ...template, main: { start: step.id, steps: [step] } }))
  const beside = new Set(region.steps.flatMap(({ out }) => out))
  const coming = outcomesOf(template).filter((one) => one.to === step.id && !gone.has(one))
  // The end of this region is no place that a branch inside another step could lead to.
  if (to === 'END' && coming.some((one) => !beside.has(one)))
    return `${cannot}: có nhánh bên trong khối khác trả về bước này.`
  region.steps.splice(at, 1)
  for (const one of coming) one.to = to
  if (region.start === step.id) region.start = to
  return undefined
}

function keep(work: Work, { step }: Place, record: NonNullable<Step['records']>[number]): string | undefined {
  if (step.adapt?.includes('lock') && !work.own.has(step.id))
    return `Bản gốc khóa bước “${step.name}” nên không thêm được hồ sơ lưu.`
  if (step.records?.some(({ name }) => name === record.name))
    return `Bước “${step.name}” của bản gốc đã có hồ sơ “${record.name}”. Đề nghị bỏ hồ sơ tự thêm.`
  step.records = [...(step.records ?? []), record]
  return undefined
}
