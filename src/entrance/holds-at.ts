import { and, eq, isNull } from 'drizzle-orm'
import { can } from '../core/access.ts'
import type { Permission } from '../core/access.ts'
import type { Call } from '../core/context.ts'
import { member, memberRole } from '../core/tables.ts'
import { connect, noTrips } from '../platform/database.ts'
import { committee, membership } from './control-tables.ts'
import { openTenant } from './enter.ts'

/**
 * Whether a person holds a permission in a committee now, whoever asks: what was handed out there counts no longer than
 * whoever handed it out might do so. Nobody does in a committee that is suspended or was merged.
 */
export async function holdsAt(
  { control, platform }: Pick<Call, 'control' | 'platform'>,
  { personId, committeeId }: { personId: string; committeeId: string },
  permission: Permission,
): Promise<boolean> {
  const [place] = await control
    .select({ id: committee.id, location: committee.location, schemaVersion: committee.schemaVersion })
    .from(committee)
    .innerJoin(
      membership,
      and(
        eq(membership.committeeId, committee.id),
        eq(membership.userId, personId),
        eq(membership.active, true),
      ),
    )
    .where(and(eq(committee.id, committeeId), eq(committee.state, 'ready')))
  if (place === undefined) return false
  const tenant = connect(await openTenant(platform, place), 'tenant', noTrips())
  const roles = await tenant
    .select({ role: memberRole.role })
    .from(memberRole)
    .innerJoin(member, eq(member.id, memberRole.memberId))
    .where(and(eq(member.userId, personId), isNull(member.leftAt)))
  return can(
    roles.map(({ role }) => role),
    permission,
  )
}
