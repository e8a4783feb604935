import { and, eq, isNull, sql } from 'drizzle-orm'
import type { Role } from '../../core/access.ts'
import { commit, expectOne, expectTrue, look } from '../../core/batch.ts'
import type { Statement } from '../../core/batch.ts'
import type { Context } from '../../core/context.ts'
import { Conflict, Invalid, NotFound, Stale } from '../../core/errors.ts'
import { member } from '../../core/tables.ts'
import { nameSortKey } from '../../core/text.ts'
import { isOn } from '../../core/version.ts'
import type { Versions } from '../../core/version.ts'
import { memberActs } from '../acts.ts'
import { position, unit } from '../tables.ts'
import { expectKept, giveRoles, whyLost } from './roles.ts'
import type { MemberAnswer, MemberEdit } from './schema.ts'
import { inOrder, NO_RANK, selectMembers, showMember, told } from './show.ts'
import type { MemberRow } from './show.ts'

/**
 * Gives a member a unit, a position, a place in lists or roles. The rank follows the position unless given.
 * A role taken away is gone at the member's next request.
 * @param version the versions the edit may have been made on
 * @throws Stale when it was edited since; Invalid for a unit or position that is closed or unknown; Conflict
 *   when nobody would be left to administer
 */
export async function editMember(
  ctx: Context,
  id: string,
  version: Versions,
  edit: MemberEdit,
): Promise<MemberAnswer> {
  const { me, rows, units, positions } = await look(ctx, {
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
  if (!isOn(version, before.version)) throw new Stale()
  if (before.leftAt !== null) throw new Conflict(`Đồng chí ${before.name} đã thôi công tác ở cơ quan.`)
  refuseClosed(edit, units[0], positions[0])
  const after = changed(before, edit, units[0], positions[0])
  const roles = JSON.parse(after.roles) as Role[]
  const { name, unitId, positionId, rank } = after
  const statements = [
    ctx.tenant
      .update(member)
      .set({ name, sortKey: nameSortKey(name), unitId, positionId, rank, version: after.version })
      .where(and(eq(member.id, id), eq(member.version, before.version), isNull(member.leftAt))),
    expectOne(ctx.tenant),
    ...(edit.roles === undefined ? [] : [...giveRoles(ctx, id, roles), ...expectKept(ctx, before)]),
    expectPlaceOpen(ctx, after),
  ]
  const act = memberActs[edit.roles === undefined ? 'update' : 'roles'](after, {
    before: told(before),
    after: told(after),
  })
  return commit(ctx, me, act, statements, showMember(after), () => whyLost(ctx, before))
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
    problems.push({ field: 'positionId', message: 'Chức vụ này không có hoặc đã ngừng sử dụng.' })
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
