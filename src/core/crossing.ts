import { and, asc, eq, gt, lt, or, sql } from 'drizzle-orm'
import type { SQL } from 'drizzle-orm'
import { isConstraint, named } from './batch.ts'
import type { Rows, Statement } from './batch.ts'
import type { Context } from './context.ts'
import type { Decided } from './decided.ts'
import { DomainError } from './errors.ts'
import { newId } from './ids.ts'
import { intent } from './exchange-tables.ts'
import { query } from './query.ts'
import { Replayed } from './replay.ts'
import { crossing } from './tables.ts'
import type { Database } from '../platform/database.ts'
import { factsOf } from '../platform/database-failure.ts'

/** The databases outside the tenant that an effect may be applied to. */
export type Outside = { exchange: Database; control: Database }

/**
 * A kind of crossing: how its effect is applied. Applying must be idempotent, because recovery may repeat it.
 * `exchange` gives the statements of the settling batch; `control` runs first, where the effect lies there.
 */
export type CrossingKind<Effect> = {
  kind: string
  control?(db: Database, effect: Effect, at: number): Statement[]
  exchange?(db: Database, effect: Effect, at: number, id: string): Statement[]
}

/** Who crosses: a request, or the job that wakes a committee. */
export type Crosser = Pick<Context, 'tenant' | 'exchange' | 'control' | 'clock' | 'log'> & {
  committee: { id: string }
}

/** The committee that was woken, as who crosses: what it cannot settle now, recovery settles. */
export const crosserOf = ({ tenant, exchange, control, committeeId, now }: WhoWoke): Crosser => ({
  tenant,
  exchange,
  control,
  committee: { id: committeeId },
  clock: () => now,
  log: () => undefined,
})
type WhoWoke = Outside & { tenant: Database; committeeId: string; now: number }

/** Makes the row that turns a deciding batch into a decision. */
export type Announced<Effect> = {
  /**
   * @param effect what is known before the batch
   * @param rest what the batch itself decides (numbers); the verb must answer with it
   */
  row<Known extends Partial<Effect>>(
    effect: Known,
    ...rest: keyof Effect extends keyof Known ? [] : [Decided<Omit<Effect, keyof Known>>]
  ): Statement
}

/**
 * Lets a decision of one committee take effect outside its database although no transaction spans two:
 *
 * 1. announce: the exchange learns that something may be decided;
 * 2. decide: one batch in the tenant's database, with the row that proves it. This is the commit point;
 * 3. settle: the effect is applied and the announcement deleted.
 *
 * Whatever crashes, repeats, comes late or loses its reply, {@link recover} brings it to exactly one outcome.
 * Once decided, the caller is told so even when settling failed: recovery will settle.
 * @param decide gets what was read alongside, under its names
 * @param alongside queries of the exchange that the decision needs, run with the announcement
 */
export async function cross<
  Effect extends object,
  Answer extends object,
  Q extends Record<string, Statement> = Record<never, never>,
>(
  ctx: Crosser,
  kind: CrossingKind<Effect>,
  decide: (announced: Announced<Effect>, found: Rows<Q>) => Answer | Promise<Answer>,
  alongside: Q = {} as Q,
): Promise<Answer> {
  const id = newId()
  const at = ctx.clock()
  const announcement = announce(ctx.exchange, { id, committeeId: ctx.committee.id, kind: kind.kind, at })
  const [, ...found] = (await ctx.exchange.batch([announcement, ...Object.values(alongside)])) as unknown[]
  let known: Partial<Effect> = {}
  let decidedKeys: readonly string[] = []
  const announced: Announced<Effect> = {
    row(effect, ...[decided]) {
      known = effect
      decidedKeys = decided?.keys ?? []
      const json = JSON.stringify(effect)
      const stored = decided === undefined ? json : (sql`json_patch(${json}, ${decided.json})` as SQL<string>)
      return ctx.tenant.insert(crossing).values({ id, kind: kind.kind, effect: stored, at })
    },
  }
  const answer = await Promise.resolve()
    .then(() => decide(announced, named(alongside, found)))
    .catch((error: unknown) => withdraw(ctx, id, error))
  try {
    const decided = Object.fromEntries(decidedKeys.map((key) => [key, answer[key as keyof Answer]]))
    await settle(ctx, kind, id, { ...known, ...decided } as unknown as Effect, at)
  } catch (error) {
    ctx.log('crossing.late', { kind: kind.kind, ...factsOf(error) })
  }
  return answer
}

const announce = query<typeof intent.$inferSelect>()((db, row) => db.insert(intent).values(row))
const forget = query<{ id: string }>()((db, { id }) => db.delete(intent).where(eq(intent.id, id)))

/** A decision that was surely not taken (a rule spoke, or the batch was undone) needs no recovery. */
async function withdraw(ctx: Crosser, id: string, error: unknown): Promise<never> {
  if (error instanceof DomainError || error instanceof Replayed) {
    await ctx.exchange
      .delete(intent)
      .where(eq(intent.id, id))
      .catch(() => undefined)
  }
  throw error
}

async function settle<E>(
  out: Outside,
  kind: CrossingKind<E>,
  id: string,
  effect: E,
  at: number,
): Promise<void> {
  const inControl = kind.control?.(out.control, effect, at) ?? []
  if (inControl.length > 0) await out.control.batch(inControl as [Statement, ...Statement[]])
  const done = forget(out.exchange, { id })
  const effects = kind.exchange?.(out.exchange, effect, at, id) ?? []
  await out.exchange.batch([done, ...effects])
}

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
  kinds: CrossingKind<never>[],
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
      await conclude(out, kind, row)
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

async function conclude(
  out: Outside,
  kind: CrossingKind<never>,
  row: typeof crossing.$inferSelect,
): Promise<void> {
  if (row.kind === 'void') await out.exchange.delete(intent).where(eq(intent.id, row.id))
  else await settle(out, kind, row.id, JSON.parse(row.effect) as never, row.at)
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
