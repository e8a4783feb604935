import { and, asc, eq, gt, lt } from 'drizzle-orm'
import type { Turn } from '../core/domain.ts'
import { committee, user } from '../entrance/control-tables.ts'
import { visitOf } from '../entrance/enter.ts'
import type { Database } from '../platform/database.ts'
import type { Platform } from '../platform/platform.ts'
import { provision } from './provisioning.ts'
import { factsOf } from '../platform/database-failure.ts'

/** A sign-up whose page was closed half-way is brought to its end after this long. */
const ABANDONED = 15 * 60_000

/** Sign-ups a turn; the next turn goes on after them, so that those which fail starve no other. */
const SIGN_UPS = 20

/** Brings sign-ups that were left half-way to their end. */
export async function finishProvisioning(
  platform: Platform,
  control: Database,
  cursor: string,
): Promise<Turn> {
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
      while ((await provision(visit, handle)).state === 'provisioning');
      done += 1
    } catch (error) {
      platform.log('provisioning.failed', { ...factsOf(error) })
    }
  }
  return { done, cursor: left.length < SIGN_UPS ? '' : String(left.at(-1)?.createdAt ?? '') }
}
