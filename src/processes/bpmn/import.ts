import type { Template } from '../template.ts'
import { placeAsks, stepsIn } from './asks.ts'
import { drain, entryOf } from './containers.ts'
import { newDraft } from './draft.ts'
import { refusedElements } from './elements.ts'
import { enter } from './enter.ts'
import { looseFlows, readGraph } from './graph.ts'
import type { Region, Scope } from './model.ts'
import { type El, idOf, text } from './moddle.ts'
import { codeFrom, cut } from './names.ts'
import { defaultLimit } from './outcomes.ts'
import { mendReach } from './reachable.ts'
import { Refused, type Remark, refuse } from './remarks.ts'
import { atEnd } from './walk.ts'

type Built = { template?: Template; notes: Remark[]; refusals: Remark[] }

/**
 * Builds a template from what a BPMN process draws.
 * @param pool the pool the process stands in, for its name
 * @throws Refused when the flow does not nest; `refusals` lists elements that have no counterpart at all, or flows that
 *   lack an end where without them there is no way through
 */
export function fromStructure(process: El, pool: El | undefined): Built {
  try {
    return built(process, pool)
  } catch (error) {
    const loose = looseFlows(process)
    if (!(error instanceof Refused) || loose.length === 0) throw error
    // What is wrong is the flow that leads nowhere; what follows from it comes after.
    return { notes: [], refusals: [...loose, error.remark] }
  }
}

function built(process: El, pool: El | undefined): Built {
  const refusals = refusedElements(process)
  if (refusals.length > 0) return { notes: [], refusals }
  const notes: Remark[] = []
  const draft = newDraft(process, pool, notes)
  const region: Region = { steps: [], queue: [] }
  const scope: Scope = {
    draft,
    graph: readGraph(process, notes),
    region,
    enter,
    exit: atEnd,
    exceptions: [],
    softEnds: new Set(),
    hits: new Set(),
    shared: 0,
    depth: 0,
  }
  const start = entryOf(scope)
  drain(region)
  if (start === 'END') refuse(process, 'quy trình không có bước việc nào.')
  const main = { start, steps: region.steps }
  placeAsks(draft, main)
  mendReach(draft, main)
  const tasks = [...stepsIn(main.steps)].filter((step) => step.kind === 'task')
  if (tasks.length > 0) {
    notes.push({
      message: 'Bước việc chưa có thời hạn tạm đặt 1 ngày làm việc; vai trò lấy theo làn, cần gán chức danh.',
    })
  }
  const name = text(process, 'name') ?? (pool && text(pool, 'name')) ?? 'Quy trình nhập từ BPMN'
  const template: Template = {
    schema: 'quytrinh/1',
    code: codeFrom(idOf(process).replace(/^P_/, ''), text(process, 'name')),
    name: cut(name),
    roles:
      Object.keys(draft.roles).length > 0
        ? draft.roles
        : { nguoi_thuc_hien: { name: draft.fallbackRole, by: 'pick' } },
    fields: draft.fields,
    limit: { ...defaultLimit, n: Math.min(10_000, Math.max(1, tasks.length)) },
    main: { start: main.start, steps: main.steps },
  }
  return { template, notes, refusals }
}

/** Runs a part of the import and turns what it throws into a refusal. */
export async function guarded<T extends { refusals: Remark[] }>(
  run: () => Promise<T>,
): Promise<T | { notes: Remark[]; refusals: Remark[] }> {
  try {
    return await run()
  } catch (error) {
    if (error instanceof Refused) return { notes: [], refusals: [error.remark] }
    const why = error instanceof RangeError ? 'Tệp lồng quá sâu' : 'Tệp có nội dung không lường trước'
    return { notes: [], refusals: [{ message: `${why}, không nhập được.` }] }
  }
}
