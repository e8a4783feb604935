import { and, asc, eq, gt, lt, lte, or, sql } from 'drizzle-orm'
import { job, upkeep, wake } from './core/control-tables.ts'
import { recover, sweepCrossings } from './core/recovery.ts'
import type { Job, Stored, Turn, Wake, Woken } from './core/domain.ts'
import { NotFound } from './core/errors.ts'
import { houseOf } from './core/domain.ts'
import { dueAt, forgetLetters, LEASE, postOf, sendAndWake, sendDue } from './core/post.ts'
import type { Post } from './core/post.ts'
import { replay } from './core/replay-tables.ts'
import { wakeAt } from './core/wake.ts'
import { CROSSINGS } from './crossings.ts'
import { domains } from './domains.ts'
import { committee } from './entrance/control-tables.ts'
import { callOf, openTenant } from './entrance/enter.ts'
import { connect, noTrips } from './platform/database.ts'
import type { Database } from './platform/database.ts'
import type { Platform } from './platform/platform.ts'
import { factsOf } from './platform/database-failure.ts'

const MINUTE = 60_000
const DAY = 24 * 60 * MINUTE

/** What all domains bring, for work that no request began. */
const HOUSE = houseOf(domains)

export const JOBS: readonly Job[] = [
  // What a process that died had decided waits for this: as often as a host looks.
  { name: 'crossings', every: MINUTE / 4, run: recoverCrossings },
  { name: 'wakes', every: MINUTE, run: wakeCommittees },
  { name: 'post', every: MINUTE, run: sendControl },
  { name: 'replays', every: DAY, run: forgetReplays },
  ...domains.flatMap((one) => [...(one.jobs ?? [])]),
]

/**
 * Runs the jobs that are due, one after another. Each host calls it every minute or so; whoever claims a turn
 * first runs it. A job that fails is logged and does not stop the others.
 */
export async function runJobs(platform: Platform, jobs: readonly Job[] = JOBS): Promise<void> {
  const control = connect(platform.control, 'control', noTrips())
  for (const one of jobs) {
    const now = platform.clock()
    try {
      const [turn] = await claim(control, one, now)
      if (turn === undefined) continue
      const { done, cursor } = await one.run(platform, control, turn.cursor, HOUSE)
      if (cursor !== undefined) await control.update(job).set({ cursor }).where(eq(job.name, one.name))
      if (done > 0) platform.log('job', { name: one.name, done })
    } catch (error) {
      platform.log('job.failed', { name: one.name, ...factsOf(error) })
    }
  }
}

/** A turn that ran in a time to come was dated by a clock that was ahead: waiting for that would switch the job off. */
const AHEAD = 5 * MINUTE

const claim = (control: Database, { name, every }: Job, now: number) =>
  control
    .insert(job)
    .values({ name, ranAt: now })
    .onConflictDoUpdate({
      target: job.name,
      set: { ranAt: now },
      setWhere: or(lt(job.ranAt, now - every + 1), gt(job.ranAt, now + AHEAD)),
    })
    .returning({ cursor: job.cursor })

async function recoverCrossings(platform: Platform, control: Database): Promise<Turn> {
  const exchange = connect(platform.exchange, 'exchange', noTrips())
  const tenantOf = (id: string) => tenantIn(platform, control, id)
  return { done: await recover({ control, exchange, now: platform.clock() }, CROSSINGS, tenantOf) }
}

async function tenantIn(platform: Platform, control: Database, id: string): Promise<Database> {
  const [found] = await control.select().from(committee).where(eq(committee.id, id))
  if (found === undefined) throw new NotFound()
  return connect(await openTenant(platform, found), 'tenant', noTrips())
}

/** Committees a turn; those still due come in the next. */
const COMMITTEES = 100
/** One whose database does not answer is tried again after this long, and holds up no other. */
const AGAIN = 10 * MINUTE

