import type { AnswerOf, AskOf } from '../../api/ask.ts'
import type { Inside } from '../../screen.ts'
import { say } from '../../shell/overlay.ts'

export type Plan = AnswerOf<'GET /plans/{id}'>
export type Line = Plan['lines'][number]
export type Body = AskOf<'PUT /plans/{id}'>['body']

/** A plan as it stands on the screen. */
export type PlanState = {
  plan: Plan
  problem?: unknown
  refresh: () => Promise<void>
  /** Saves the draft with what differs, and shows it as the server has it then. */
  save: (more: Partial<Body>) => Promise<void>
}

/** Reads the plan of the address. */
export async function openPlan(visit: Inside<'plans'>): Promise<PlanState> {
  const { params, signal, draw } = visit
  const id = params['id'] ?? ''
  const read = (): Promise<Plan> => visit.ask('GET /plans/{id}', { id, signal })
  const state: PlanState = {
    plan: await read(),
    refresh: async () => {
      state.plan = await read()
      delete state.problem
      draw()
    },
    save: async (more) => {
      const body = { ...bodyOf(state.plan), ...more }
      await visit.ask('PUT /plans/{id}', { id, version: state.plan.version, body })
      say(visit.words.plans.saved)
      await state.refresh()
    },
  }
  return state
}

/** A line as the API takes it. */
export const lineBody = ({
  lead,
  lacks: _lacks,
  twins: _twins,
  task: _task,
  asked: _asked,
  ...line
}: Line) => ({
  ...line,
  lead: lead && { kind: lead.kind, id: lead.id },
})

const bodyOf = ({ kindId, name, goal, period, documentId, basis, lines }: Plan): Body => ({
  kindId,
  name,
  goal,
  period,
  documentId,
  basis: basis.map(({ kind, id }) => ({ kind, id })),
  lines: lines.map(lineBody),
})
