import type { Limit, Step, WaitStep } from '../template.ts'
import { formOf, guideOf, note, roleOf, stepName } from './draft.ts'
import { eventOf } from './elements.ts'
import type { Alt, Scope } from './model.ts'
import { ref, text, typeOf } from './moddle.ts'
import { codeFrom, cut } from './names.ts'
import type { Node } from './node.ts'
import { defaultLimit, edges, limitOf, outcomes } from './outcomes.ts'
import { refuse } from './remarks.ts'
import { labelOf, many, one } from './walk.ts'

const manual: Record<string, string> = {
  ServiceTask: 'việc của hệ thống',
  SendTask: 'việc gửi tin',
  ScriptTask: 'đoạn lệnh',
  BusinessRuleTask: 'quy tắc tự động',
  IntermediateThrowEvent: 'việc báo tin',
}

/** The step or steps for a piece of work or a wait. */
export function work(scope: Scope, node: Node, id: string): Step[] {
  if (node.kind === 'wait') return [waiting(scope, node, id)]
  if (node.kind === 'call') return calling(scope, node, id)
  const why = manual[typeOf(node.el)]
  if (why) note(scope.draft, node.el, `${why} thành bước do người xác nhận.`)
  if (node.kind === 'sub') note(scope.draft, node.el, 'tiểu quy trình chưa có nội dung, thành một bước việc.')
  const { limit, alts, alerts } = edges(scope, node)
  const ways = [...next(scope, node), ...again(node, id), ...alts, ...exceptions(scope)]
  return [
    {
      ...described(scope, node, id, 'Công việc'),
      kind: 'task',
      role: roleOf(scope.draft, scope.graph, node.el, scope.role),
      limit: limit ?? defaultLimit,
      ...(alerts.length > 0 && { alerts }),
      out: outcomes(ways),
    },
  ]
}

function next(scope: Scope, node: Node): Alt[] {
  const flow = node.next[0]
  return flow ? many(scope, flow) : []
}

/** The single way on of a step that no person decides on. */
export function onward(scope: Scope, node: Node, label: string): Alt {
  const flow = node.next[0]
  return { label: cut(flow?.label ?? label), to: flow ? one(scope, flow) : 'END' }
}

function again(node: Node, id: string): Alt[] {
  const loop = ref(node.el, 'loopCharacteristics')
  return loop && typeOf(loop) === 'StandardLoopCharacteristics' ? [{ label: 'Làm tiếp lần nữa', to: id }] : []
}

/** The ways out that every step of the scope has. */
export function exceptions(scope: Scope): Alt[] {
  return scope.exceptions.map((exception) => exception(scope))
}

function described(scope: Scope, node: Node, id: string, otherwise: string) {
  const form = formOf(scope.draft, node.el)
  const guide = guideOf(scope.graph, node.el)
  return { id, name: stepName(node.el, otherwise), ...(form.length > 0 && { form }), ...(guide && { guide }) }
}

function waiting(scope: Scope, node: Node, id: string): WaitStep {
  const { limit, alts, alerts } = edges(scope, node)
  const isTimer = eventOf(node.el) === 'Timer'
  const on = onward(scope, node, isTimer ? 'Đã đến lúc' : 'Đã có')
  const due: Alt[] = isTimer ? [{ label: 'Hết thời gian chờ', to: on.to, kind: 'timeout' }] : []
  const time = isTimer ? limitOf(scope.draft, node) : limit
  return {
    ...described(scope, node, id, 'Chờ'),
    kind: 'wait',
    until: { event: id },
    ...(time && { limit: time }),
    ...(alerts.length > 0 && { alerts }),
    out: outcomes([on, ...due, ...alts, ...exceptions(scope)]),
  }
}

/** An event-based gateway: one wait with an outcome for each event; its first timer is the time limit. */
export function buildEvents(scope: Scope, node: Node, id: string): void {
  const alts: Alt[] = []
  let limit: Limit | undefined
  for (const flow of node.next) {
    const event = flow.to
    const on = event.next[0]
    if (event.kind !== 'wait' || !on || event.arrivals > 1) {
      refuse(node.el, 'sau cổng chờ sự kiện phải là các sự kiện chờ, mỗi sự kiện một đường vào.')
    }
    const label = stepName(event.el, labelOf(on))
    const timeout = eventOf(event.el) === 'Timer' && !limit
    if (timeout) limit = limitOf(scope.draft, event)
    alts.push({ label, to: one(scope, on), ...(timeout && { kind: 'timeout' as const }) })
  }
  // Somebody must be able to end the wait even when the file only draws timers.
  if (alts.every((alt) => alt.kind === 'timeout'))
    alts.unshift({ label: 'Không chờ nữa', to: alts[0]?.to ?? 'END' })
  scope.region.steps.push({
    ...described(scope, node, id, 'Chờ'),
    kind: 'wait',
    until: { event: id },
    ...(limit && { limit }),
    out: outcomes([...alts, ...exceptions(scope)]),
  })
}

/** A call, and when it can end in more than one way a task that says which way it was. */
function calling(scope: Scope, node: Node, id: string): Step[] {
  const { draft } = scope
  const called =
    typeof node.el['calledElement'] === 'string' ? node.el['calledElement'].replace(/^[^:]*:/, '') : ''
  const template = codeFrom(called.replace(/^P_/, ''), text(node.el, 'name'))
  note(draft, node.el, `gọi quy trình «${template}»; quy trình ấy phải nhập và ban hành riêng.`)
  const { limit, alts } = edges(scope, node)
  const timeouts = alts.filter((alt) => alt.kind === 'timeout')
  const others = alts.filter((alt) => alt.kind !== 'timeout')
  const step = {
    ...described(scope, node, id, 'Gọi quy trình'),
    kind: 'call' as const,
    template,
    ...(limit && { limit }),
  }
  if (others.length === 0 && scope.exceptions.length === 0) {
    return [{ ...step, out: outcomes([onward(scope, node, 'Hoàn thành'), ...timeouts]) }]
  }
  const result = draft.giveId(`${id.slice(0, 24)}_ket_qua`)
  return [
    { ...step, out: outcomes([{ label: 'Hoàn thành', to: result }, ...timeouts]) },
    {
      id: result,
      kind: 'task',
      name: cut(`Ghi kết quả: ${step.name}`),
      role: roleOf(draft, scope.graph, node.el, scope.role),
      limit: defaultLimit,
      out: outcomes([...next(scope, node), ...others, ...exceptions(scope)]),
    },
  ]
}
