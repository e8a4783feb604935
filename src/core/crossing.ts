import { eq, sql } from 'drizzle-orm'
import type { SQL } from 'drizzle-orm'
import { named } from './batch.ts'
import type { Rows, Statement } from './batch.ts'
import type { Context } from './context.ts'
import type { Decided } from './decided.ts'
import { DomainError } from './errors.ts'
import { newId } from './ids.ts'
import { intent } from './exchange-tables.ts'
import { listed, query } from './query.ts'
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
  /**
   * Kinds on whose effects this one's works, such as what a recall takes back. Of its committee's crossings of these
   * kinds, those decided before may come late: until they took effect this one stays announced, and is applied once
   * more after them.
   */
  after?(effect: Effect): readonly string[]
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
 * Whatever crashes, repeats, comes late or loses its reply, recovery (recovery.ts) brings it to exactly one outcome.
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
/** Statement that deletes an announcement. */
export const forget = query<{ id: string }>()((db, { id }) => db.delete(intent).where(eq(intent.id, id)))

/** The same, where nothing of these kinds (JSON) is announced of the same committee. Few are under way at a time. */
const forgetAfter = query<{ id: string; kinds: string }>()((db, { id, kinds }) =>
  db.delete(intent).where(
    sql`${intent.id} = ${id} and not exists (select 1 from intent mine
      join intent other on other.committeeId = mine.committeeId and other.id <> mine.id
      where mine.id = ${id} and other.kind in ${listed(kinds)})`,
  ),
)

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

/** Applies a decision, and deletes its announcement; unless one that it must come after is still announced. */
export async function settle<E>(
  out: Outside,
  kind: CrossingKind<E>,
  id: string,
  effect: E,
  at: number,
  done: Statement = kind.after === undefined
    ? forget(out.exchange, { id })
    : forgetAfter(out.exchange, { id, kinds: JSON.stringify(kind.after(effect)) }),
): Promise<void> {
  const inControl = kind.control?.(out.control, effect, at) ?? []
  if (inControl.length > 0) await out.control.batch(inControl as [Statement, ...Statement[]])
  const effects = kind.exchange?.(out.exchange, effect, at, id) ?? []
  await out.exchange.batch([done, ...effects])
}
