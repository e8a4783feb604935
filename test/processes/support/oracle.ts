import type { State } from '../../../src/processes/case.ts'
import type { Region, Step, Template } from '../../../src/processes/template.ts'

/**
 * What a template means, written apart from the engine and the check: by brute force, without data (a condition may
 * turn out either way, a table may have 0, 1 or 2 rows) and without hurry (a choice or a satisfied join may wait).
 */
export type Config = { s: string; b?: Record<string, Config | 'done'> } | 'END'

type Active = Exclude<Config, 'END'>
type Move = { to: 'end' } | { to: 'goto'; step: string } | { to: 'config'; config: Active }

/** A template that means nothing: an outcome or a start leads to no step, or into a region it is not inside of. */
export class Meaningless extends Error {}

export class TooMany extends Error {}

const ROWS = 2

function stepIn(region: Region, id: string): Step | undefined {
  return region.steps.find((step) => step.id === id)
}

function regionOf(step: Step, key: string): Region {
  const region = step.kind === 'parallel' ? step.branches.find(({ id }) => id === key)?.region : step.region
  if (region === undefined) throw new Meaningless(`${step.id} has no branch ${key}`)
  return region
}

function isBlock(step: Step): boolean {
  return step.kind === 'parallel' || step.kind === 'each'
}

/** Every way to choose one element of each list. */
function product<T>(lists: readonly (readonly T[])[], most: number): T[][] {
  return lists.reduce<T[][]>(
    (all, list) => {
      if (all.length * list.length > most) throw new TooMany()
      return all.flatMap((one) => list.map((item) => [...one, item]))
    },
    [[]],
  )
}

/** The branches a block may run with: each conditional one or not, so many rows or fewer. */
function branchSets(step: Step): string[][] {
  if (step.kind === 'each')
    return Array.from({ length: ROWS + 1 }, (_, n) => Array.from({ length: n }, (__, i) => String(i)))
  if (step.kind !== 'parallel') return [[]]
  const choices = step.branches.map(({ id, when }) => (when === undefined ? [[id]] : [[id], []]))
  return product<string[]>(choices, 1000).map((one) => one.flat())
}

function blocks(step: Step, of: (key: string) => (Config | 'done')[], most: number): Active[] {
  return branchSets(step).flatMap((keys) =>
    product(
      keys.map((key) => of(key)),
      most,
    ).map((parts): Active => ({
      s: step.id,
      b: Object.fromEntries(keys.map((key, i) => [key, parts[i] ?? 'done'])),
    })),
  )
}

/** All configurations a step may begin with. */
function beginnings(region: Region, id: string, most: number): Active[] {
  const step = stepIn(region, id)
  if (step === undefined) throw new Meaningless(`no step ${id} here`)
  if (!isBlock(step)) return [{ s: id }]
  return blocks(step, (key) => beginnings(regionOf(step, key), regionOf(step, key).start, most), most)
}

/** How many branches a join waits for. A number that no set of branches can reach is never met. */
function needed(step: Step, running: number): number {
  const { mode, k = 1 } = step.join ?? { mode: 'all' }
  if (mode === 'all') return running
  if (mode === 'any') return Math.min(1, running)
  return step.kind === 'parallel' && k > step.branches.length ? Infinity : Math.min(k, running)
}

function joined(step: Step, b: Record<string, Config | 'done'>): boolean {
  const branches = Object.values(b)
  return branches.filter((one) => one === 'done').length >= needed(step, branches.length)
}

export type Kind = 'automatic' | 'human'

/** One move of a region's configuration, by a person (or time) or by the engine. */
function* moves(region: Region, config: Active, most: number): Generator<{ move: Move; kind: Kind }> {
  const step = stepIn(region, config.s)
  if (step === undefined) throw new Meaningless(`no step ${config.s} here`)
  for (const outcome of step.out) {
    const timeout = outcome.kind === 'timeout'
    if (isBlock(step) && !timeout && !joined(step, config.b ?? {})) continue
    const kind = timeout || (!isBlock(step) && step.kind !== 'decide') ? 'human' : 'automatic'
    for (const move of arrive(region, outcome.to, most)) yield { move, kind }
  }
  for (const [key, inner] of Object.entries(config.b ?? {})) {
    if (inner === 'done' || inner === 'END') continue
    for (const { move, kind } of moves(regionOf(step, key), inner, most)) {
      if (move.to === 'goto') for (const out of arrive(region, move.step, most)) yield { move: out, kind }
      else
        yield {
          move: {
            to: 'config',
            config: { ...config, b: { ...config.b, [key]: move.to === 'end' ? 'done' : move.config } },
          },
          kind,
        }
    }
  }
}

/** Where an outcome arrives: at a step of this region, its end, or somewhere around it. */
function arrive(region: Region, id: string, most: number): Move[] {
  if (id === 'END') return [{ to: 'end' }]
  if (stepIn(region, id) === undefined) return [{ to: 'goto', step: id }]
  return beginnings(region, id, most).map((config) => ({ to: 'config', config }))
}

export type Graph = {
  configs: Map<string, Config>
  next: Map<string, { key: string; kind: Kind }[]>
}

