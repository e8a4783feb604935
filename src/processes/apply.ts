import {
  findOpen,
  own,
  placeKey,
  type BranchState,
  type CaseEvent,
  type Clock,
  type Open,
  type State,
} from './case.ts'

type Of<Type extends CaseEvent['type']> = Extract<CaseEvent, { type: Type }>

/**
 * The state after an event. It needs no template: events say all that changes.
 * @param state the state before, none before `started`
 * @throws Error when the event does not fit the state: the log is damaged
 */
export function apply(state: State | undefined, event: CaseEvent): State {
  if (event.v !== 1) throw new Error(`unknown version of event: ${String(event.v)}`)
  if (event.type === 'started') return begin(state, event)
  if (state === undefined) throw new Error(`${event.type} before started`)
  const after = { ...state, seq: state.seq + 1, at: event.at }
  change(after, event)
  return after
}

/** The state after a whole log, or after more of it. */
export function replay(events: Iterable<CaseEvent>, state?: State): State | undefined {
  for (const event of events) state = apply(state, event)
  return state
}

function begin(state: State | undefined, event: Of<'started'>): State {
  if (state !== undefined) throw new Error('started twice')
  const { at, by, template, fields, picks, clock } = event
  const nothing = { open: [], next: 1, performers: {}, acted: {}, kept: {} }
  return {
    case: event.case,
    template,
    status: 'running',
    seq: 1,
    at,
    since: at,
    starter: by,
    fields,
    picks,
    clock,
    ...nothing,
  }
}

/** Puts new values into a fresh copy of the state; what the old state refers to is never written to. */
function change(after: State, event: Exclude<CaseEvent, Of<'started'>>): void {
  switch (event.type) {
    case 'entered':
      return enter(after, event)
    case 'passed':
      return
    case 'closed':
      return close(after, event)
    case 'cancelled':
      leave(after, event)
      return
    case 'branch_done':
      return update(after, event.no, (block) => inBranch(block, event.key, { done: true }))
    case 'paused':
      return onClock(after, event.clock, (clock) => ({ ...clock, pausedAt: event.at }))
    case 'resumed':
      return onClock(after, event.clock, ({ from }) => ({ from, ...event.deadline }))
    case 'redated':
      return onClock(after, event.clock, (clock) => ({ ...clock, ...event.deadline }))
    case 'assigned':
      return update(after, event.no, (one) => ({ ...one, holders: event.holders }))
    case 'finished':
      after.status = event.status
      return
    case 'moved':
      return move(after, event)
  }
}

function enter(after: State, event: Of<'entered'>): void {
  const { no, step, kind, key, holders, role, clock, branches } = event
  const entered: Open = { no, step, kind, in: event.in, key, since: event.at, holders }
  if (role !== undefined) entered.role = role
  if (clock !== undefined) entered.clock = clock
  if (branches !== undefined) entered.branches = branches.map((branch) => ({ ...branch, done: false }))
  after.open = [...after.open, entered]
  after.next = no + 1
  after.kept = without(after.kept, placeKey(entered))
}

function close(after: State, event: Of<'closed'>): void {
  const closed = expectOpen(after.open, event.no)
  if (event.fields !== undefined) fill(after, closed, event.fields)
  leave(after, event)
  if (event.picks !== undefined) after.picks = { ...after.picks, ...event.picks }
  if (event.remember) after.performers = { ...after.performers, [event.step]: event.by }
  if (closed.role === undefined) return
  recordActor(after, closed.role, event.by)
  if (event.for !== undefined) recordActor(after, closed.role, event.for)
}

function recordActor(after: State, role: string, person: string): void {
  const known = own(after.acted, role) ?? []
  if (!known.includes(person)) after.acted = { ...after.acted, [role]: [...known, person] }
}

/** Fields go to the innermost row around a place, else to the case. */
function fill(after: State, place: Open, fields: object): void {
  let { in: no, key } = place
  while (no !== 0) {
    const block = expectOpen(after.open, no)
    const wanted = key
    if (block.kind === 'each') {
      const known = block.branches?.find((branch) => branch.key === wanted)?.fields
      return update(after, no, (rows) => inBranch(rows, wanted, { fields: { ...known, ...fields } }))
    }
    no = block.in
    key = block.key
  }
  after.fields = { ...after.fields, ...fields }
}

function leave(after: State, event: Of<'closed' | 'cancelled'>): void {
  const left = expectOpen(after.open, event.no)
  after.open = after.open.filter((one) => one !== left)
  if (left.branches !== undefined) {
    // clocks kept inside a block end with it
    for (const key of Object.keys(after.kept))
      if (key.startsWith(`${left.no}:`)) after.kept = without(after.kept, key)
  }
  if (event.keep && left.clock !== undefined) after.kept = { ...after.kept, [placeKey(left)]: left.clock }
}

function onClock(after: State, clock: number | string, to: (clock: Clock) => Clock): void {
  if (clock === 0) after.clock = to(after.clock)
  else if (typeof clock === 'number')
    update(after, clock, (one) => (one.clock ? { ...one, clock: to(one.clock) } : one))
  else {
    const kept = own(after.kept, clock)
    if (kept !== undefined) after.kept = { ...after.kept, [clock]: to(kept) }
  }
}

/** Steps, and the branches of blocks, take the names they have in the new version. */
function move(after: State, event: Of<'moved'>): void {
  const renamed = new Map(event.steps.map((one) => [one.no, one]))
  const keys = new Map<string, string>()
  for (const { no, branches = [] } of after.open) {
    branches.forEach(({ key }, i) => keys.set(`${no}:${key}`, renamed.get(no)?.branches?.[i] ?? key))
  }
  const keyIn = (no: number, key: string) => keys.get(`${no}:${key}`) ?? key
  after.template = event.template
  after.open = after.open.map((one) => {
    const { step = one.step, role = one.role, holders = one.holders } = renamed.get(one.no) ?? {}
    const moved: Open = { ...one, step, key: keyIn(one.in, one.key), holders }
    if (role !== undefined) moved.role = role
    if (one.branches)
      moved.branches = one.branches.map((branch) => ({ ...branch, key: keyIn(one.no, branch.key) }))
    return moved
  })
}

function update(after: State, no: number, to: (one: Open) => Open): void {
  const before = expectOpen(after.open, no)
  after.open = after.open.map((one) => (one === before ? to(one) : one))
}

function inBranch(block: Open, key: string, change: Partial<BranchState>): Open {
  const branches = block.branches?.map((branch) => (branch.key === key ? { ...branch, ...change } : branch))
  return { ...block, branches: branches ?? [] }
}

function expectOpen(open: readonly Open[], no: number): Open {
  const found = findOpen(open, no)
  if (found === undefined) throw new Error(`step ${no} is not open`)
  return found
}

function without(record: State['kept'], key: string): State['kept'] {
  if (!Object.hasOwn(record, key)) return record
  const { [key]: _, ...rest } = record
  return rest
}
