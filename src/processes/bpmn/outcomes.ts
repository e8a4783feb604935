import type { Alert, Limit, Outcome } from '../template.ts'
import { note } from './draft.ts'
import { timerLimit } from './durations.ts'
import { eventOf } from './elements.ts'
import { cuts, type Node, reach } from './node.ts'
import type { Alt, Draft, Scope } from './model.ts'
import { list, text, typeOf } from './moddle.ts'
import { cut, idGiver, slug } from './names.ts'
import { refuse } from './remarks.ts'
import { labelOf, one } from './walk.ts'

/** A step's limit when the file says nothing about time. */
export const defaultLimit: Limit = { n: 1, u: 'wd' }

/** What the events on the edge of an activity make of its step. */
export type Edges = { limit?: Limit; alts: Alt[]; alerts: Alert[] }

/** Gives ways on their ids; two with the same target and label are one. */
export function outcomes(alts: Alt[]): Outcome[] {
  const give = idGiver()
  const seen = new Set<string>()
  const out: Outcome[] = []
  for (const { label, to, when, kind } of alts) {
    const key = `${to} ${label} ${kind ?? ''}`
    if (seen.has(key)) continue
    seen.add(key)
    out.push({ id: give(slug(label, 'xong')), label, to, ...(kind && { kind }), ...(when && { when }) })
  }
  return out
}

/** Reads the events on the edge of an activity: a timer that cuts it short, other ways out, reminders. */
export function edges(scope: Scope, node: Node): Edges {
  const found: Edges = { alts: [], alerts: [] }
  const timers = node.bounds.filter((bound) => eventOf(bound.el) === 'Timer')
  const deadline = timers.find(cuts)
  if (deadline) found.limit = limitOf(scope.draft, deadline)
  for (const bound of node.bounds) {
    const flow = bound.next[0]
    if (!flow) continue
    if (!cuts(bound)) found.alerts.push(...reminder(scope, bound, found.limit ?? defaultLimit))
    else {
      const label = cut(text(bound.el, 'name') ?? (bound === deadline ? 'Hết hạn' : labelOf(flow)))
      const to = one(scope, flow)
      if (bound === deadline) found.alts.push({ label, to, kind: 'timeout' })
      else {
        note(scope.draft, bound.el, 'sự kiện xen ngang thành một lựa chọn của người thực hiện.')
        found.alts.push({ label, to })
      }
    }
  }
  return found
}

/** The limit of a timer event, or the default with a note. */
export function limitOf(draft: Draft, timer: Node): Limit {
  const definition = list(timer.el, 'eventDefinitions')[0]
  const limit = definition && timerLimit(timer.el, definition)
  if (limit?.u === 'wh') note(draft, timer.el, `thời gian thành ${limit.n} giờ làm việc.`)
  if (limit) return limit
  note(draft, timer.el, 'không đọc được thời gian, tạm đặt 1 ngày làm việc.')
  return defaultLimit
}

const automatic = new Set(['pass', 'end', 'boundary'])
const told = new Set(['SendTask', 'ServiceTask', 'ScriptTask', 'IntermediateThrowEvent'])

/** What a non-interrupting event starts is kept only when it is a reminder; real work on the side is refused. */
function reminder(scope: Scope, bound: Node, limit: Limit): Alert[] {
  const flow = bound.next[0]
  if (!flow) return []
  const work = [...reach(flow)].find((node) => !automatic.has(node.kind) && !told.has(typeOf(node.el)))
  if (work) {
    const name = text(work.el, 'name') ?? work.id
    refuse(bound.el, `sự kiện không cắt ngang mở ra việc «${name}» chạy song song, không gộp lại được.`)
  }
  if (eventOf(bound.el) !== 'Timer') {
    note(scope.draft, bound.el, 'việc báo tin khi có sự kiện này chỉ được ghi chú.')
    return []
  }
  const definition = list(bound.el, 'eventDefinitions')[0]
  const after = definition && timerLimit(bound.el, definition)
  note(scope.draft, bound.el, 'thành một lần nhắc việc người thực hiện.')
  const share = after && after.u === limit.u ? Math.round((100 * after.n) / limit.n) : 80
  return [{ at: { pct: Math.min(100, Math.max(1, share)) }, to: ['performer'] }]
}