/** All that can be reached from the start. Keys are the configurations as JSON. @throws TooMany, Meaningless */
export function explore(template: Template, most: number): Graph {
  const { main } = template
  const graph: Graph = { configs: new Map(), next: new Map() }
  const add = (config: Config): string => {
    const key = keyOf(config)
    graph.configs.set(key, config)
    if (graph.configs.size > most) throw new TooMany()
    return key
  }
  beginnings(main, main.start, most).forEach(add)
  for (const [key, config] of graph.configs) {
    const next = config === 'END' ? [] : [...moves(main, config, most)]
    graph.next.set(
      key,
      next.map(({ move, kind }) => {
        if (move.to === 'goto') throw new Meaningless(`${move.step} is not around`)
        return { key: add(move.to === 'end' ? 'END' : move.config), kind }
      }),
    )
  }
  return graph
}

/** All legal configurations: a step of the region; in a block, each branch that runs done or in a legal one itself. */
export function legal(region: Region, most: number): Active[] {
  return region.steps.flatMap((step) => {
    if (!isBlock(step)) return [{ s: step.id }]
    return blocks(step, (key) => ['done', ...legal(regionOf(step, key), most)], most)
  })
}

/** Whether the engine rests here: nothing is left for it to do by itself. */
export function rests(region: Region, config: Config): boolean {
  if (config === 'END') return true
  const step = stepIn(region, config.s)
  if (step === undefined || step.kind === 'decide') return false
  if (!isBlock(step)) return true
  return (
    !joined(step, config.b ?? {}) &&
    Object.entries(config.b ?? {}).every(
      ([key, inner]) => inner === 'done' || rests(regionOf(step, key), inner),
    )
  )
}

/** Whether a configuration is legal in a region, without listing all that are. */
export function isLegal(region: Region, config: Config | 'done'): boolean {
  if (config === 'END' || config === 'done') return true
  const step = stepIn(region, config.s)
  if (step === undefined) return false
  if (!isBlock(step)) return config.b === undefined
  const b = config.b ?? {}
  const runs = (key: string) => Object.hasOwn(b, key)
  if (step.kind === 'parallel' && !step.branches.every(({ id, when }) => when !== undefined || runs(id)))
    return false
  if (step.kind === 'parallel' && !Object.keys(b).every((key) => step.branches.some(({ id }) => id === key)))
    return false
  return Object.entries(b).every(([key, inner]) => isLegal(regionOf(step, key), inner))
}

export function keyOf(config: Config): string {
  return JSON.stringify(config)
}

/** What is wrong with a template, by exploring all of it; undefined when it is sound. */
export function unsound(template: Template, most: number): string | undefined {
  let graph: Graph
  try {
    graph = explore(template, most)
  } catch (error) {
    if (error instanceof Meaningless) return error.message
    throw error
  }
  const seen = [...graph.configs.keys()].join()
  const steps = allSteps(template.main)
  if (new Set(steps).size < steps.length) return 'two steps with one id'
  const dead = steps.find((id) => !seen.includes(`"s":"${id}"`))
  if (dead !== undefined) return `${dead} is never reached`
  const finishing = backwards(graph, [keyOf('END')])
  const stuck = [...graph.configs.keys()].find((key) => !finishing.has(key))
  if (stuck !== undefined) return `${stuck} cannot finish`
  return endless(graph) ? 'the engine may run for ever' : undefined
}

function allSteps(region: Region): string[] {
  return region.steps.flatMap((step) => [
    step.id,
    ...(step.kind === 'parallel' ? step.branches.flatMap((branch) => allSteps(branch.region)) : []),
    ...(step.kind === 'each' ? allSteps(step.region) : []),
  ])
}

function backwards({ next }: Graph, from: string[]): Set<string> {
  const before = new Map<string, string[]>()
  for (const [key, list] of next)
    for (const to of list) before.set(to.key, [...(before.get(to.key) ?? []), key])
  const reached = new Set(from)
  for (const key of reached) for (const earlier of before.get(key) ?? []) reached.add(earlier)
  return reached
}

/** Whether moves of the engine alone go round in a circle: configurations with no automatic way out are peeled off. */
function endless({ next }: Graph): boolean {
  const left = new Map(
    [...next].map(([key, list]) => [
      key,
      list.filter(({ kind }) => kind === 'automatic').map((to) => to.key),
    ]),
  )
  for (let peeled = true; peeled;) {
    peeled = false
    for (const [key, list] of left) {
      if (list.some((to) => left.has(to))) continue
      left.delete(key)
      peeled = true
    }
  }
  return left.size > 0
}

/** The configuration a case is in. */
export function configOf(state: State): Config {
  const inside = (no: number, key: string): Active | undefined => {
    const open = state.open.find((one) => one.in === no && one.key === key)
    if (open === undefined) return undefined
    if (open.branches === undefined) return { s: open.step }
    const parts = open.branches.map((branch) => [
      branch.key,
      branch.done ? 'done' : inside(open.no, branch.key),
    ])
    return { s: open.step, b: Object.fromEntries(parts) as Record<string, Config | 'done'> }
  }
  return inside(0, '') ?? 'END'
}
