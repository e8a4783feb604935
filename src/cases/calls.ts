import { auditRow } from '../core/batch.ts'
import type { Statement } from '../core/batch.ts'
import { Conflict } from '../core/errors.ts'
import { newId } from '../core/ids.ts'
import type { CaseEvent, Fields, Open, State } from '../processes/case.ts'
import { fieldAt, findOpen } from '../processes/case.ts'
import { fits, isSet } from '../processes/condition.ts'
import { decide, start } from '../processes/engine.ts'
import { nodeOf, planOf } from '../processes/plan.ts'
import type { Template } from '../processes/template.ts'
import type { Database } from '../platform/database.ts'
import { caseActs } from './acts.ts'
import { linkRow } from './links.ts'
import { processesCalled, readCases } from './calls-read.ts'
import type { Called, Calling, Known } from './calls-read.ts'
import { envelopeOf, templateOf } from './load.ts'
import { after, storing } from './store.ts'
import type { Kept, More, Stored } from './store.ts'

/** Who acts where one case moves another. */
const SYSTEM = { id: 'system', name: 'Hệ thống' }
/**
 * So many cases one command may open: the calls of parallel branches and of rows, and of the cases they open. A person
 * whose own step opens more is refused; where more follows by itself, calls wait for whoever opened their case.
 */
const MOST = 50

/** A transition of one case that is to be stored. */
type Turn = { kept: Kept; events: readonly CaseEvent[]; by: { commandId: string; name: string }; more: More }

/**
 * Statements that store a transition with what follows from it in other cases, in the same batch: a step that calls a
 * process opens a case of it and waits; a case that was called and is done lets its caller go on, and one that ended
 * otherwise hands the step to whoever opened the caller; a call that is left withdraws the case it opened. Only where a
 * case calls or was called is more read than the case itself.
 * @throws Conflict where a person's step would open more cases than one command may
 */
export async function storingAll(
  db: Database,
  kept: Kept,
  events: readonly CaseEvent[],
  by: Turn['by'],
  more: More = {},
): Promise<Stored> {
  const calls = new Calls(db, events[0]?.at ?? kept.state?.at ?? 0)
  return calls.store({ kept, events, by, more })
}

class Calls {
  readonly #db: Database
  readonly #at: number
  readonly #statements: Statement[] = []
  /** Cases as they stand after what was stored so far. */
  readonly #now = new Map<string, Kept & { state: State }>()
  readonly #turns: Turn[] = []
  #wakeAt: number | null = null
  #opened = 0

  constructor(db: Database, at: number) {
    this.#db = db
    this.#at = at
  }