/** Wakes the committees that are due, each for whatever its domains have to do by now: no job ever scans tenants. */
async function wakeCommittees(platform: Platform, control: Database): Promise<Turn> {
  const now = platform.clock()
  const due = await control
    .select({ committeeId: wake.committeeId })
    .from(wake)
    .where(lte(wake.at, now))
    .orderBy(asc(wake.at))
    .limit(COMMITTEES)
  let done = 0
  for (const committeeId of new Set(due.map((one) => one.committeeId))) {
    let next: number | undefined = now + AGAIN
    try {
      const tenant = await tenantIn(platform, control, committeeId)
      const exchange = connect(platform.exchange, 'exchange', noTrips())
      const tells = { mail: platform.mail !== undefined, push: platform.push !== undefined }
      const woken = { files: platform.files, control, exchange, tenant, committeeId, now, tells }
      const turn = await wakeUp(woken, postman(platform, control), platform.later)
      done += turn.done
      next = turn.next
      if (turn.stored !== undefined) await keepUpkeep(platform, control, committeeId, turn.stored)
    } catch (error) {
      platform.log('wake.failed', { committee: committeeId, ...factsOf(error) })
    }
    // The next waking first: between the two a crash wakes once more, and never too seldom.
    if (next !== undefined) await wakeAt(control, committeeId, next)
    await control.delete(wake).where(and(eq(wake.committeeId, committeeId), lte(wake.at, now)))
  }
  return { done }
}

/** Writes down for the operator what the files of a committee come to, and says in the log when some are wrong. */
async function keepUpkeep({ log, clock }: Platform, control: Database, committeeId: string, stored: Stored) {
  const row = { ...stored, at: clock() }
  await control
    .insert(upkeep)
    .values({ committeeId, ...row })
    .onConflictDoUpdate({ target: upkeep.committeeId, set: row })
  const { lost, damaged } = stored
  if (lost + damaged > 0) log('files.wrong', { committee: committeeId, lost, damaged })
}

async function wakeUp(woken: Woken, post: Post, later: Platform['later']): ReturnType<Wake> {
  const turns = []
  for (const one of [tidy, sending(post, later), ...domains.flatMap(({ wakes = [] }) => [...wakes])])
    turns.push(await one(woken))
  const next = turns.flatMap((turn) => turn.next ?? [])
  const [stored] = turns.flatMap((turn) => turn.stored ?? [])
  return {
    ...(stored === undefined ? {} : { stored }),
    done: turns.reduce((sum, turn) => sum + turn.done, 0),
    next: next.length === 0 ? undefined : Math.min(...next),
  }
}

/** A client has given up repeating a request after this long. */
const REPLAYED = 7 * DAY

/** Forgets what was kept for requests that nobody repeats any more, once a day as long as there is something. */
const tidy: Wake = async ({ exchange, tenant, committeeId, now }) => {
  await tenant.delete(replay).where(lt(replay.at, now - REPLAYED))
  await forgetLetters(tenant, now)
  const done = await sweepCrossings(exchange, tenant, committeeId, now - REPLAYED)
  const [left] = await tenant.all<{ left: number }>(
    sql`select exists (select 1 from ${replay}) or exists (select 1 from crossing) as left`,
  )
  return { done, ...(left?.left === 1 ? { next: now + DAY } : {}) }
}

const postman = (platform: Platform, control: Database): Post =>
  postOf(callOf({ platform, house: HOUSE }), control)

/**
 * Sends what waits in the outbox of a committee, beside all other jobs: a mail server that is slow holds up none of
 * them. Woken once more in case the sending is cut off.
 */
const sending =
  (post: Post, later: Platform['later']): Wake =>
  async ({ tenant, committeeId, now }) => {
    const next = await dueAt(tenant)
    if (next === undefined || next > now) return { done: 0, next }
    later(sendAndWake(post, tenant, committeeId))
    return { done: 0, next: now + LEASE }
  }

/** Sends what waits in the outbox of the control database: letters about accounts. */
async function sendControl(platform: Platform, control: Database): Promise<Turn> {
  const next = await dueAt(control)
  if (next !== undefined && next <= platform.clock())
    platform.later(sendDue(postman(platform, control), control))
  return { done: 0 }
}

async function forgetReplays(platform: Platform, control: Database): Promise<Turn> {
  await forgetLetters(control, platform.clock())
  const { rowsAffected } = await control.delete(replay).where(lt(replay.at, platform.clock() - REPLAYED))
  return { done: rowsAffected }
}
