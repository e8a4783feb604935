import { and, asc, eq, gt, inArray, lt, ne, or, sql } from 'drizzle-orm'
import { isConstraint } from './batch.ts'
import { forget, settle } from './crossing.ts'
import type { CrossingKind, Outside } from './crossing.ts'
import { intent } from './exchange-tables.ts'
import { crossing } from './tables.ts'
import type { Database } from '../platform/database.ts'

type Kinds = readonly CrossingKind<never>[]

/** An announcement younger than this (ms) may still be decided by a request under way: only what is older is voided. */
const PATIENCE = 60_000
/** One younger than this (ms) is most likely being settled by its own request. */
const SOON = 5_000
/** Clocks of two machines are less than this apart (ms). */
const AHEAD = 5 * 60_000

/**
 * Brings every crossing that was left half-way to its one outcome: decided → settled, at once; not decided → voided
 * when no request can be deciding it any more, so that a late decision fails. Reads announcements from the exchange alone, never scanning tenants. One that cannot
 * be resolved holds up no other, and a database that does not answer is asked once.
 * @param tenantOf opens the database of a committee
 * @param page how many announcements are read at a time
 * @returns how many announcements were resolved
 * @throws AggregateError when some could not be, after all the others were
 */
export async function recover(
  out: Outside & { now: number },
  kinds: Kinds,
  tenantOf: (committeeId: string) => Promise<Database>,
  page = 100,
): Promise<number> {
  let resolved = 0
  const failures: unknown[] = []
  const silent = new Set<string>()
  for await (const { id, committeeId, kind: name, at } of leftHalfWay(out, page)) {
    const kind = kinds.find((one) => one.kind === name)
    if (kind === undefined || silent.has(committeeId)) continue
    try {
      const old = at < out.now - PATIENCE || at > out.now + AHEAD
      const row = await outcomeOf(tenantOf, committeeId, id, old ? out.now : undefined).catch(
        (error: unknown) => {
          silent.add(committeeId)
          throw error
        },
      )
      if (row === undefined) continue
      await conclude(out, kinds, kind, { committeeId, row, tenant: await tenantOf(committeeId) })
      resolved += 1
    } catch (error) {
      failures.push(error)
    }
  }
  if (failures.length > 0)
    throw new AggregateError(failures, `${failures.length} crossings could not be resolved`)
  return resolved
}

/** Announcements old enough, the oldest first, page by page; those that stay are passed by. */
async function* leftHalfWay({ exchange, now }: Outside & { now: number }, page: number) {
  for (let last = { at: -1, rowid: 0 }; ;) {
    const some = await exchange
      .select({
        rowid: sql<number>`rowid`,
        id: intent.id,
        committeeId: intent.committeeId,
        kind: intent.kind,
        at: intent.at,
      })
      .from(intent)
      .where(
        and(
          // What is dated later than any clock of ours may be ahead was announced by one that was wrong.
          or(lt(intent.at, now - SOON), gt(intent.at, now + AHEAD)),
          sql`(${intent.at}, rowid) > (${last.at}, ${last.rowid})`,
        ),
      )
      .orderBy(asc(intent.at), sql`rowid`)
      .limit(page)
    yield* some
    const end = some.at(-1)
    if (end === undefined || some.length < page) return
    last = end
  }
}

type Decision = { committeeId: string; row: typeof crossing.$inferSelect; tenant: Database }

async function conclude(
  out: Outside,
  kinds: Kinds,
  kind: CrossingKind<never>,
  decision: Decision,
): Promise<void> {
  const { row } = decision
  const done = forget(out.exchange, { id: row.id })
  if (row.kind === 'void') return void (await done)
  for (const one of await decidedBefore(out, kind, decision)) {
    const earlier = kinds.find(({ kind: name }) => name === one.kind)
    if (earlier !== undefined) await settle(out, earlier, one.id, JSON.parse(one.effect) as never, one.at)
  }
  await settle(out, kind, row.id, JSON.parse(row.effect) as never, row.at, done)
}

/** What a committee decided before of the kinds that a decision must come after, and is not settled, in that order. */
async function decidedBefore(
  { exchange }: Outside,
  kind: CrossingKind<never>,
  { committeeId, row, tenant }: Decision,
): Promise<(typeof crossing.$inferSelect)[]> {
  const after = kind.after?.(JSON.parse(row.effect) as never) ?? []
  if (after.length === 0) return []
  const open = await exchange
    .select({ id: intent.id })
    .from(intent)
    .where(and(eq(intent.committeeId, committeeId), ne(intent.id, row.id), inArray(intent.kind, [...after])))
  const ids = open.map(({ id }) => id)
  if (ids.length === 0) return []
  const sooner = sql`rowid < (select rowid from crossing where id = ${row.id})`
  return tenant
    .select()
    .from(crossing)
    .where(and(inArray(crossing.id, ids), sooner))
    .orderBy(sql`rowid`)
}

/**
 * What became of an announcement; undefined when it may yet be decided, or was this very moment.
 * @param voidAt when to void what was not decided (ms); undefined for what is too young for it
 */
async function outcomeOf(
  tenantOf: (committeeId: string) => Promise<Database>,
  committeeId: string,
  id: string,
  voidAt: number | undefined,
): Promise<typeof crossing.$inferSelect | undefined> {
  const tenant = await tenantOf(committeeId)
  return (await findOrVoid(tenant, id, voidAt)) ?? findOrVoid(tenant, id, voidAt)
}

/** The crossing of an announcement, or a void one written in its place; undefined when a decision came between. */
async function findOrVoid(
  tenant: Database,
  id: string,
  at: number | undefined,
): Promise<typeof crossing.$inferSelect | undefined> {
  const [row] = await tenant.select().from(crossing).where(eq(crossing.id, id))
  if (row !== undefined || at === undefined) return row
  const voided = { id, kind: 'void', effect: '{}', at }
  try {
    await tenant.insert(crossing).values(voided)
    return voided
  } catch (error) {
    if (isConstraint(error)) return undefined
    throw error
  }
}

/**
 * Deletes the proofs of crossings that were settled long ago. Whatever is not settled still stands announced: the
 * announcement is made before the decision and deleted with the settling.
 * @param before crossings decided earlier than this (ms); late enough that no request of that time is under way
 * @returns how many were deleted
 */
export async function sweepCrossings(
  exchange: Database,
  tenant: Database,
  committeeId: string,
  before: number,
): Promise<number> {
  const open = await exchange
    .select({ id: intent.id })
    .from(intent)
    .where(eq(intent.committeeId, committeeId))
  const ids = JSON.stringify(open.map((one) => one.id))
  const settled = sql`${crossing.id} not in (select value from json_each(${ids}))`
  const done = await tenant.delete(crossing).where(and(lt(crossing.at, before), settled))
  return done.rowsAffected
}
