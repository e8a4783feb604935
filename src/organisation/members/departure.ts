import { and, eq, gte, isNotNull, isNull, sql } from 'drizzle-orm'
import type { Role } from '../../core/access.ts'
import { commit, expectOne, expectTrue, look } from '../../core/batch.ts'
import type { Context } from '../../core/context.ts'
import { cross } from '../../core/crossing.ts'
import { dayAt, showDay } from '../../core/dates.ts'
import { Conflict, NotFound } from '../../core/errors.ts'
import { openWork } from '../../core/house.ts'
import { member } from '../../core/tables.ts'
import { belonging } from '../../directory/membership.ts'
import { memberActs } from '../acts.ts'
import { absence } from '../tables.ts'
import { expectKept, giveRoles, whyLost } from './roles.ts'
import type { MemberAnswer } from './schema.ts'
import { inOrder, selectMembers, showMember, told } from './show.ts'

/**
 * A member leaves the committee: every role is taken away, and from the next request on there is no way in. Old
 * papers keep the name.
 * @throws NotFound; Conflict when the member left before, is the last who can administer or takes papers in,
 *   has open work, or stands in for somebody
 */
export async function departMember(ctx: Context, id: string): Promise<MemberAnswer> {
  const busy = openWork(ctx.house, 'member', id)
  const standsIn = and(eq(absence.deputyId, id), gte(absence.toDay, dayAt(ctx.clock())))
  const { me, rows, open, standing } = await look(ctx, {
    standing: ctx.tenant.select().from(absence).where(standsIn).limit(1),
    rows: selectMembers(ctx).where(eq(member.id, id)),
    open: ctx.tenant.all<{ n: number }>(sql`select ${busy} as n`),
  })
  const before = rows[0]
  if (before === undefined) throw new NotFound()
  if ((open[0]?.n ?? 0) > 0) throw stillBusy(before.name, open[0]?.n ?? 0)
  if (standing[0] !== undefined) throw standsInFor(before.name, standing[0])
  if (before.leftAt !== null) throw new Conflict(`Đồng chí ${before.name} đã thôi công tác ở cơ quan.`)
  const [leftAt, version] = [ctx.clock(), before.version + 1]
  const act = memberActs.depart(before, { before: told(before) })
  return cross(ctx, belonging, (announced) =>
    commit(
      ctx,
      me,
      act,
      [
        ctx.tenant
          .update(member)
          .set({ leftAt, version })
          .where(and(eq(member.id, id), eq(member.version, before.version), isNull(member.leftAt))),
        expectOne(ctx.tenant),
        ...giveRoles(ctx, id, []),
        ...expectKept(ctx, before),
        expectTrue(ctx.tenant, sql`${busy} = 0`),
        expectTrue(ctx.tenant, sql`not exists (select 1 from ${absence} where ${standsIn})`),
        announced.row({ userId: before.userId, committeeId: ctx.committee.id, active: false }),
      ],
      showMember({ ...before, leftAt, version, roles: '[]' }),
      () => whyLost(ctx, before),
    ),
  )
}

/**
 * Somebody who had left is a member again, with these roles.
 * @throws NotFound; Conflict when the member never left or is back already
 */
export async function returnMember(ctx: Context, id: string, roles: Role[]): Promise<MemberAnswer> {
  const { me, rows } = await look(ctx, { rows: selectMembers(ctx).where(eq(member.id, id)) })
  const before = rows[0]
  if (before === undefined) throw new NotFound()
  if (before.leftAt === null) throw new Conflict(`Đồng chí ${before.name} đang công tác ở cơ quan.`)
  const version = before.version + 1
  const after = { ...before, leftAt: null, version, roles: JSON.stringify(inOrder(roles)) }
  const act = memberActs.return(before, { after: told(after) })
  return cross(ctx, belonging, (announced) =>
    commit(
      ctx,
      me,
      act,
      [
        ctx.tenant
          .update(member)
          .set({ leftAt: null, version })
          .where(and(eq(member.id, id), eq(member.version, before.version), isNotNull(member.leftAt))),
        expectOne(ctx.tenant),
        ...giveRoles(ctx, id, roles),
        announced.row({ userId: before.userId, committeeId: ctx.committee.id, active: true }),
      ],
      showMember(after),
      () => whyLost(ctx, before),
    ),
  )
}

const stillBusy = (name: string, n: number): Error =>
  new Conflict(
    `Đồng chí ${name} còn ${n} nhiệm vụ chưa xong. Trưởng đơn vị hoặc Chánh Văn phòng giao lại các nhiệm vụ đó trước.`,
  )

const standsInFor = (name: string, { memberName, toDay }: typeof absence.$inferSelect): Error =>
  new Conflict(
    `Đồng chí ${name} đang làm thay đồng chí ${memberName} đến hết ngày ${showDay(toDay)}. Đề nghị đổi người làm thay trước.`,
  )
