import { sql } from 'drizzle-orm'
import type { Holds } from '../core/house.ts'

/**
 * Tasks would lie on nobody's desk when whoever does them goes, or the unit that answers for them closes: each is given
 * to somebody else first. The states are written out as the indexes have them.
 */
export const holds: Holds = {
  member: (id) => sql`(select count(*) from task
    where personId = ${id} and state in ('assigned', 'doing', 'returned'))`,
  unit: (id) => sql`(select count(*) from task where unitId = ${id}
    and state in ('assigned', 'doing', 'reported', 'returned', 'declined', 'suspended'))`,
}
