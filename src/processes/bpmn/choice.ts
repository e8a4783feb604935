import type { Outcome } from '../template.ts'
import { choiceOf, learnTypes } from './conditions.ts'
import { note, roleOf, stepName } from './draft.ts'
import type { Alt, Scope } from './model.ts'
import type { Node } from './node.ts'
import { defaultLimit, outcomes } from './outcomes.ts'
import { exceptions } from './steps.ts'
import { chosenBy, labelOf, one } from './walk.ts'

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
