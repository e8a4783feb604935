import { and, inArray, isNull } from 'drizzle-orm'
import { commit, look } from '../core/batch.ts'
import type { Act } from '../core/act.ts'
import type { Me, Statement } from '../core/batch.ts'
import type { Context } from '../core/context.ts'

import { Conflict, Forbidden, Invalid, NotFound } from '../core/errors.ts'
import { sha256 } from '../core/hash.ts'
import { newId } from '../core/ids.ts'
import { member } from '../core/tables.ts'
import { wakeHere } from '../core/wake.ts'
import type { Command, Fields, Open } from '../processes/case.ts'
import { findOpen } from '../processes/case.ts'
import { BY_HAND } from '../processes/deadlines.ts'
import { decide } from '../processes/engine.ts'
import { nodeOf, planOf } from '../processes/plan.ts'
import { canonical } from '../procedures/rules.ts'
import type { Capacity } from '../organisation/absences/capacities.ts'
import { caseActs } from './acts.ts'
import { coverOf, standingFor } from './cover.ts'
import { waitsFor } from './derive.ts'
import { uploadsFor, withFiles } from './files.ts'
import { around, envelopeOf, findReached, keptOf } from './load.ts'
import type { Around } from './load.ts'
import { refusal, whoWasFirst } from './refusals.ts'
import type { CompleteInput, MovedAnswer, OrderInput } from './schema.ts'
import { storingAll } from './calls.ts'
import type { Kept, Running } from './store.ts'

/** A command without what the host fills in. */
type Order<C> = C extends unknown ? Omit<C, 'id' | 'case' | 'at' | 'by' | 'calendar' | 'persons'> : never

/** Reads a case within reach, who fills its roles, and the members named, in one trip. */
async function reach(ctx: Context, id: string, named: readonly string[] = [], filled: Fields = {}) {
  const { me, found, members, covers, uploads, ...people } = await look(ctx, {
    covers: standingFor(ctx),
    uploads: uploadsFor(ctx.tenant, filled),
    found: findReached(ctx, id),
    ...around(ctx.tenant, { caseId: id }),
    members: ctx.tenant
      .select({ id: member.id, name: member.name })
      .from(member)
      .where(and(inArray(member.id, [...named]), isNull(member.leftAt))),
  })
  const [one] = found
  if (one === undefined) throw new NotFound()
  return { me, kept: keptOf(one, people.own), people, members, covers, uploads }
}

/**
 * Does a step: its outcome, what its form asks, the reason and the signature it needs.
 * @throws Forbidden for whoever does not hold it; Invalid for what is missing or wrong; Conflict naming who was first
 */
export async function completeStep(ctx: Context, id: string, input: CompleteInput): Promise<MovedAnswer> {
  const { me, kept, people, covers, uploads } = await reach(ctx, id, [], input.fields)
  const open = findOpen(kept.state.open, input.no)
  if (open !== undefined) refuseOutsider(kept, open, me)
  refuseUncoded(kept, open, input)
  const { no, outcome, picks, reason, reasonCode } = input
  const { fields, guards } = withFiles(ctx, kept.template, input.fields, uploads)
  const cover = open && coverOf(kept.template, open, me.id, covers)
  const capacity = input.capacity ?? cover?.capacity
  const command: Order<Command> = {
    type: 'complete',
    ...(cover === undefined ? {} : { for: cover.id }),
    no,
    fields,
    picks,
    ...(outcome === undefined ? {} : { outcome }),
    ...(reason === undefined ? {} : { reason }),
    ...(reasonCode === undefined ? {} : { reasonCode }),
    ...(input.signed ? { signature: await signatureOf(kept, { no, fields }, capacity) } : {}),
  }
  const label = labelOf(kept, open, outcome)
  const act = caseActs.complete(subjectOf(kept), {
    after: {
      step: nameOf(kept, open),
      outcome: label,
      reason: reason ?? reasonCode ?? null,
      cover: cover === undefined ? null : `${cover.capacity} ${cover.name}`,
    },
  })
  return move(ctx, me, kept, people, command, act, guards)
}

