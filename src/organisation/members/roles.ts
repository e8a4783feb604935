import { eq, sql } from 'drizzle-orm'
import type { Role } from '../../core/access.ts'
import { expectTrue, takenMeanwhile } from '../../core/batch.ts'
import type { Statement } from '../../core/batch.ts'
import type { Context } from '../../core/context.ts'
import { Conflict } from '../../core/errors.ts'
import { member, memberRole } from '../../core/tables.ts'
import type { MemberRow } from './show.ts'

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
