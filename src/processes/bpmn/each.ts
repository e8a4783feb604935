import type { Join } from '../template.ts'
import { drain, entryOf, subScope, within } from './containers.ts'
import { note, roleOf, stepName } from './draft.ts'
import { completionOf } from './elements.ts'
import type { Region, Scope } from './model.ts'
import { type El, isEl, ref, text } from './moddle.ts'
import { cut, slug } from './names.ts'
import type { Node } from './node.ts'
import { edges, outcomes } from './outcomes.ts'
import { onward, work } from './steps.ts'
import { atEnd } from './walk.ts'

/** A multi-instance activity: one branch per row of a list that is asked for beforehand. */
export function buildEach(scope: Scope, node: Node, id: string): void {
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
