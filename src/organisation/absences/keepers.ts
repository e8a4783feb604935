import { sql } from 'drizzle-orm'
import type { Placeholder, SQL } from 'drizzle-orm'
import type { Role } from '../../core/access.ts'
import { isAway, worksFor } from './stands.ts'

/** Who answers for what lies on nobody else's desk: the first of these roles that somebody holds. */
const KEEPERS: readonly Role[] = ['office_chief', 'leader', 'clerk', 'admin']

type Day = string | Placeholder

const held = (role: Role): SQL => sql`exists (select 1 from member_role r join member h on h.id = r.memberId
  where r.role = ${sql.raw(`'${role}'`)} and h.leftAt is null)`

/**
 * The condition that a member keeps what lies on nobody's desk on a day: who runs the office, else whoever holds the
 * next of {@link KEEPERS}, or who stands in for them. There is always one: the last clerk and the last administrator
 * never go (members/roles.ts).
 */
export const keeps = (me: SQL, day: Day): SQL => sql`exists (select 1 from member_role k
  where k.memberId in ${worksFor(me, day)} and k.role = (case ${sql.join(
    KEEPERS.map((role) => sql`when ${held(role)} then ${sql.raw(`'${role}'`)}`),
    sql` `,
  )} end))`

/** The condition that nobody who is there on a day heads a unit: what is the unit's, nobody sees. */
export const headless = (unitId: SQL, day: Day): SQL => sql`not exists (select 1 from member hd
  join member_role hr on hr.memberId = hd.id and hr.role = 'unit_head'
  where hd.unitId = ${unitId} and hd.leftAt is null and not ${isAway(sql`hd.id`, day)})`

/** The condition that nobody who is there on a day holds a role. */
export const vacant = (role: Role, day: Day): SQL => sql`not exists (select 1 from member_role vr
  join member vm on vm.id = vr.memberId
  where vr.role = ${sql.raw(`'${role}'`)} and vm.leftAt is null and not ${isAway(sql`vm.id`, day)})`

/** The condition that a unit or a person has nobody to see what waits for them: gone, or without a head. */
export const unseen = (kind: SQL, subjectId: SQL, day: Day): SQL => sql`(case ${kind}
  when 'person' then not exists (select 1 from member gm where gm.id = ${subjectId} and gm.leftAt is null)
  else ${headless(subjectId, day)} end)`
