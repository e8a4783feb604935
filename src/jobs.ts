import { and, asc, eq, gt, lt, ne } from 'drizzle-orm'
import { recover, sweepCrossings } from './core/crossing.ts'
import { NotFound } from './core/errors.ts'
import { job } from './core/job-tables.ts'
import { replay } from './core/replay-tables.ts'
import { CROSSINGS } from './crossings.ts'
import { openTenant, visitOf } from './directory/enter.ts'
import { provision } from './directory/provisioning.ts'
import { committee } from './directory/tables.ts'
import { namedByDocument } from './documents/files.ts'
import { sweepUploads } from './files/sweep.ts'
import { user } from './identity/tables.ts'
import { connect, noTrips } from './platform/database.ts'
import type { Database } from './platform/database.ts'
import type { Platform } from './platform/platform.ts'

const MINUTE = 60_000
const DAY = 24 * 60 * MINUTE

/** What one turn of a job came to: how much it did, and where the next turn goes on, if it works in turns. */
type Turn = { done: number; cursor?: string }

/** Work that no request waits for. Every job may be repeated, and two hosts may run it at once. */
export type Job = {
  name: string
  /** Milliseconds between the beginnings of two turns, over all hosts together. */
  every: number
  run(platform: Platform, control: Database, cursor: string): Promise<Turn>
}

export const JOBS: readonly Job[] = [
  { name: 'crossings', every: MINUTE, run: recoverCrossings },
  { name: 'provisioning', every: 10 * MINUTE, run: finishProvisioning },
  { name: 'sweep', every: 5 * MINUTE, run: sweepCommittees },
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
      const { done, cursor } = await one.run(platform, control, turn.cursor)
      if (cursor !== undefined) await control.update(job).set({ cursor }).where(eq(job.name, one.name))
      if (done > 0) platform.log('job', { name: one.name, done })
    } catch (error) {
      platform.log('job.failed', { name: one.name, error: error instanceof Error ? error.name : 'unknown' })
    }
  }
}

const claim = (control: Database, { name, every }: Job, now: number) =>
  control
    .insert(job)
    .values({ name, ranAt: now })
    .onConflictDoUpdate({ target: job.name, set: { ranAt: now }, setWhere: lt(job.ranAt, now - every + 1) })
    .returning({ cursor: job.cursor })

async function recoverCrossings(platform: Platform, control: Database): Promise<Turn> {
  const exchange = connect(platform.exchange, 'exchange', noTrips())
  const tenantOf = async (id: string): Promise<Database> => {
    const [found] = await control.select().from(committee).where(eq(committee.id, id))
    if (found === undefined) throw new NotFound()
    return connect(await openTenant(platform, found), 'tenant', noTrips())
  }
  return { done: await recover({ control, exchange, now: platform.clock() }, CROSSINGS, tenantOf) }
}

/** A sign-up whose page was closed half-way is brought to its end after this long. */
const ABANDONED = 15 * MINUTE

/** Sign-ups a turn; the next turn goes on after them, so that those which fail starve no other. */
const SIGN_UPS = 20

async function finishProvisioning(platform: Platform, control: Database, cursor: string): Promise<Turn> {
  const left = await control
    .select({
      handle: committee.handle,
      createdAt: committee.createdAt,
      id: user.id,
      name: user.name,
      email: user.email,
    })
    .from(committee)
    .innerJoin(user, eq(user.id, committee.createdBy))
    .where(
      and(
        eq(committee.state, 'provisioning'),
        lt(committee.createdAt, platform.clock() - ABANDONED),
        gt(committee.createdAt, Number(cursor)),
      ),
    )
    .orderBy(asc(committee.createdAt))
    .limit(SIGN_UPS)
  let done = 0
  for (const { handle, createdAt: _, ...person } of left) {
    try {
      const visit = visitOf(platform, person)
      while ((await provision(platform, visit, handle)).state === 'provisioning');
      done += 1
    } catch (error) {
      platform.log('provisioning.failed', { error: error instanceof Error ? error.name : 'unknown' })
    }
  }
  return { done, cursor: left.length < SIGN_UPS ? '' : String(left.at(-1)?.createdAt ?? '') }
}

/** A client has given up repeating a request after this long. */
const REPLAYED = 7 * DAY
/** Committees a turn: 3,355 of them take seven hours. */
const COMMITTEES = 40

async function sweepCommittees(platform: Platform, control: Database, cursor: string): Promise<Turn> {
  const now = platform.clock()
  const old = lt(replay.at, now - REPLAYED)
  if (cursor === '') await control.delete(replay).where(old)
  const some = await control
    .select({ id: committee.id, location: committee.location, schemaVersion: committee.schemaVersion })
    .from(committee)
    .where(and(gt(committee.id, cursor), ne(committee.state, 'provisioning')))
    .orderBy(asc(committee.id))
    .limit(COMMITTEES)
  const exchange = connect(platform.exchange, 'exchange', noTrips())
  let done = 0
  for (const one of some) {
    try {
      const tenant = connect(await openTenant(platform, one), 'tenant', noTrips())
      await tenant.delete(replay).where(old)
      done += await sweepCrossings(exchange, tenant, one.id, now - REPLAYED)
      done += await sweepUploads(tenant, platform.files, one.id, now, namedByDocument(tenant))
    } catch (error) {
      platform.log('sweep.failed', {
        committee: one.id,
        error: error instanceof Error ? error.name : 'unknown',
      })
    }
  }
  return { done, cursor: some.length < COMMITTEES ? '' : (some.at(-1)?.id ?? '') }
}
