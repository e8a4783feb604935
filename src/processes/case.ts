import type { Limit, Outcome, Step } from './schema.ts'

/** Values of fields by id; see `fits` for what each type of field holds. */
export type Fields = Readonly<Record<string, unknown>>

/** A deadline as it was fixed: UTC ms, the calendar that gave it, and whether that may still change (tạm tính). */
export type Deadline = { due: number; version: string; provisional: boolean }

/** A running deadline. While `pausedAt` is set its time stands still. */
export type Clock = Deadline & { from: number; pausedAt?: number }

/** How outcomes of the template are called in the log. */
export type OutcomeKind = NonNullable<Outcome['kind']>

/** What was shown when someone signed: the hash of the form, and in which capacity the person signed. */
export type Signature = { form: string; capacity?: Capacity }

/** As which a person signs for another: as the Party writes it, and as the state does. */
export type Capacity = 'K/T' | 'T/L' | 'T/M' | 'Q.' | 'KT.' | 'TL.' | 'TM.' | 'TUQ.'

/** A branch of an open block. `row` and `fields` belong to the rows of `each`: what is filled there stays there. */
export type BranchState = { key: string; done: boolean; row?: Fields; fields?: Fields }

/** Choices are never open: they take no time. */
export type OpenKind = Exclude<Step['kind'], 'decide'>

/** A step somebody or something is busy with. */
export type Open = {
  /** Counted through the case: each time a step begins it gets the next number. */
  no: number
  step: string
  kind: OpenKind
  /** The block it runs in (0: the main region) and the key of its branch: a branch id, or the number of a row. */
  in: number
  key: string
  since: number
  role?: string
  /** Who may do it. Empty for a step with a role: nobody was found, and the process owner must be told. */
  holders: readonly string[]
  clock?: Clock
  /** Of a block only. */
  branches?: readonly BranchState[]
}

export type Status = 'running' | 'done' | 'rejected' | 'expired' | 'withdrawn'

/** All that is known of a case: its configuration, its fields and its clocks. Plain JSON. */
export type State = {
  case: string
  /** The version id of the template the case runs on. */
  template: string
  status: Status
  /** Events applied so far. */
  seq: number
  /** When the last event happened. */
  at: number
  since: number
  starter: string
  fields: Fields
  /** In the order of `no`, so every block stands before what runs inside it. */
  open: readonly Open[]
  next: number
  /** Who last did the steps that roles refer to (`performer_of`), and all who ever acted in each role. */
  performers: Readonly<Record<string, string>>
  acted: Readonly<Record<string, readonly string[]>>
  picks: Readonly<Record<string, readonly string[]>>
  clock: Clock
  /** Clocks of steps that were left and may be resumed, by `placeKey`. */
  kept: Readonly<Record<string, Clock>>
}

/** What happened, as it is stored. Version 1 is released: its shape and its applier never change. */
export type CaseEvent = { v: 1; at: number; by: string; command: string } & Fact

export type Fact =
  | { type: 'started'; case: string; template: string; fields: Fields; picks: State['picks']; clock: Clock }
  | ({ type: 'entered' } & Omit<Open, 'since' | 'branches'> & {
        branches?: readonly { key: string; row?: Fields }[]
      })
  /** A `decide` step chose; it takes no time, so it is never open. */
  | { type: 'passed'; step: string; in: number; key: string; outcome: string; kind: OutcomeKind }
  | ({
      type: 'closed'
      no: number
      step: string
      outcome: string
      kind: OutcomeKind
      keep?: true
      remember?: true
    } & Work)
  /** Stopped without having been done; each of `holders` is to be told. */
  | {
      type: 'cancelled'
      no: number
      step: string
      why: OutcomeKind | 'joined' | 'withdrawn'
      holders: readonly string[]
      keep?: true
    }
  | { type: 'branch_done'; no: number; key: string }
  /** `clock`: the number of an open step, 0 for the whole case, or the key of a kept clock. */
  | { type: 'paused'; clock: number | string }
  | { type: 'resumed'; clock: number | string; deadline: Deadline }
  | { type: 'assigned'; no: number; holders: readonly string[]; reason: string }
  | { type: 'redated'; clock: number; deadline: Deadline; reason: string }
  | { type: 'finished'; status: Status; reason?: string }
  | {
      type: 'moved'
      template: string
      /** For each open step its name there; for blocks the keys of their branches; for new roles who fills them. */
      steps: readonly {
        no: number
        step: string
        branches?: readonly string[]
        role?: string
        holders?: readonly string[]
      }[]
      reason: string
    }

