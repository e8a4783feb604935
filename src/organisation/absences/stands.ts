import { sql } from 'drizzle-orm'
import type { Placeholder, SQL } from 'drizzle-orm'
import { absence } from '../tables.ts'

/** The condition that an absence holds on a day (`YYYY-MM-DD`, or its place in a query). */
export const awayOn = (day: string | Placeholder): SQL =>
  sql`(${absence.fromDay} <= ${day} and ${absence.toDay} >= ${day})`

/** The condition that a member is away on a day. */
export const isAway = (memberId: SQL, day: string | Placeholder): SQL =>
  sql`exists (select 1 from ${absence} where ${absence.memberId} = ${memberId} and ${awayOn(day)})`

/**
 * The members whose work somebody does on a day, as a query for ids: their own unless they are away, and that of those
 * who are away and named them. For exactly the days of the absence, by the data alone.
 * @param me the id of the member
 */
export const worksFor = (me: SQL, day: string | Placeholder): SQL => sql`(
  select ${me} as id where not ${isAway(me, day)}
  union all select ${absence.memberId} from ${absence} where ${absence.deputyId} = ${me} and ${awayOn(day)})`
