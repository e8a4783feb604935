import { findOpen, own, type Fields, type State } from './case.ts'
import type { Node } from './outline.ts'
import type { Run } from './run.ts'
import type { Plan } from './plan.ts'

/** Who gets a step: the persons of its role now, without those who acted in a role that must be another's. */
export function staff(run: Run, { step }: Node, place: { in: number; key: string }): readonly string[] {
  if (step.role === undefined) return []
  const found = candidates(run, step.role, place)
  const barred = (run.plan.apart.get(step.role) ?? []).length > 0
  return barred ? found.filter((person) => !mustDiffer(run.plan, run.state, step.role ?? '', person)) : found
}

/** Who fills a role now, as seen from a place: also those who follow from the case itself. */
export function candidates(
  { plan, state, envelope }: Pick<Run, 'plan' | 'state'> & { envelope: Pick<Run['envelope'], 'persons'> },
  id: string,
  place: { in: number; key: string },
): readonly string[] {
  const role = own(plan.template.roles, id)
  if (role?.by === 'starter') return [state.starter]
  const picked = role?.by === 'pick' ? own(state.picks, id) : undefined
  if (picked !== undefined) return picked
  if (role?.by !== 'performer_of') return envelope.persons(id, rowAt(state, place))
  const performer = own(state.performers, role.ref ?? '')
  return performer === undefined ? [] : [performer]
}

/** The innermost row a place lies in. */
function rowAt({ open }: State, { in: no, key }: { in: number; key: string }): Fields | undefined {
  const block = no === 0 ? undefined : findOpen(open, no)
  if (block === undefined) return undefined
  return block.kind === 'each'
    ? block.branches?.find((branch) => branch.key === key)?.row
    : rowAt({ open } as State, block)
}

/** Whether a person acted in this case in a role that must be another's than this one. */
export function mustDiffer(plan: Plan, state: State, role: string, person: string): boolean {
  return (plan.apart.get(role) ?? []).some((other) => own(state.acted, other)?.includes(person))
}