/** What came with the closing of a step. `for`: the holder in whose stead the person acted. */
export type Work = {
  for?: string
  fields?: Fields
  picks?: State['picks']
  reason?: string
  reasonCode?: string
  signature?: Signature
  skipped?: true
}

/** The working time by which deadlines of a command are counted; see `deadlines` for one on a compiled calendar. */
export type Deadlines = {
  version: string
  /** When a limit that starts at `from` (UTC ms) ends. */
  due(from: number, limit: Limit): Deadline
  /** Where a deadline moves when its time stood still between two instants. */
  extend(deadline: Deadline, limit: Limit, from: number, to: number): Deadline
}

/** What comes with every command: nothing else from outside enters a decision. */
export type Envelope = {
  /** Unique for each command; written into its events. */
  id: string
  case: string
  /** UTC ms, never before the last event of the case. */
  at: number
  by: string
  /** The holder in whose stead `by` acts, under a cover that the host has checked. */
  for?: string
  calendar: Deadlines
  /** Who fills a role now, in the row's unit when inside one. Roles that follow from the case itself are not asked for. */
  persons(role: string, row: Fields | undefined): readonly string[]
}

export type Start = Envelope & { template: string; fields?: Fields; picks?: State['picks'] }

export type Command = Envelope &
  (
    | ({ type: 'complete'; no: number; outcome?: string } & Omit<Work, 'for' | 'skipped'>)
    /** Goes on without the work, for a reason; whatever its form requires must be known already. */
    | { type: 'skip'; no: number; outcome: string; reason: string }
    | { type: 'timeout'; no: number }
    | { type: 'assign'; no: number; holders: readonly string[]; reason: string }
    /** Moves a deadline: an extension, or a new calendar. `no` 0 is the whole case. */
    | { type: 'redate'; no: number; deadline: Deadline; reason: string }
    | { type: 'withdraw'; reason: string }
  )

export type Refusal =
  | 'foreign'
  | 'stale'
  | 'not_running'
  | 'not_open'
  | 'wrong_kind'
  | 'not_holder'
  | 'must_differ'
  | 'no_outcome'
  | 'hidden_outcome'
  | 'not_in_form'
  | 'bad_value'
  | 'missing_field'
  | 'missing_need'
  | 'bad_pick'
  | 'bad_holders'
  | 'not_due'
  | 'endless'
  | 'cannot_move'

/** Why a command changes nothing: for programs, and in Vietnamese for the person. */
export type Rejection = { rejected: Refusal; message: string }

export type Decision = { events: CaseEvent[] } | Rejection

/** An own property, so that ids such as `constructor` find nothing inherited. */
export function own<T>(record: Readonly<Record<string, T>>, key: string): T | undefined {
  return Object.hasOwn(record, key) ? record[key] : undefined
}

/** One place of a configuration: a step in a branch of an open block. */
export function placeKey(place: { in: number; key: string; step: string }): string {
  return `${place.in}:${place.key}:${place.step}`
}

/** The open step of that number. The list is in order of `no`. */
export function findOpen(open: readonly Open[], no: number): Open | undefined {
  let low = 0
  let high = open.length - 1
  while (low <= high) {
    const middle = (low + high) >> 1
    const one = open[middle]
    if (one === undefined || one.no === no) return one
    if (one.no < no) low = middle + 1
    else high = middle - 1
  }
  return undefined
}

/** The rows a place lies in, outermost first, as `block:key;` for each. */
export function rowPath(open: readonly Open[], place: { in: number; key: string }): string {
  let path = ''
  let { in: no, key } = place
  while (no !== 0) {
    const block = findOpen(open, no)
    if (block === undefined) break
    if (block.kind === 'each') path = `${no}:${key};${path}`
    no = block.in
    key = block.key
  }
  return path
}

/** The value of a field as seen from a place: of its row, of the rows around it, then of the case. */
export function fieldAt(state: State, place: { in: number; key: string }, field: string): unknown {
  let { in: no, key } = place
  while (no !== 0) {
    const block = findOpen(state.open, no)
    if (block === undefined) break
    const wanted = key
    const fields = block.kind === 'each' && block.branches?.find((branch) => branch.key === wanted)?.fields
    if (fields && Object.hasOwn(fields, field)) return fields[field]
    no = block.in
    key = block.key
  }
  return own(state.fields, field)
}
