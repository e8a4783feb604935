import type {
  Alert,
  Branch,
  Condition,
  DecideStep,
  FormLine,
  Leave,
  Limit,
  Outcome,
  RecordKept,
  Step,
  TaskStep,
  WaitStep,
} from '../template.ts'

/** Short ways to write the templates of this folder; what they give is plain data. */

export const wh = (n: number): Limit => ({ n, u: 'wh' })
export const wd = (n: number): Limit => ({ n, u: 'wd' })
export const cd = (n: number): Limit => ({ n, u: 'cd' })

/** The fields of a step's form: to be filled, may be filled, only shown. */
type Form = { req?: string[]; rw?: string[]; ro?: string[] }

type Work = {
  form?: Form
  records?: RecordKept[]
  guide: string
  alerts?: Alert[]
  /** What whoever adapts it may do there. */
  adapt?: Leave[]
  out: Outcome[]
}

/** A piece of work; `limit` may name wait steps that stop its clock. */
export function task(id: string, name: string, role: string, limit: Limit, work: Work): TaskStep {
  const { form, records, guide, alerts, adapt, out } = work
  return {
    id,
    kind: 'task',
    name,
    role,
    limit,
    ...(alerts && { alerts }),
    ...(form && { form: lines(form) }),
    ...(records && { records }),
    guide,
    ...(adapt && { adapt }),
    out,
  }
}

/** Waiting for an event from outside, at most for `limit`. */
export function wait(id: string, name: string, limit: Limit, guide: string, out: Outcome[]): WaitStep {
  return { id, kind: 'wait', name, until: { event: id }, limit, guide, out }
}

/** A branch of a block; it starts with its first step. */
export function branch(id: string, steps: [Step, ...Step[]], when?: Condition): Branch {
  return { id, ...(when && { when }), region: { start: steps[0].id, steps } }
}

/** A choice made by the conditions of the outcomes. */
export function decide(id: string, name: string, out: Outcome[]): DecideStep {
  return { id, kind: 'decide', name, out }
}

function lines({ req = [], rw = [], ro = [] }: Form): FormLine[] {
  return [
    ...req.map((f): FormLine => ({ f, mode: 'req' })),
    ...rw.map((f): FormLine => ({ f, mode: 'rw' })),
    ...ro.map((f): FormLine => ({ f, mode: 'ro' })),
  ]
}

/** A way on. */
export function on(to: string, label: string, more: Partial<Outcome> = {}): Outcome {
  return { id: 'chuyen', label, to, ...more }
}

/** A way on that a signature opens. */
export function signed(to: string, label: string, id = 'ky'): Outcome {
  return { id, label, to, needs: ['signature'] }
}

/** Back for improvement: with a coded reason, the earlier step begins anew. */
export function back(to: string, label: string, id = 'tra_lai'): Outcome {
  return { id, label, to, kind: 'return', needs: ['reason_code', 'reason'], clock: 'restart' }
}

/** The end of the matter without a result, with a reason. */
export function stop(label: string, to = 'END', id = 'dung'): Outcome {
  return { id, label, to, kind: 'reject', needs: ['reason'] }
}

/** What happens when the limit runs out. */
export function late(to: string, label: string): Outcome {
  return { id: 'het_han', label, to, kind: 'timeout' }
}

/** A record and how long it is kept, in years. */
export function kept(name: string, years: number | 'permanent', form?: string): RecordKept {
  return { name, keep_years: years, ...(form && { form }) }
}

/** A reminder to whoever has the work at four fifths of the limit, and to `boss` when it is overdue. */
export function reminders(boss: string): Alert[] {
  return [
    { at: { pct: 80 }, to: ['performer'] },
    { at: { after: wh(2) }, to: [boss] },
  ]
}
