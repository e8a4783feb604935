import { commit, look } from '../core/batch.ts'
import type { Context } from '../core/context.ts'
import { dayAt } from '../core/dates.ts'
import { Invalid } from '../core/errors.ts'
import { given } from '../core/given.ts'
import { moveIncoming } from '../documents/incoming/move.ts'
import { INCOMING_STATES, INCOMING_STEPS } from '../documents/incoming/states.ts'
import type { IncomingState, IncomingStep } from '../documents/incoming/states.ts'
import type { z } from 'zod'
import { ownDays, whyNotDue } from '../tasks/deadline.ts'
import { namedIn, readParts, subjectsOf } from '../tasks/subjects.ts'
import type { Parts, Subject } from '../tasks/subjects.ts'
import { handlingActs } from './acts.ts'
import { directionRow } from './direction.ts'
import { called, paperOf, ready } from './load.ts'
import type { proposeInput } from './schema.ts'

export type Stepped = { id: string; state: IncomingState; stateName: string; taskId?: string }

/** Where a step leaves a document, as its verb answers. */
export const stepped = (id: string, name: IncomingStep): Stepped => {
  const state = INCOMING_STEPS[name].to
  return { id, state, stateName: INCOMING_STATES[state] }
}

/** Brings a document that is only in the book to who routes it. */
export const submitPaper = (ctx: Context, id: string): Promise<Stepped> => step(ctx, id, 'submit')

/** Puts away a document that is done. */
export const keepPaper = (ctx: Context, id: string): Promise<Stepped> => step(ctx, id, 'keep')

async function step(ctx: Context, id: string, name: 'submit' | 'keep'): Promise<Stepped> {
  const { me, papers } = await look(ctx, { papers: paperOf(ctx, id) })
  const paper = ready(papers, name)
  const answer = stepped(id, name)
  const act = handlingActs[name](called(paper), {
    before: { state: paper.state },
    after: { state: answer.state },
  })
  return commit(ctx, me, act, moveIncoming(ctx, paper, answer.state), answer)
}

/**
 * The office chief proposes to the leader who should lead, cooperate and know, and until when.
 * @throws Invalid for somebody who is not there or has two parts, for a day that has passed or is off
 */
export async function proposePaper(
  ctx: Context,
  id: string,
  input: z.output<typeof proposeInput>,
): Promise<Stepped> {
  const { me, papers, found, days } = await look(ctx, {
    days: ownDays(ctx),
    papers: paperOf(ctx, id),
    found: subjectsOf(ctx, namedIn(input)),
  })
  const paper = ready(papers, 'propose')
  const { parts, problems } = readParts(input, found)
  problems.push(...whyNotDue(input.dueOn, dayAt(ctx.clock()), days))
  if (problems.length > 0) throw new Invalid(problems)
  const { dueOn, note } = input
  const people = named(parts)
  const proposal = { ...people, ...given({ dueOn, note }), by: me.name, at: ctx.clock() }
  const answer = stepped(id, 'propose')
  const act = handlingActs.propose(called(paper), {
    before: { state: paper.state },
    after: { state: answer.state, ...tellParts(parts), ...given({ dueOn, note }) },
  })
  return commit(ctx, me, act, moveIncoming(ctx, paper, answer.state, { proposal }), answer)
}

/** The leader gives a document back to the office chief, or the office chief takes it back, with the reason. */
export async function handBackPaper(ctx: Context, id: string, reason: string): Promise<Stepped> {
  const { me, papers } = await look(ctx, { papers: paperOf(ctx, id) })
  const paper = ready(papers, 'handBack')
  const answer = stepped(id, 'handBack')
  const act = handlingActs.handBack(called(paper), {
    before: { state: paper.state },
    after: { state: answer.state, reason },
  })
  const said = { kind: 'handBack' as const, text: reason, cooperate: [], inform: [] }
  const statements = [...moveIncoming(ctx, paper, answer.state), directionRow(ctx, me, id, said)]
  return commit(ctx, me, act, statements, answer)
}

const plain = ({ kind, id, name }: Subject) => ({ kind, id, name })

/** Parts as they are kept: as everybody was called then. */
export const named = ({ lead, cooperate, inform }: Parts) => ({
  ...(lead === undefined ? {} : { lead: plain(lead) }),
  cooperate: cooperate.map(plain),
  inform: inform.map(plain),
})

const names = (some: Subject[]): string => some.map(({ name }) => name).join('; ')

/** Parts as the audit tells them. */
export const tellParts = ({ lead, cooperate, inform }: Parts) => ({
  ...(lead === undefined ? {} : { lead: lead.name }),
  ...(cooperate.length === 0 ? {} : { cooperate: names(cooperate) }),
  ...(inform.length === 0 ? {} : { inform: names(inform) }),
})
