import { type El, list, ref, text, typeOf } from './moddle.ts'
import { type Remark, remark } from './remarks.ts'

/** The part an element plays in the flow of its container. */
export type Kind =
  | 'start'
  | 'end'
  | 'task'
  | 'wait'
  | 'call'
  | 'sub'
  | 'xor'
  | 'and'
  | 'or'
  | 'quorum'
  | 'event'
  | 'pass'
  | 'boundary'

const kinds: Record<string, Kind> = {
  StartEvent: 'start',
  EndEvent: 'end',
  IntermediateCatchEvent: 'wait',
  IntermediateThrowEvent: 'task',
  BoundaryEvent: 'boundary',
  Task: 'task',
  UserTask: 'task',
  ManualTask: 'task',
  ServiceTask: 'task',
  SendTask: 'task',
  ScriptTask: 'task',
  BusinessRuleTask: 'task',
  ReceiveTask: 'wait',
  CallActivity: 'call',
  SubProcess: 'sub',
  ExclusiveGateway: 'xor',
  ParallelGateway: 'and',
  InclusiveGateway: 'or',
  ComplexGateway: 'quorum',
  EventBasedGateway: 'event',
}

/** What an element of a container is in the flow; undefined for flows, data and what we do not know. */
export function kindOf(el: El): Kind | undefined {
  const kind = kinds[typeOf(el)]
  if (kind === 'sub' && isEventSubprocess(el)) return undefined
  const event = eventOf(el)
  if (kind === 'wait' && event === 'Link') return 'pass'
  if (kind === 'task' && typeOf(el) === 'IntermediateThrowEvent' && (event === 'None' || event === 'Link')) {
    return 'pass'
  }
  return kind
}

/** What sets off an event: `Timer`, `Message`, `Error`, `None`, `Multiple`… */
export function eventOf(el: El): string {
  const definitions = list(el, 'eventDefinitions')
  const first = definitions[0]
  if (!first) return 'None'
  return definitions.length > 1 ? 'Multiple' : typeOf(first).replace('EventDefinition', '')
}

/** Whether the element is a subprocess that an event starts. */
export function isEventSubprocess(el: El): boolean {
  return typeOf(el) === 'SubProcess' && el['triggeredByEvent'] === true
}

/** The start event of an event subprocess. */
export function triggerOf(el: El): El | undefined {
  return list(el, 'flowElements').find((inner) => typeOf(inner) === 'StartEvent')
}

/** Whether an event subprocess or a boundary event cuts short what it hangs on (the default). */
export function interrupts(el: El): boolean {
  const event = isEventSubprocess(el) ? triggerOf(el) : el
  return event?.['isInterrupting'] !== false && event?.['cancelActivity'] !== false
}

/** How many branches a complex gateway waits for, when it says `activationCount >= k`. */
export function quorumOf(el: El): number | undefined {
  return atLeast(ref(el, 'activationCondition'), /activationCount\s*>=\s*(\d{1,4})\b/)
}

/** How many instances must be done, when a completion condition says `numberOfCompletedInstances >= k`. */
export function completionOf(loop: El): number | undefined {
  return atLeast(
    ref(loop, 'completionCondition'),
    /(?:numberOfCompletedInstances|nrOfCompletedInstances)\s*>=\s*(\d{1,4})\b/,
  )
}

function atLeast(expression: El | undefined, pattern: RegExp): number | undefined {
  const found = pattern.exec((expression && text(expression, 'body')) ?? '')
  return found ? Math.max(1, Number(found[1])) : undefined
}

/** Whether a container holds any work or choice. */
export function hasWork(container: El): boolean {
  return list(container, 'flowElements').some((el) =>
    /Task$|^CallActivity$|^SubProcess$|Catch|Throw|Gateway$/.test(typeOf(el)),
  )
}

/** Everything in a process that has no counterpart in nested regions, named one by one. */
export function refusedElements(container: El): Remark[] {
  const found: Remark[] = []
  for (const el of list(container, 'flowElements')) {
    const why = whyRefused(el)
    if (why) found.push(remark(el, why))
    found.push(...refusedElements(el))
  }
  return found
}

function whyRefused(el: El): string | undefined {
  const type = typeOf(el)
  if (type === 'Transaction') return 'giao dịch (transaction) không nhập được.'
  if (type === 'AdHocSubProcess') return 'tiểu quy trình tùy ý (ad-hoc) không nhập được.'
  if (type === 'ComplexGateway' && quorumOf(el) === undefined) return 'cổng phức hợp không nhập được.'
  if (type === 'EventBasedGateway' && el['eventGatewayType'] === 'Parallel') {
    return 'cổng chờ đủ mọi sự kiện không nhập được.'
  }
  if (el['isForCompensation'] === true) return 'bước bù trừ (compensation) không nhập được.'
  const event = eventOf(el)
  if (event === 'Compensate') return 'sự kiện bù trừ (compensation) không nhập được.'
  if (event === 'Cancel') return 'sự kiện hủy giao dịch không nhập được.'
  return undefined
}
