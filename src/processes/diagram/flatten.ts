import type { EachStep, Outcome, ParallelStep, Region, Step, Template } from '../template.ts'
import { limitText } from './words.ts'

/** What a box of the diagram stands for. A block opens in a fork and closes in a join. */
export type Kind = 'start' | 'end' | 'task' | 'decide' | 'wait' | 'call' | 'fork' | 'join'

/** A box before it has a place; `lane` is a role id. */
export type Box = { id: string; kind: Kind; name: string; detail?: string; step?: string; lane: string }

/** A line before it has a place. `back` ones close a cycle. */
export type Line = {
  from: string
  to: string
  label: string
  kind: NonNullable<Outcome['kind']>
  back: boolean
}

/** The two boxes no step stands for. */
export const START = 'START'
export const END = 'END'

/** A template as one flat graph of boxes and lines. */
export function flatten(template: Template): { boxes: Box[]; lines: Line[] } {
  const boxes: Box[] = []
  const lines: Line[] = []
  const firstLane = Object.keys(template.roles)[0] ?? ''
  const lane = laneOf(template.main.steps, template.main.start) ?? firstLane
  boxes.push({ id: START, kind: 'start', name: 'Bắt đầu', lane })
  lines.push(plain(START, template.main.start))
  region(template, template.main, END, lane, boxes, lines)
  boxes.push({ id: END, kind: 'end', name: 'Kết thúc', lane })
  markBack(lines)
  const end = boxes.at(-1)
  const last = lines.findLast((line) => line.to === END && !line.back)
  if (end) end.lane = boxes.find((box) => box.id === last?.from)?.lane ?? lane
  return { boxes, lines }
}

function region(
  template: Template,
  { steps }: Region,
  end: string,
  lane: string,
  boxes: Box[],
  lines: Line[],
): void {
  let before = lane
  for (const step of steps) {
    // What nobody does stands in the lane of what comes before it.
    before = step.role ?? laneOf([step], step.id) ?? before
    boxes.push(boxOf(template, step, before))
    const from = step.kind === 'parallel' || step.kind === 'each' ? joinId(step) : step.id
    if (step.kind === 'parallel' || step.kind === 'each') block(template, step, before, boxes, lines)
    for (const way of step.out) lines.push(lineOf(from, way, end))
  }
}

function block(
  template: Template,
  step: ParallelStep | EachStep,
  lane: string,
  boxes: Box[],
  lines: Line[],
): void {
  const inner = step.kind === 'each' ? [{ region: step.region }] : step.branches
  for (const branch of inner) {
    const conditional = 'when' in branch && branch.when !== undefined
    lines.push({ ...plain(step.id, branch.region.start), ...(conditional && { label: 'Nếu có điều kiện' }) })
    region(template, branch.region, joinId(step), lane, boxes, lines)
  }
  boxes.push({ id: joinId(step), kind: 'join', name: joinText(step), step: step.id, lane })
}

function boxOf(template: Template, step: Step, lane: string): Box {
  const kind = step.kind === 'parallel' || step.kind === 'each' ? 'fork' : step.kind
  const list =
    step.kind === 'each' ? `Với từng dòng: ${template.fields[step.over]?.label ?? step.over}` : undefined
  const called = step.kind === 'call' ? `Theo quy trình ${step.template}` : undefined
  const detail = [step.limit && limitText(step.limit), list ?? called].filter(Boolean).join(' · ')
  return { id: step.id, kind, name: step.name, step: step.id, lane, ...(detail && { detail }) }
}

function joinId(step: Step): string {
  return `${step.id}:join`
}

/** How a block is done. */
export function joinText({ join }: ParallelStep | EachStep): string {
  if (join.mode === 'any') return 'Xong một nhánh là đủ'
  return join.mode === 'all' ? 'Chờ xong tất cả' : `Xong ${join.k} nhánh là đủ`
}

/** The role of the first step with one, from a step on. */
function laneOf(steps: Step[], start: string): string | undefined {
  const first = steps.find((step) => step.id === start)
  if (!first) return undefined
  if (first.role) return first.role
  const inner =
    first.kind === 'parallel' ? first.branches[0]?.region : first.kind === 'each' ? first.region : undefined
  return inner && laneOf(inner.steps, inner.start)
}

function plain(from: string, to: string): Line {
  return { from, to, label: '', kind: 'forward', back: false }
}

function lineOf(from: string, { to, label, kind = 'forward' }: Outcome, end: string): Line {
  return { from, to: to === 'END' ? end : to, label, kind, back: false }
}

/** Finds the lines that close a cycle, in a walk from the start that takes the ways in their order. */
function markBack(lines: Line[]): void {
  const out = Map.groupBy(lines, (line) => line.from)
  const state = new Map<string, 'open' | 'done'>([[START, 'open']])
  const stack = [{ id: START, at: 0 }]
  for (let top = stack.at(-1); top; top = stack.at(-1)) {
    const line = out.get(top.id)?.[top.at++]
    if (!line) {
      state.set(top.id, 'done')
      stack.pop()
    } else if (state.get(line.to) === 'open') line.back = true
    else if (!state.has(line.to)) {
      state.set(line.to, 'open')
      stack.push({ id: line.to, at: 0 })
    }
  }
}
