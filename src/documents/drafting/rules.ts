import { sql } from 'drizzle-orm'
import { commit, expectTrue, look } from '../../core/batch.ts'
import type { Context } from '../../core/context.ts'
import { Stale } from '../../core/errors.ts'
import { isOn } from '../../core/version.ts'
import type { Versions } from '../../core/version.ts'
import { query } from '../../core/query.ts'
import { issuingActs } from '../acts.ts'
import type { IssuingRule } from './schema.ts'
import { issuingRule } from './tables.ts'

/** The one row of the rules of a committee. */
const MAIN = 'main'
const UNSET = { atOnce: true, version: 0 }

const theRule = query()((db) => db.select().from(issuingRule))

/** How this committee issues: as it set, or as it is while nobody has set anything. */
export async function readIssuing(ctx: Context): Promise<IssuingRule> {
  const { rows } = await look(ctx, { rows: theRule(ctx.tenant, {}) })
  const { atOnce, version } = rows[0] ?? UNSET
  return { atOnce, version }
}

/**
 * Sets how this committee issues.
 * @param versions those the edit may have been made on
 * @throws Stale when it was set since
 */
export async function setIssuing(
  ctx: Context,
  versions: Versions,
  input: { atOnce: boolean },
): Promise<IssuingRule> {
  const { me, rows } = await look(ctx, { rows: theRule(ctx.tenant, {}) })
  const before = rows[0] ?? UNSET
  if (!isOn(versions, before.version)) throw new Stale()
  const after = { ...input, version: before.version + 1 }
  const act = issuingActs.set(
    { id: MAIN, name: 'Cách phát hành' },
    { before: { atOnce: before.atOnce }, after: input },
  )
  const statements = [
    expectTrue(
      ctx.tenant,
      sql`coalesce((select version from issuing_rule where id = ${MAIN}), 0) = ${before.version}`,
    ),
    ctx.tenant
      .insert(issuingRule)
      .values({ id: MAIN, ...after })
      .onConflictDoUpdate({ target: issuingRule.id, set: after }),
  ]
  return commit(ctx, me, act, statements, after, () => Promise.resolve(new Stale()))
}
