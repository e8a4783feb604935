import type { Join, Limit, Outcome, Step, WaitStep } from '../template.ts'
import { choiceOf, learnTypes } from './choices.ts'
import { drain, entryOf, isRepeated, subScope, within } from './containers.ts'
import { formOf, guideOf, note, roleOf, stepName } from './draft.ts'
import { completionOf, eventOf } from './elements.ts'
import type { Node } from './graph.ts'
import type { Alt, Region, Scope } from './model.ts'
import { type El, isEl, list, ref, text, typeOf } from './moddle.ts'
import { codeFrom, cut, slug } from './names.ts'
import { refuse } from './remarks.ts'
import { defaultLimit, edges, limitOf, outcomes } from './outcomes.ts'
import { atEnd, chosenBy, labelOf, many, one } from './walk.ts'

const manual: Record<string, string> = {
  ServiceTask: 'việc của hệ thống',
  SendTask: 'việc gửi tin',
  ScriptTask: 'đoạn lệnh',
  BusinessRuleTask: 'quy tắc tự động',
  IntermediateThrowEvent: 'việc báo tin',
}

/** The step for a piece of work; repeated per row of a list when the file says so. */
export function buildWork(scope: Scope, node: Node, id: string): void {
  if (isRepeated(node.el)) return buildEach(scope, node, id)
  scope.region.steps.push(...work(scope, node, id))
}

function work(scope: Scope, node: Node, id: string): Step[] {
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
function onward(scope: Scope, node: Node, label: string): Alt {
  const flow = node.next[0]
  return { label: cut(flow?.label ?? label), to: flow ? one(scope, flow) : 'END' }
}

function again(node: Node, id: string): Alt[] {
  const loop = ref(node.el, 'loopCharacteristics')
  return loop && typeOf(loop) === 'StandardLoopCharacteristics' ? [{ label: 'Làm tiếp lần nữa', to: id }] : []
}

function exceptions(scope: Scope): Alt[] {
  return scope.exceptions.map((exception) => exception(scope))
}

function described(scope: Scope, node: Node, id: string, otherwise: string) {
  const form = formOf(scope.draft, node.el)
  const guide = guideOf(scope.graph.el, node.el)
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

/** A multi-instance activity: one branch per row of a list that is asked for beforehand. */
function buildEach(scope: Scope, node: Node, id: string): void {
  const { draft } = scope
  const loop = ref(node.el, 'loopCharacteristics')
  const region: Region = { steps: [], queue: [] }
  const { limit, alts, alerts } = edges(scope, node)
  const start = node.kind === 'sub' ? bodyOf(scope, node, region) : single(scope, node, region)
  if (loop?.['isSequential'] === true) note(draft, node.el, 'các lượt lần lượt thành các nhánh cùng lúc.')
  const timeouts = alts.filter((alt) => alt.kind === 'timeout')
  scope.region.steps.push({
    id,
    name: stepName(node.el, 'Lặp theo danh sách'),
    kind: 'each',
    over: listFor(scope, node, loop, id),
    region: { start, steps: region.steps },
    join: joinOf(loop),
    ...(limit && { limit }),
    ...(alerts.length > 0 && { alerts }),
    out: outcomes([onward(scope, node, 'Hoàn thành'), ...timeouts]),
  })
}

function bodyOf(scope: Scope, node: Node, region: Region): string {
  const inner = subScope(scope, node, region, atEnd)
  const start = entryOf(inner)
  drain(region)
  return start === 'END' ? single(scope, node, region) : start
}

/** The only step of a repeated task: the task itself, without what hangs on the repetition. */
function single(scope: Scope, node: Node, region: Region): string {
  const { draft } = scope
  const id = draft.giveId(slug(text(node.el, 'name') ?? '', 'viec'))
  const end: Node = { id: `${node.id}~done`, el: node.el, kind: 'end', next: [], arrivals: 1, bounds: [] }
  const alone: Node = { ...node, bounds: [], next: [{ id: end.id, to: end, fallback: false }] }
  const inner = within(scope, { region, exit: atEnd })
  delete inner.stop
  region.steps.push(...work(inner, alone, id))
  return id
}

function joinOf(loop: El | undefined): Join {
  const k = loop && completionOf(loop)
  if (k === undefined) return { mode: 'all' }
  return k === 1 ? { mode: 'any' } : { mode: 'at_least', k }
}

function listFor(scope: Scope, node: Node, loop: El | undefined, id: string): string {
  const { draft } = scope
  const data = loop?.['loopDataInputRef']
  const known = isEl(data) ? draft.data.get(data) : undefined
  const name = stepName(node.el, 'Danh sách')
  const field = known ?? draft.giveField(`ds_${id}`.slice(0, 32))
  if (!known) {
    draft.fields[field] = {
      type: 'table',
      label: cut(`Danh sách: ${name}`),
      columns: { muc: { type: 'string', label: 'Nội dung' } },
    }
    note(draft, node.el, `lặp theo danh sách «${draft.fields[field].label}», nhập ở bước trước.`)
  } else if (draft.fields[known]) {
    draft.fields[known].type = 'table'
    draft.fields[known].columns ??= { muc: { type: 'string', label: 'Nội dung' } }
  }
  const role = roleOf(draft, scope.graph, node.el, scope.role)
  draft.asks.push({
    region: scope.region,
    step: id,
    form: [{ f: field, mode: 'req' }],
    label: `Lập danh sách: ${name}`,
    role,
  })
  return field
}

/** An exclusive gateway that no task precedes: decided by conditions if they are ours, else by a person. */
export function buildChoice(scope: Scope, node: Node, id: string): void {
  const choice = choiceOf(scope.draft, node)
  const conditional = choice?.some((way) => way.when)
  if (choice && conditional) {
    for (const { when } of choice) if (when) learnTypes(scope.draft, when)
    const ways = choice.map(({ flow, when }) => ({
      label: labelOf(flow),
      to: one(scope, flow),
      ...(when && { when }),
    }))
    scope.region.steps.push({
      id,
      kind: 'decide',
      name: stepName(node.el, 'Xét điều kiện'),
      out: decided(ways),
    })
    return
  }
  note(scope.draft, node.el, 'cổng rẽ nhánh không đứng ngay sau bước việc nên thành một bước quyết định.')
  scope.region.steps.push({
    id,
    kind: 'task',
    name: node.id === '~start' ? 'Chọn cách bắt đầu' : stepName(node.el, 'Quyết định hướng xử lý'),
    role: roleOf(scope.draft, scope.graph, node.el, scope.role),
    limit: defaultLimit,
    out: outcomes([...chosenBy(scope, node), ...exceptions(scope)]),
  })
}

/** Outcomes of a decision: two ways may share target and label and still differ in their condition. */
function decided(ways: Alt[]): Outcome[] {
  return ways.flatMap((way, index) =>
    outcomes([way]).map((out) => ({ ...out, id: `${out.id.slice(0, 28)}_${index + 1}` })),
  )
}

/** Whether a list of elements holds any work, at any depth. */
export function hasWork(container: El): boolean {
  return list(container, 'flowElements').some((el) =>
    /Task$|^CallActivity$|^SubProcess$|Catch|Throw/.test(typeOf(el)),
  )
}
