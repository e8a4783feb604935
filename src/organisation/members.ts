import { and, asc, eq, isNotNull, isNull, sql } from 'drizzle-orm'
import { z } from 'zod'
import type { Role } from '../core/access.ts'
import { ROLES } from '../core/access.ts'
import { commit, expectOne, expectTrue, look, takenMeanwhile } from '../core/batch.ts'
import type { Statement } from '../core/batch.ts'
import type { Context } from '../core/context.ts'
import { Conflict, Invalid, NotFound, Stale } from '../core/errors.ts'
import { paged, readCursor } from '../core/paging.ts'
import { member, memberRole } from '../core/tables.ts'
import { nameSortKey } from '../core/text.ts'
import type { MemberAnswer, MemberEdit, MemberQuery } from './member-schema.ts'
import { position, unit } from './tables.ts'

/** Where a member stands who was given neither a position nor a rank. */
export const NO_RANK = 1000

const cursorShape = z.tuple([z.number(), z.string(), z.string()])

/** The members in rank order, then by name as Vietnamese sorts names; those who left stay in the list. */
export async function listMembers(
  ctx: Context,
  query: MemberQuery,
): Promise<{ items: MemberAnswer[]; next?: string }> {
  const after = readCursor(query.cursor, cursorShape)
  const beyond =
    after && sql`(${member.rank}, ${member.sortKey}, ${member.id}) > (${after[0]}, ${after[1]}, ${after[2]})`
  const state = { all: undefined, active: isNull(member.leftAt), left: isNotNull(member.leftAt) }[query.state]
  const { members } = await look(ctx, 'organisation.read', {
    members: selectMembers(ctx)
      .where(and(beyond, state))
      .orderBy(asc(member.rank), asc(member.sortKey), asc(member.id))
      .limit(query.limit + 1),
  })
  return paged(members, query.limit, (row) => [row.rank, row.sortKey, row.id], showMember)
}

/** Members with the names of their unit and position and their roles, for any list of them. */
export const selectMembers = (ctx: Context) =>
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

/**
 * Gives a member a unit, a position, a place in lists or roles. The rank follows the position unless given.
 * A role taken away is gone at the member's next request.
 * @param version the version the edit was made on
 * @throws Stale when it was edited since; Invalid for a unit or position that is closed or unknown; Conflict
 *   when nobody would be left to administer
 */
export async function editMember(
  ctx: Context,
  id: string,
  version: number,
  edit: MemberEdit,
): Promise<MemberAnswer> {
  const { me, rows, units, positions } = await look(ctx, 'organisation.manage', {
    rows: selectMembers(ctx).where(eq(member.id, id)),
    units: ctx.tenant
      .select()
      .from(unit)
      .where(eq(unit.id, edit.unitId ?? '')),
    positions: ctx.tenant
      .select()
      .from(position)
      .where(eq(position.id, edit.positionId ?? '')),
  })
  const before = rows[0]
  if (before === undefined) throw new NotFound()
  if (before.version !== version) throw new Stale()
  if (before.leftAt !== null) throw new Conflict(`Đồng chí ${before.name} đã thôi công tác ở cơ quan.`)
  refuseClosed(edit, units[0], positions[0])
  const after = changed(before, edit, units[0], positions[0])
  const roles = JSON.parse(after.roles) as Role[]
  const { name, unitId, positionId, rank } = after
  const statements = [
    ctx.tenant
      .update(member)
      .set({ name, sortKey: nameSortKey(name), unitId, positionId, rank, version: version + 1 })
      .where(and(eq(member.id, id), eq(member.version, version), isNull(member.leftAt))),
    expectOne(ctx.tenant),
    ...(edit.roles === undefined ? [] : [...giveRoles(ctx, id, roles), expectAdministrator(ctx)]),
    expectPlaceOpen(ctx, after),
  ]
  const act = {
    action: edit.roles === undefined ? 'member.update' : 'member.roles',
    subject: { kind: 'member', id, name },
    before: told(before),
    after: told(after),
  }
  return commit(ctx, me, act, statements, showMember(after), () => whyLost(ctx, before))
}

