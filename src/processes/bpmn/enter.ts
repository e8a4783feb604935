import { buildBlock } from './blocks.ts'
import { buildChoice } from './choice.ts'
import { entryOf, isRepeated, subScope } from './containers.ts'
import { note, roleOf, stepId } from './draft.ts'
import { buildEach } from './each.ts'
import { hasWork } from './elements.ts'
import { cuts, type Node } from './node.ts'
import type { Exit, Scope } from './model.ts'
import { ref, text, typeOf } from './moddle.ts'
import { cut } from './names.ts'
import { defaultLimit, edges, outcomes } from './outcomes.ts'
import { refuse } from './remarks.ts'
import { buildEvents, work } from './steps.ts'
import { many, one } from './walk.ts'

/**
 * The step a node becomes, in the region of the scope; built later, from the region's queue.
 * @throws Refused when the node already belongs to another region: a flow leads into the middle of a block
 */
export function enter(scope: Scope, node: Node): string {
  const { draft, region } = scope
  const owner = draft.owners.get(node)
  if (owner && owner !== region) refuse(node.el, 'đường nối đi vào giữa hoặc ra khỏi một nhánh song song.')
  draft.owners.set(node, region)
  const known = draft.steps.get(node)
  if (known !== undefined) return known
  if (owner) refuse(node.el, 'vòng lặp không có bước việc nào.')
  const id =
    node.kind === 'sub' && !isRepeated(node.el) && hasWork(node.el) ? inline(scope, node) : later(scope, node)
  draft.steps.set(node, id)
  return id
}

function later(scope: Scope, node: Node): string {
  const id = idFor(scope, node)
  scope.region.queue.push(() => {
    if (node.kind === 'xor') buildChoice(scope, node, id)
    else if (node.kind === 'event') buildEvents(scope, node, id)
    else if (node.kind === 'and' || node.kind === 'or') buildBlock(scope, node, id)
    else if (node.kind === 'quorum') refuse(node.el, 'cổng phức hợp tách nhánh không nhập được.')
    else if (isRepeated(node.el)) buildEach(scope, node, id)
    else scope.region.steps.push(...work(scope, node, id))
  })
  return id
}

function idFor(scope: Scope, node: Node): string {
  const implied = node.id.endsWith('~split') || node.id === '~start'
  if (implied) return scope.draft.giveId(node.kind === 'xor' ? 'lua_chon' : 'song_song')
  const otherwise = { xor: 'quyet_dinh', and: 'song_song', or: 'song_song' } as const
  // The split of a block that we wrote ourselves carries the block's id.
  const own = /^Split_([a-z][a-z0-9_]{0,31})$/.exec(node.id)?.[1]
  if (own) return scope.draft.giveId(own)
  return stepId(scope.draft, node.el, node.kind in otherwise ? otherwise[node.kind as 'xor'] : 'buoc')
}

/** A plain subprocess: its steps become steps of the region around it. Gives the first of them. */
function inline(scope: Scope, node: Node): string {
  const [flow] = node.next
  if (!flow) refuse(node.el, 'không có đường ra.')
  const aside = { ...node, bounds: node.bounds.filter((bound) => !cuts(bound)) }
  edges(scope, aside)
  const loop = ref(node.el, 'loopCharacteristics')
  if (!loop || typeOf(loop) !== 'StandardLoopCharacteristics') {
    return entryOf(
      subScope(scope, node, scope.region, { one: () => one(scope, flow), many: () => many(scope, flow) }),
    )
  }
  const check = scope.draft.giveId('kiem_tra')
  const exit: Exit = { one: () => check, many: () => [{ label: 'Hoàn thành', to: check }] }
  const entry = entryOf(subScope(scope, node, scope.region, exit))
  note(scope.draft, node.el, 'lặp lại tới khi đạt, do người quyết định.')
  scope.region.steps.push({
    id: check,
    kind: 'task',
    name: cut(`Đã đạt chưa: ${text(node.el, 'name') ?? 'tiểu quy trình'}`),
    role: roleOf(scope.draft, scope.graph, node.el, scope.role),
    limit: defaultLimit,
    out: outcomes([...many(scope, flow), { label: 'Làm lại', to: entry }]),
  })
  return entry
}