/** The engine knows holders of tasks only; what comes from outside is confirmed by whom it waits for. */
function refuseOutsider({ state, called }: Running, open: Open, me: Me): void {
  if (called[open.no] !== undefined)
    throw new Conflict('Bước này chờ hồ sơ của quy trình được gọi; bước tự xong khi hồ sơ đó xong.')
  if (open.kind === 'task' || waitsFor(state, open).includes(me.id)) return
  throw new Forbidden('Việc này do người khác theo dõi.')
}

/**
 * Sending back takes a reason of the coded list, whatever the template asks for.
 * @throws Invalid without one, or for "other" that is not told
 */
function refuseUncoded({ template }: Running, open: Open | undefined, input: CompleteInput): void {
  const { outcome: chosen, reason = '', reasonCode } = input
  const ways = open === undefined ? [] : nodeOf(planOf(template), open.step).step.out
  if (ways.find(({ id }) => id === chosen)?.kind !== 'return') return
  if (reasonCode === undefined)
    throw new Invalid([{ field: 'reasonCode', message: 'Cần chọn lý do trả lại.' }])
  if (reasonCode === 'other' && reason.trim() === '')
    throw new Invalid([{ field: 'reason', message: 'Cần ghi rõ lý do trả lại.' }])
}

/** What was signed: the version, the step, and the form as it was shown and filled. */
async function signatureOf(
  { state }: Running,
  { no, fields }: Pick<CompleteInput, 'no' | 'fields'>,
  capacity?: Capacity,
) {
  const shown = canonical({ template: state.template, no, fields: { ...state.fields, ...fields } })
  return { form: sha256(shown), ...(capacity === undefined ? {} : { capacity }) }
}

/**
 * Takes a case off the way of its template, for a reason: goes on without a step, gives it to others, moves a deadline,
 * or withdraws the whole. `manage` is what it takes.
 * @throws Invalid for people who are not here; otherwise as {@link completeStep}
 */
export async function orderCase(ctx: Context, id: string, input: OrderInput): Promise<MovedAnswer> {
  const wanted = input.type === 'assign' ? input.holders : []
  const { me, kept, people, members } = await reach(ctx, id, wanted)
  if (members.length !== new Set(wanted).size)
    throw new Invalid([{ field: 'holders', message: 'Có người không còn công tác ở cơ quan.' }])
  const open = 'no' in input ? findOpen(kept.state.open, input.no) : undefined
  const act = caseActs[input.type](subjectOf(kept), {
    after: {
      reason: input.reason,
      step: nameOf(kept, open),
      holders: members.map(({ name }) => name),
      due: 'due' in input ? input.due.slice(0, 10) : null,
    },
  })
  return move(ctx, me, kept, people, commandOf(input), act)
}

function commandOf(input: OrderInput): Order<Command> {
  if (input.type !== 'redate') return input
  const deadline = { due: Date.parse(input.due), version: BY_HAND, provisional: false }
  return { type: 'redate', no: input.no, deadline, reason: input.reason }
}

const subjectOf = ({ id, title }: Kept) => ({ id, name: title })
const nameOf = ({ template }: Kept, open: Open | undefined): string | null =>
  open === undefined ? null : nodeOf(planOf(template), open.step).step.name
const labelOf = ({ template }: Kept, open: Open | undefined, outcome: string | undefined): string | null =>
  (open && nodeOf(planOf(template), open.step).step.out.find(({ id }) => id === outcome)?.label) ?? null

/** Decides a command and stores what it comes to; whoever was first has it, and the other is told. */
async function move(
  ctx: Context,
  me: Me,
  kept: Running,
  people: Around,
  order: Order<Command>,
  act: Act,
  guards: readonly Statement[] = [],
): Promise<MovedAnswer> {
  const commandId = `${me.id}/${ctx.once?.key ?? newId()}`
  const envelope = envelopeOf(kept, people, { commandId, at: ctx.clock(), by: me.id })
  const no = 'no' in order ? order.no : undefined
  const decision = decide(kept.template, kept.state, { ...envelope, ...order } as Command)
  if ('rejected' in decision) throw await refusal(ctx, kept.id, no, decision)
  const { statements, state, wakeAt } = await storingAll(ctx.tenant, kept, decision.events, {
    commandId,
    name: me.name,
  })
  if (wakeAt !== null) await wakeHere(ctx, wakeAt)
  const answer = { id: kept.id, status: state.status, seq: state.seq }
  return commit(ctx, me, act, [...guards, ...statements], answer, () => whoWasFirst(ctx, kept.id, no))
}
