import { eq, sql } from 'drizzle-orm'
import { ROLES } from '../../core/access.ts'
import type { Role } from '../../core/access.ts'
import type { Context } from '../../core/context.ts'
import { member, memberRole } from '../../core/tables.ts'
import { position, unit } from '../tables.ts'
import type { MemberAnswer } from './schema.ts'

/** Where a member stands who was given neither a position nor a rank. */
export const NO_RANK = 1000

/** Members with the names of their unit and position and their roles, for any list of them. */
export const selectMembers = (ctx: Pick<Context, 'tenant'>) =>
  ctx.tenant
    .select({
      id: member.id,
      userId: member.userId,
      name: member.name,
      email: member.email,
      sortKey: member.sortKey,
      rank: member.rank,
      unitId: member.unitId,
      unitName: unit.name,
      positionId: member.positionId,
      positionName: position.name,
      positionRank: position.rank,
      leftAt: member.leftAt,
      version: member.version,
      roles: sql<string>`(select json_group_array(${memberRole.role}) from ${memberRole} where ${memberRole.memberId} = ${member.id})`,
    })
    .from(member)
    .leftJoin(unit, eq(unit.id, member.unitId))
    .leftJoin(position, eq(position.id, member.positionId))
    .$dynamic()

/** A row of {@link selectMembers}. */
export type MemberRow = {
  id: string
  name: string
  email: string
  rank: number
  unitId: string | null
  unitName: string | null
  positionId: string | null
  positionName: string | null
  leftAt: number | null
  version: number
  roles: string
}

/** A member as the API tells it; roles in the order of {@link ROLES}. */
export const showMember = (row: MemberRow): MemberAnswer => ({
  id: row.id,
  name: row.name,
  email: row.email,
  ...(row.unitId === null ? {} : { unit: { id: row.unitId, name: row.unitName ?? '' } }),
  ...(row.positionId === null ? {} : { position: { id: row.positionId, name: row.positionName ?? '' } }),
  rank: row.rank,
  roles: inOrder(JSON.parse(row.roles) as Role[]),
  active: row.leftAt === null,
  version: row.version,
})

export const inOrder = (roles: Role[]): Role[] =>
  (Object.keys(ROLES) as Role[]).filter((role) => roles.includes(role))

/** A member in words for the audit. */
export const told = (row: MemberRow) => ({
  name: row.name,
  unit: row.unitName,
  position: row.positionName,
  rank: row.rank,
  roles: inOrder(JSON.parse(row.roles) as Role[]),
})