/** Statements that leave a member with exactly these roles. */
export const giveRoles = (ctx: Context, id: string, roles: Role[]): Statement[] => [
  ctx.tenant.delete(memberRole).where(eq(memberRole.memberId, id)),
  ...(roles.length === 0
    ? []
    : [ctx.tenant.insert(memberRole).values(roles.map((role) => ({ memberId: id, role })))]),
]

const administrators = sql`select 1 from ${memberRole} join ${member} on ${member.id} = ${memberRole.memberId}
  where ${memberRole.role} = 'admin' and ${member.leftAt} is null`

/** Somebody must stay who can administer, however many changes meet. */
export const expectAdministrator = (ctx: Context): Statement =>
  expectTrue(ctx.tenant, sql`exists (${administrators})`)

/** Why a change of a member was undone: it would have left no administrator, or somebody was first. */
export async function whyLost(ctx: Context, before: Pick<MemberRow, 'id' | 'name' | 'version'>) {
  const [now] = await ctx.tenant.select().from(member).where(eq(member.id, before.id))
  if (now?.version !== before.version) return takenMeanwhile()
  return new Conflict(
    `Đồng chí ${before.name} là quản trị cuối cùng. Đề nghị giao quyền quản trị cho đồng chí khác trước.`,
  )
}

type Placed = MemberRow & { positionRank: number | null }
type Unit = typeof unit.$inferSelect
type Position = typeof position.$inferSelect

function refuseClosed(edit: MemberEdit, to: Unit | undefined, as: Position | undefined): void {
  const problems = []
  if (typeof edit.unitId === 'string' && (to === undefined || to.closedAt !== null)) {
    problems.push({ field: 'unitId', message: 'Đơn vị này không có hoặc đã ngừng hoạt động.' })
  }
  if (typeof edit.positionId === 'string' && (as === undefined || as.closedAt !== null)) {
    problems.push({ field: 'positionId', message: 'Chức vụ này không có hoặc đã thôi dùng.' })
  }
  if (problems.length > 0) throw new Invalid(problems)
}

function changed(before: Placed, edit: MemberEdit, to: Unit | undefined, as: Position | undefined): Placed {
  const place = edit.unitId === undefined ? {} : { unitId: to?.id ?? null, unitName: to?.name ?? null }
  const post =
    edit.positionId === undefined
      ? {}
      : {
          positionId: as?.id ?? null,
          positionName: as?.name ?? null,
          positionRank: as?.rank ?? null,
          rank: followed(before) ? (as?.rank ?? NO_RANK) : before.rank,
        }
  return {
    ...before,
    ...place,
    ...post,
    name: edit.name ?? before.name,
    ...(edit.rank === undefined ? {} : { rank: edit.rank }),
    ...(edit.roles === undefined ? {} : { roles: JSON.stringify(inOrder(edit.roles)) }),
    version: before.version + 1,
  }
}

/** Whether a member stands where the position does, and was not given a rank of their own. */
const followed = ({ rank, positionRank }: Placed): boolean => rank === (positionRank ?? NO_RANK)

const expectPlaceOpen = (ctx: Context, { unitId, positionId }: MemberRow): Statement =>
  expectTrue(
    ctx.tenant,
    sql`(${unitId} is null or exists (select 1 from ${unit} where ${unit.id} = ${unitId} and ${unit.closedAt} is null))
      and (${positionId} is null or exists (select 1 from ${position} where ${position.id} = ${positionId} and ${position.closedAt} is null))`,
  )

/** A member in words for the audit. */
export const told = (row: MemberRow) => ({
  name: row.name,
  unit: row.unitName,
  position: row.positionName,
  rank: row.rank,
  roles: inOrder(JSON.parse(row.roles) as Role[]),
})
