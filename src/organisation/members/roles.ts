import { eq, sql } from 'drizzle-orm'
import type { SQL } from 'drizzle-orm'
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

/** Roles that somebody always holds: without them nobody gives out roles, or nobody sees what arrives. */
const KEPT = ['admin', 'clerk'] as const
const WORDS = {
  admin: ['quản trị', 'giao quyền quản trị cho đồng chí khác trước'],
  clerk: ['văn thư', 'giao vai trò văn thư cho đồng chí khác trước, để văn bản đến có người tiếp nhận'],
} as const

const holders = (role: (typeof KEPT)[number], but = ''): SQL => sql`select 1 from ${memberRole}
  join ${member} on ${member.id} = ${memberRole.memberId}
  where ${memberRole.role} = ${role} and ${member.leftAt} is null and ${member.id} <> ${but}`

/** Somebody must stay who can administer, and a clerk where whoever changes was one, however many changes meet. */
export const expectKept = (ctx: Context, before: Pick<MemberRow, 'roles'>): Statement[] =>
  KEPT.filter((role) => role === 'admin' || before.roles.includes(`"${role}"`)).map((role) =>
    expectTrue(ctx.tenant, sql`exists (${holders(role)})`),
  )

/** Why a change of a member was undone: it would have left no administrator or no clerk, or somebody was first. */
export async function whyLost(ctx: Context, before: Pick<MemberRow, 'id' | 'name' | 'version'>) {
  const [now] = await ctx.tenant.select().from(member).where(eq(member.id, before.id))
  if (now?.version !== before.version) return takenMeanwhile()
  const [others] = await ctx.tenant.all<{ admin: number }>(
    sql`select exists (${holders('admin', before.id)}) as admin`,
  )
  const [name, remedy] = WORDS[others?.admin === 1 ? 'clerk' : 'admin']
  return new Conflict(`Đồng chí ${before.name} là ${name} cuối cùng. Đề nghị ${remedy}.`)
}
