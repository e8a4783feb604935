import { and, eq, sql } from 'drizzle-orm'
import type { Statement } from '../core/batch.ts'
import type { Woken } from '../core/domain.ts'
import type { CrossingKind } from '../core/crossing.ts'
import type { Database } from '../platform/database.ts'
import { committee } from '../entrance/control-tables.ts'
import { committeeIssuer } from './control-tables.ts'
import { countChange, forgetWish, isHeld, namedAs, wishRow } from './wishes.ts'

/** An issuer of a committee as the directory is told of it. */
export type Published = {
  committeeId: string
  issuerId: string
  name: string
  suffix: string
  closed: boolean
}

/**
 * Tells the directory of an issuer, so that a recipient sees whether a paper comes from one that was confirmed with its
 * committee. Of a confirmed committee it waits; one that is closed is gone at once.
 */
export const publishing: CrossingKind<Published> = {
  kind: 'issuer.publish',
  // Whether it is closed and how it is called now is said last.
  after: () => ['issuer.publish'],
  control(control, { committeeId, issuerId, name, suffix, closed }, at) {
    const counted = countChange(control, committeeId)
    if (closed) {
      const gone = control
        .delete(committeeIssuer)
        .where(and(eq(committeeIssuer.committeeId, committeeId), eq(committeeIssuer.issuerId, issuerId)))
      return [gone, forgetWish(control, committeeId, 'issuer', issuerId), counted]
    }
    const held = isHeld(committeeId)
    const stands = sql`exists (select 1 from committee_issuer where committeeId = ${committeeId}
      and issuerId = ${issuerId} and name = ${name} and suffix = ${suffix})`
    return [
      wishRow(control, committeeId, 'issuer', issuerId, { name, suffix }, at, sql`${held} and not ${stands}`),
      control.run(sql`delete from committee_wish
        where committeeId = ${committeeId} and kind = 'issuer' and key = ${issuerId} and ${stands} and at <= ${at}`),
      shown(control, { committeeId, issuerId, name, suffix }, sql`not ${held}`),
      counted,
    ]
  },
}

const shown = (
  control: Database,
  { committeeId, issuerId, name, suffix }: Omit<Published, 'closed'>,
  when = sql`1`,
): Statement =>
  control.run(sql`insert into committee_issuer (committeeId, issuerId, name, suffix)
    select ${committeeId}, ${issuerId}, ${name}, ${suffix} where ${when}
    on conflict (committeeId, issuerId) do update set name = excluded.name, suffix = excluded.suffix`)

/**
 * What the directory lacks of a committee that joined before it knew issuers: its look, and the issuers it had. Those
 * it changed since wait as they are.
 * @returns whether there was anything to tell
 */
export async function tellDirectory(
  { control, committeeId }: Pick<Woken, 'control' | 'committeeId'>,
  issuers: () => Promise<{ id: string; name: string; suffix: string }[]>,
): Promise<boolean> {
  const [found] = await control
    .select({ name: committee.name, told: committee.told })
    .from(committee)
    .where(eq(committee.id, committeeId))
  if (found === undefined || found.told) return false
  const statements: [Statement, ...Statement[]] = [
    control
      .update(committee)
      .set({ look: namedAs(found.name).look, told: true })
      .where(and(eq(committee.id, committeeId), eq(committee.told, false))),
    ...(await issuers()).map(({ id, ...issuer }) =>
      shown(
        control,
        { committeeId, issuerId: id, ...issuer },
        sql`not exists (select 1 from committee_wish where committeeId = ${committeeId} and key = ${id})`,
      ),
    ),
  ]
  await control.batch(statements)
  return true
}
