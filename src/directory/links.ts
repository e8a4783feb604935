import { and, eq, sql } from 'drizzle-orm'
import { expectOne, expectTrue, look, takenMeanwhile } from '../core/batch.ts'
import type { Statement } from '../core/batch.ts'
import type { Context } from '../core/context.ts'
import { showInstant } from '../core/dates.ts'
import { Conflict, NotFound } from '../core/errors.ts'
import { findReplay, replayIfDone } from '../core/replay.ts'
import { isOn } from '../core/version.ts'
import type { Versions } from '../core/version.ts'
import { changeDirectory, eventRow } from './change.ts'
import { committee } from '../entrance/control-tables.ts'
import { linkActs } from './acts.ts'
import { codesOf, takenCode } from './codes.ts'
import { changedMeanwhile, confirmRows, endConfirmation, refuseWishes, seenAs } from './confirm.ts'
import { committeeEvent } from './control-tables.ts'

type Outcome = { handle: string; state: 'accepted' | 'refused' }

/**
 * Accepts a committee as directly below this one: from now on it counts, e.g. among "Tất cả cấp dưới trực thuộc", and
 * this one vouches for it as it stands: name, kind, suffix, codes and issuers.
 * @param seen the versions of it that were looked at; without them, as it stands
 * @throws NotFound when it did not ask; Conflict when somebody answered before, when it stands above this one, or a
 *   code of it is held by another confirmed committee; Stale when it changed since it was looked at
 */
export async function acceptLink(ctx: Context, handle: string, seen?: Versions): Promise<Outcome> {
  const asking = await whoAsks(ctx, handle)
  if (asking.superiorState === 'accepted') throw await answeredBefore(ctx, asking.id)
  const { control, committee: here } = ctx
  const statements = [
    control
      .update(committee)
      .set({ superiorState: 'accepted' })
      .where(
        and(
          eq(committee.id, asking.id),
          eq(committee.superiorId, here.id),
          eq(committee.superiorState, 'pending'),
        ),
      ),
    expectOne(control),
    notAbove(ctx, asking.id),
    ...confirming(ctx, asking, seen),
  ]
  const lost = async () => {
    const [row] = await byHandle(ctx, handle)
    if (row?.superiorId !== here.id || row.superiorState !== 'pending') return answeredBefore(ctx, asking.id)
    return (await notAsSeen(ctx, asking, seen)) ?? standsAbove(asking.name)
  }
  return answerLink(ctx, asking, linkActs.accept, statements, { handle, state: 'accepted' }, lost)
}

/**
 * Vouches for a subordinate as it stands by now, with what it changed since it was last confirmed.
 * @throws NotFound when it is no subordinate; Conflict and Stale as {@link acceptLink}
 */
export async function confirmSubordinate(ctx: Context, handle: string, seen?: Versions): Promise<Outcome> {
  const below = await whoAsks(ctx, handle)
  if (below.superiorState !== 'accepted') throw new NotFound()
  const statements = [stillBelow(ctx, below.id), ...confirming(ctx, below, seen)]
  const lost = async () => (await notAsSeen(ctx, below, seen)) ?? takenMeanwhile()
  return answerLink(ctx, below, linkActs.confirm, statements, { handle, state: 'accepted' }, lost)
}

/**
 * Leaves a subordinate as it was confirmed: what it wanted changed is not seen by others.
 * @throws NotFound when it is no subordinate
 */
export async function refuseChanges(ctx: Context, handle: string): Promise<Outcome> {
  const below = await whoAsks(ctx, handle)
  if (below.superiorState !== 'accepted') throw new NotFound()
  const statements = [stillBelow(ctx, below.id), refuseWishes(ctx.control, below.id)]
  return answerLink(ctx, below, linkActs.keep, statements, { handle, state: 'accepted' }, takenMeanwhile)
}

const confirming = ({ control, committee: here, person, clock }: Context, one: Asking, seen?: Versions) => [
  ...seenAs(control, one.id, seen),
  ...confirmRows(control, one.id, { byId: here.id, actor: person.name, at: clock() }),
]