  async store(first: Turn): Promise<Stored> {
    this.#turns.push(first)
    let stored: Stored | undefined
    for (let turn = this.#turns.shift(); turn !== undefined; turn = this.#turns.shift()) {
      const done = await this.#one(turn)
      stored ??= done
    }
    if (stored === undefined) throw new Error('nothing was stored')
    return { ...stored, statements: this.#statements, wakeAt: this.#wakeAt }
  }

  async #one({ kept, events, by, more }: Turn): Promise<Stored> {
    const to = more.to?.template ?? kept.template
    const state = after(kept, events)
    const called = { ...(more.called ?? kept.called) }
    const running = state.status === 'running' ? new Set(state.open.map(({ no }) => no)) : new Set<number>()
    const left = Object.keys(called).filter((no) => !running.has(Number(no)))
    const begun = state.open.filter(
      ({ kind, no }) => kind === 'call' && running.has(no) && no >= (kept.state?.next ?? 0),
    )
    const opened = await this.#open({ kept, template: to, state }, begun, by)
    for (const { kept: child } of opened) called[child.caller?.no ?? 0] = child.id
    const gone = left.flatMap((no) => called[no] ?? [])
    for (const no of left) delete called[no]
    const stored = storing(this.#db, kept, events, by, { ...more, called })
    this.#statements.push(...stored.statements)
    if (stored.wakeAt !== null) this.#wakeAt = Math.min(this.#wakeAt ?? Infinity, stored.wakeAt)
    const now = { ...kept, template: to, called, state: stored.state, reading: stored.reading }
    this.#now.set(kept.id, now)
    for (const turn of opened) this.#begin(turn, now)
    if (gone.length > 0) await this.#withdraw(gone)
    if (state.status !== 'running' && kept.caller !== undefined) await this.#goOn(now, kept.caller)
    return stored
  }

  /** The cases of the processes that steps call: in force for the unit, or else for the whole committee. */
  async #open(from: Calling, begun: readonly Open[], by: Turn['by']): Promise<Turn[]> {
    const steps = begun.map((open) => ({ open, step: nodeOf(planOf(from.template), open.step).step }))
    const codes = new Set(steps.flatMap(({ step }) => (step.kind === 'call' ? step.template : [])))
    if (codes.size === 0) return []
    const processes = await processesCalled(this.#db, this.#at, from, [...codes])
    return steps.flatMap(({ open, step }) => {
      const process = step.kind === 'call' ? processes.get(step.template) : undefined
      if (process?.found?.versionId == null) return []
      this.#opened++
      if (this.#opened > MOST && !by.commandId.startsWith(`${SYSTEM.id}/`)) throw tooMany(step.name)
      return this.#opened > MOST ? [] : (this.#child(from, open, process) ?? [])
    })
  }

  /** How the case that a step calls begins; not where its process refuses. */
  #child({ kept, template, state }: Calling, open: Open, process: Called): Turn | undefined {
    const { found, held, heads, calendar, here } = process
    if (found?.versionId == null || found.content === null) return undefined
    const child: Kept = {
      id: newId(),
      procedureId: found.id,
      code: found.code,
      title: kept.title,
      unitId: kept.unitId,
      ownerId: found.ownerId,
      template: templateOf(found.hash, found.content),
      calendar,
      called: {},
      caller: { id: kept.id, no: open.no },
    }
    const starterId = here ? state.starter : found.ownerId
    const commandId = `${SYSTEM.id}/${kept.id}/${open.no}`
    const envelope = envelopeOf(child, { held, heads }, { commandId, at: this.#at, by: starterId })
    const fields = alike(template, child.template, (f) => fieldAt(state, open, f))
    const decision = start(child.template, { ...envelope, template: found.versionId, fields })
    if ('rejected' in decision) return undefined
    const head = { versionId: found.versionId, starterId }
    return { kept: child, events: decision.events, by: { commandId, name: SYSTEM.name }, more: { head } }
  }

  /** What is written with a case that was called: that it was, and by which step. */
  #begin(turn: Turn, caller: Kept & { state: State }): void {
    const { id, code, title, caller: from } = turn.kept
    const open = findOpen(caller.state.open, from?.no ?? 0)
    const step = open && nodeOf(planOf(caller.template), open.step).step.name
    const host = { tenant: this.#db, clock: () => this.#at }
    const act = caseActs.openCalled({ id, name: title }, { after: { procedure: code, step: step ?? null } })
    this.#statements.push(
      linkRow(host, SYSTEM, caller.id, { kind: 'case', id, name: `${code} ${title}`, step }).statement,
      auditRow(this.#db, SYSTEM, act, this.#at),
    )
    this.#turns.push(turn)
  }

  /** Nobody waits for them any more. */
  async #withdraw(ids: readonly string[]): Promise<void> {
    for (const child of await this.#read(ids)) {
      if (child.kept.state.status !== 'running') continue
      const reason = 'Bước gọi hồ sơ này đã dừng.'
      const act = caseActs.withdraw({ id: child.kept.id, name: child.kept.title }, { after: { reason } })
      this.#then(child, { type: 'withdraw' as const, reason }, act)
    }
  }

  /** The case that called goes on where its child is done, with what its form takes of it; else somebody is to decide. */
  async #goOn(child: Kept & { state: State }, { id, no }: { id: string; no: number }): Promise<void> {
    const [caller] = await this.#read([id])
    if (caller === undefined || caller.kept.called[no] !== child.id) return
    const { kept } = caller
    const open = findOpen(kept.state.open, no)
    if (open === undefined || kept.state.status !== 'running') return
    const { step } = nodeOf(planOf(kept.template), open.step)
    if (child.state.status === 'done') {
      const takes = new Set((step.form ?? []).flatMap(({ f, mode }) => (mode === 'ro' ? [] : [f])))
      const all = alike(child.template, kept.template, (f) => child.state.fields[f])
      const fields = Object.fromEntries(Object.entries(all).filter(([f]) => takes.has(f)))
      const act = caseActs.complete(
        { id, name: kept.title },
        { after: { step: step.name, link: `${child.code} ${child.title}` } },
      )
      if (this.#then(caller, { type: 'complete' as const, no, fields }, act)) return
    }
    const { [no]: _, ...rest } = kept.called
    const by = { commandId: `${SYSTEM.id}/${child.id}`, name: SYSTEM.name }
    this.#turns.push({ kept, events: [], by, more: { called: rest } })
  }

  /** Cases as they stand after what was stored so far. */
  async #read(ids: readonly string[]): Promise<Known[]> {
    const known = await readCases(this.#db, ids)
    return known.map(({ kept, people }) => ({ kept: { ...kept, ...this.#now.get(kept.id) }, people }))
  }

  /** @returns whether the case takes the command */
  #then(
    { kept, people }: Known,
    command: { type: 'withdraw'; reason: string } | { type: 'complete'; no: number; fields: Fields },
    act: ReturnType<typeof caseActs.complete>,
  ): boolean {
    const commandId = `${SYSTEM.id}/${newId()}`
    const envelope = envelopeOf(kept, people, { commandId, at: this.#at, by: SYSTEM.id })
    const decision = decide(kept.template, kept.state, { ...envelope, ...command })
    if ('rejected' in decision) return false
    this.#statements.push(auditRow(this.#db, SYSTEM, act, this.#at))
    this.#turns.push({ kept, events: decision.events, by: { commandId, name: SYSTEM.name }, more: {} })
    return true
  }
}

const tooMany = (step: string): Conflict =>
  new Conflict(
    `Bước "${step}" sẽ mở quá ${MOST} hồ sơ cùng lúc. Đề nghị chia danh sách thành nhiều hồ sơ rồi chuyển lại.`,
  )

/** What is known under the same name and of the same type: ids differ from one process to another. */
function alike(from: Template, to: Template, valueOf: (f: string) => unknown): Record<string, unknown> {
  const key = ({ label, type }: { label: string; type: string }) => `${type} ${label.trim().toLowerCase()}`
  const ids = new Map(Object.entries(from.fields).map(([f, field]) => [key(field), f]))
  return Object.fromEntries(
    Object.entries(to.fields).flatMap(([f, field]) => {
      const source = ids.get(key(field))
      const value = source === undefined ? undefined : valueOf(source)
      return isSet(value) && fits(field, value) ? [[f, value]] : []
    }),
  )
}
