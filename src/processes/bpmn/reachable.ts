import type { Outcome, Step } from '../template.ts'
import { inner, stepsIn, type WithStart } from './asks.ts'
import type { Draft } from './model.ts'
import { cut, slug } from './names.ts'
import { defaultLimit } from './outcomes.ts'

/**
 * Makes every step reachable inside its own region (rule V2). A step that is only entered by leaving a block gets a
 * way from the block's completion as well: what merely ends the region, from all its ends; any other, from a task
 * after the block in which a person says how it went on.
 */
export function mendReach(draft: Draft, region: WithStart): void {
  for (const step of region.steps) for (const other of inner(step)) mendReach(draft, other)
  for (let lost = unreached(region)[0]; lost; lost = unreached(region)[0]) {
    const ends = lost.kind === 'decide' && lost.name === 'Kết thúc'
    const block = region.steps.find((step) => leavesFor(step, lost.id))
    if (ends) endThrough(region, lost)
    else if (block) askAfter(draft, region, block, lost)
    if (unreached(region).includes(lost)) return
  }
}

function unreached(region: WithStart): Step[] {
  const byId = new Map(region.steps.map((step) => [step.id, step]))
  const reached = new Set([region.start])
  for (const id of reached) for (const way of byId.get(id)?.out ?? []) reached.add(way.to)
  return region.steps.filter((step) => !reached.has(step.id))
}

function leavesFor(step: Step, id: string): boolean {
  return inner(step).some((region) =>
    [...stepsIn(region.steps)].some((other) => other.out.some((way) => way.to === id)),
  )
}

function endThrough(region: WithStart, end: Step): void {
  for (const step of region.steps) {
    if (step === end) continue
    for (const way of step.out) if (way.to === 'END') way.to = end.id
  }
}

function askAfter(draft: Draft, region: WithStart, block: Step, lost: Step): void {
  const after = region.steps.find((step) => step.id === block.out[0]?.to && step.name.startsWith('Kết quả: '))
  const way: Outcome = {
    id: slug(lost.name, 'khac').slice(0, 28),
    label: cut(`Sang «${lost.name}»`),
    to: lost.id,
  }
  if (after) {
    after.out.push({ ...way, id: `${way.id}_${after.out.length + 1}` })
    return
  }
  const id = draft.giveId(`ket_qua_${block.id}`.slice(0, 32))
  const [on] = block.out
  if (!on) return
  const role =
    [...stepsIn([block, lost])].find((step) => step.role)?.role ?? Object.keys(draft.roles)[0] ?? ''
  const name = cut(`Kết quả: ${block.name}`)
  region.steps.push({
    id,
    kind: 'task',
    name,
    role,
    limit: defaultLimit,
    out: [
      { id: 'tiep', label: 'Chuyển bước tiếp', to: on.to },
      { ...way, id: `${way.id}_2` },
    ],
  })
  on.to = id
  draft.notes.push({
    message: `Sau «${block.name}» thêm một bước để người phụ trách nói việc đi tiếp hướng nào.`,
  })
}
