import type { Condition, Field, FormLine, Outcome, Role, Step } from '../template.ts'
import type { Flow, Graph, Node } from './node.ts'
import type { El } from './moddle.ts'
import type { Remark } from './remarks.ts'

/** A region in the making: its steps so far, and what is still to be turned into steps. */
export type Region = { steps: Step[]; queue: (() => void)[] }

/** Fields that must be filled before a step starts, and what to call a step that asks for them. */
export type Ask = { region: Region; step: string; form: FormLine[]; label: string; role: string }

/** The template in the making. */
export type Draft = {
  roles: Record<string, Role>
  fields: Record<string, Field>
  notes: Remark[]
  asks: Ask[]
  /** The role of whoever stands in no lane. */
  fallbackRole: string
  giveId: (wish: string) => string
  giveField: (wish: string) => string
  /** The step of a node, and the region the node belongs to. */
  steps: Map<Node, string>
  owners: Map<Node, Region>
  /** The conditions of the branches of inclusive gateways. */
  conditions: Map<Flow, Condition>
  /** Nodes whose note has been written. */
  told: Set<Node>
  /** The first steps of event subprocesses. */
  handlers: Map<El, string>
  /** Role ids by the lane's name, field ids by data element. */
  lanes: Map<string, string>
  data: Map<El, string>
}

/** One way on: what it is called and the step (or END) it leads to. */
export type Alt = { label: string; to: string; when?: Condition; kind?: Outcome['kind'] }

/** Where a region goes on when it is done. */
export type Exit = { one: () => string; many: () => Alt[] }

/** A way out that every step of a scope has: a cancellation, an event on the edge of the subprocess. */
export type Exception = (from: Scope) => Alt

/** The part of a flow that becomes (part of) one region. */
export type Scope = {
  draft: Draft
  graph: Graph
  region: Region
  /** Turns a node into a step of the scope's region and gives its id. */
  enter: (scope: Scope, node: Node) => string
  /** The gateway where the branches of the block meet; the scope ends before it. */
  stop?: Node
  exit: Exit
  /** The scope of the whole container, when this one is a branch inside it. */
  container?: Scope
  /** The subprocess this container is, and the scope it stands in. */
  host?: { node: Node; scope: Scope }
  role?: string
  exceptions: Exception[]
  /** Ends that would cut short more than this branch, on ways that lead nowhere else. */
  softEnds: ReadonlySet<Node>
  /** The flows by which this branch reached `stop`, and the blocks in it that share that join. */
  hits: Set<string>
  shared: number
  depth: number
}
