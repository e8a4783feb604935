import { own, type Envelope, type Open, type Refusal, type Rejection, type State, type Work } from './case.ts'
import { fits, holds, isSet, type Lookup } from './condition.ts'
import { mustDiffer } from './people.ts'
import type { Plan } from './plan.ts'
import type { Outcome, Step, Template } from './schema.ts'

/** A refusal with its reason for the person. */
export function reject(rejected: Refusal, message: string): Rejection {
  return { rejected, message }
}

/** The outcome named; for a call, and a wait where none is named, the first that holds. */
export function chosen(step: Step, id: string | undefined, lookup: Lookup): Outcome | Rejection {
  const offered = step.out.filter(({ kind, when }) => kind !== 'timeout' && holds(when, lookup))
  const named = step.kind !== 'call' && (id !== undefined || step.kind === 'task')
  const outcome = named ? offered.find((one) => one.id === id) : offered[0]
  if (outcome !== undefined) return outcome
  return step.out.some((one) => one.id === id && one.kind !== 'timeout')
    ? reject('hidden_outcome', 'Kết quả này không dùng được với nội dung đã điền.')
    : reject('no_outcome', 'Bước không có kết quả này.')
}

/** Whether the person may do the step: holds it, and did not act where another must. */
export function checkActor(
  plan: Plan,
  state: State,
  open: Open,
  step: Step,
  { by, for: holder = by }: Envelope,
): Rejection | undefined {
  if (step.kind === 'parallel' || step.kind === 'each')
    return reject('wrong_kind', 'Khối này tự xong khi các nhánh xong.')
  if (step.kind !== 'task') return undefined
  if (!open.holders.includes(holder)) return reject('not_holder', 'Việc này do người khác đang giữ.')
  const other = [by, holder].find((person) => mustDiffer(plan, state, step.role, person))
  if (other === undefined) return undefined
  return reject('must_differ', `Người đã làm phần việc phải tách biệt không được làm bước “${step.name}”.`)
}

/** A form takes only the fields it offers for writing. */
export function checkForm({ name, form = [] }: Step, fields: object): Rejection | undefined {
  const extra = Object.keys(fields).find((field) => !form.some(({ f, mode }) => f === field && mode !== 'ro'))
  return extra === undefined
    ? undefined
    : reject('not_in_form', `Bước “${name}” không cho điền trường “${extra}”.`)
}

/** Values fit the fields they are for. */
export function checkFields(
  template: Template,
  fields: Readonly<Record<string, unknown>>,
): Rejection | undefined {
  for (const [id, value] of Object.entries(fields)) {
    const field = own(template.fields, id)
    if (field === undefined) return reject('not_in_form', `Quy trình không có trường “${id}”.`)
    if (isSet(value) && !fits(field, value))
      return reject('bad_value', `Giá trị của “${field.label}” không đúng kiểu.`)
  }
  return undefined
}

/** What ways and limits go by has been filled once and for all (V8): it may be changed, but not emptied. */
export function checkEmptied(
  { read, template }: Plan,
  fields: Readonly<Record<string, unknown>>,
  before: Lookup,
): Rejection | undefined {
  const emptied = Object.keys(fields).find((id) => read.has(id) && !isSet(fields[id]) && isSet(before(id)))
  if (emptied === undefined) return undefined
  const label = own(template.fields, emptied)?.label ?? emptied
  return reject('missing_field', `Không để trống “${label}” được vì các bước sau dựa vào nội dung này.`)
}

/** Persons are picked only for roles filled so. */
export function checkPicks(template: Template, picks: State['picks']): Rejection | undefined {
  const wrong = Object.entries(picks).find(
    ([role, persons]) => own(template.roles, role)?.by !== 'pick' || persons.length === 0,
  )
  return wrong === undefined
    ? undefined
    : reject('bad_pick', `Không chọn người cho vai trò “${wrong[0]}” như vậy được.`)
}

/** The form must be complete for the work to count as done; to send it back or turn it down it need not be. */
export function checkRequired(
  template: Template,
  step: Step,
  { kind = 'forward' }: Outcome,
  lookup: Lookup,
): Rejection | undefined {
  if (kind !== 'forward') return undefined
  const missing = step.form?.find(({ f, mode }) => mode === 'req' && !isSet(lookup(f)))
  if (missing === undefined) return undefined
  return reject('missing_field', `Cần điền “${own(template.fields, missing.f)?.label ?? missing.f}”.`)
}

/** What an outcome asks for besides the form; sending back always asks for a reason. */
export function checkNeeds(
  { kind, label, needs = [] }: Outcome,
  { reason, reasonCode, signature }: Work,
): Rejection | undefined {
  if (needs.includes('signature') && signature === undefined)
    return reject('missing_need', `“${label}” cần chữ ký.`)
  if (needs.includes('reason_code') && !reasonCode?.trim())
    return reject('missing_need', `“${label}” cần chọn mã lý do.`)
  if (needs.includes('reason') && !reason?.trim()) return reject('missing_need', `“${label}” cần nêu lý do.`)
  if (kind === 'return' && !reasonCode?.trim() && !reason?.trim())
    return reject('missing_need', `“${label}” cần nêu lý do trả lại.`)
  return undefined
}

/** What of a command is kept in the log. */
export function workOf({ for: holder, fields, picks, reason, reasonCode, signature }: Work & Envelope): Work {
  const work: Work = {}
  if (holder !== undefined) work.for = holder
  if (fields !== undefined) work.fields = fields
  if (picks !== undefined) work.picks = picks
  if (reason !== undefined) work.reason = reason
  if (reasonCode !== undefined) work.reasonCode = reasonCode
  if (signature !== undefined) work.signature = signature
  return work
}