/** Why a confirmation was undone, if for what the committee is: it changed meanwhile, or its code is another's. */
async function notAsSeen({ control }: Context, one: Asking, seen?: Versions): Promise<Error | undefined> {
  const [codes, [row]] = await control.batch([
    codesOf(control, one.id),
    control.select({ version: committee.version }).from(committee).where(eq(committee.id, one.id)),
  ])
  if (!isOn(seen, row?.version ?? 0)) return changedMeanwhile(one.name)
  return takenCode(control, one.id, codes)
}

const stillBelow = ({ control, committee: here }: Context, id: string): Statement =>
  expectTrue(
    control,
    sql`exists (select 1 from committee where id = ${id} and superiorId = ${here.id} and superiorState = 'accepted')`,
  )

/**
 * Refuses a committee that asked, or ends the link of one accepted before, and with it what was confirmed.
 * @throws NotFound when it is not linked; Conflict when somebody answered meanwhile
 */
export async function refuseLink(ctx: Context, handle: string): Promise<Outcome> {
  const asking = await whoAsks(ctx, handle)
  const statements = [
    ctx.control
      .update(committee)
      .set({ superiorId: null, superiorState: null, superiorAskedAt: null })
      .where(and(eq(committee.id, asking.id), eq(committee.superiorId, ctx.committee.id))),
    expectOne(ctx.control),
    ...endConfirmation(ctx.control, asking.id, ctx.committee.id),
  ]
  return answerLink(ctx, asking, linkActs.refuse, statements, { handle, state: 'refused' }, () =>
    answeredBefore(ctx, asking.id),
  )
}

type Asking = { id: string; name: string; handle: string; superiorState: 'pending' | 'accepted' | null }

async function whoAsks(ctx: Context, handle: string): Promise<Asking> {
  await look(ctx, {})
  const [done, rows] = await ctx.control.batch([
    findReplay(ctx.control, ctx.person.id, ctx.once),
    byHandle(ctx, handle),
  ])
  replayIfDone(done, ctx.once)
  const row = rows[0]
  if (row?.superiorId !== ctx.committee.id) throw new NotFound()
  return row
}

/** The answer goes into the history of both: of the one that asked and of the one that answered. */
function answerLink(
  ctx: Context,
  asking: Asking,
  act: typeof linkActs.accept,
  statements: Statement[],
  outcome: Outcome,
  lost: () => Promise<Error>,
): Promise<Outcome> {
  const { control, committee: here, person } = ctx
  const below = { subordinate: asking.handle, name: asking.name, state: asking.superiorState }
  const own = eventRow(control, person, act(here, { after: below }), ctx.clock())
  const theirs = { superior: here.name }
  return changeDirectory(
    ctx,
    act(asking, { before: { state: asking.superiorState }, after: theirs }),
    [...statements, own],
    outcome,
    lost,
  )
}

/** Query for what links need to know of a committee. */
export const byHandle = ({ control }: Context, handle: string) =>
  control
    .select({
      id: committee.id,
      handle: committee.handle,
      name: committee.name,
      state: committee.state,
      superiorId: committee.superiorId,
      superiorState: committee.superiorState,
    })
    .from(committee)
    .where(eq(committee.handle, handle))

/** Guard: a committee may not be put under one that stands, over accepted links, below it. */
const notAbove = ({ control, committee: here }: Context, id: string): Statement =>
  control.run(sql`insert into expect
    with recursive above(id) as (
      select superiorId from committee where id = ${here.id} and superiorState = 'accepted'
      union select c.superiorId from committee c join above on c.id = above.id where c.superiorState = 'accepted'
    ) select 1 - count(*) from above where id = ${id}`)

async function answeredBefore({ control }: Context, id: string): Promise<Error> {
  const [last] = await control
    .select({ at: committeeEvent.at, actor: committeeEvent.actor, action: committeeEvent.action })
    .from(committeeEvent)
    .where(and(eq(committeeEvent.committeeId, id), sql`${committeeEvent.action} like 'link.%'`))
    .orderBy(sql`${committeeEvent.id} desc`)
    .limit(1)
  if (last === undefined) return takenMeanwhile()
  const what = { 'link.accept': 'chấp nhận', 'link.refuse': 'từ chối' }[last.action] ?? 'thay đổi'
  return new Conflict(`Đồng chí ${last.actor} đã ${what} liên kết này lúc ${showInstant(last.at)}.`)
}

const standsAbove = (name: string) =>
  new Conflict(`${name} đang là cấp trên của cơ quan đồng chí, nên không thể đồng thời là cấp dưới.`)
