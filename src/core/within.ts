import { and, eq, inArray, isNull, or, sql } from 'drizzle-orm'
import type { Column, SQL } from 'drizzle-orm'
import { rolesWith } from './access.ts'
import type { Permission, Role, Scope } from './access.ts'
import type { Context } from './context.ts'
import { member, memberRole } from './tables.ts'

/**
 * Where a thing says whose it is. A thing that has no such column is in no such scope.
 * `unit` holds a unit's id, `own` a member's; `assigned` and `named` are conditions on the acting member's id.
 */
export type Belongs = {
  unit?: Column
  own?: Column
  assigned?: (me: SQL) => SQL
  named?: (me: SQL) => SQL
}

/** The acting member's id, as SQL: known before anything was read. */
export const myId = (ctx: Context): SQL<string> =>
  sql`(select ${member.id} from ${member} where ${member.userId} = ${ctx.person.id} and ${member.leftAt} is null)`

/**
 * The condition under which the acting member may do this to a thing, for the statement that reads it: lists filter
 * before they are cut into pages, and a thing out of reach is not there. Roles are read by the statement itself, so
 * that it costs no trip and a role taken away works at once.
 * @param permission that of the route unless given
 * @returns undefined when whoever has the permission has it over everything
 */
export function within(
  ctx: Context,
  belongs: Belongs,
  permission: Permission = ctx.permission,
): SQL | undefined {
  const everything = rolesWith(permission, 'all')
  if (Object.keys(permission.grants).length === everything.length) return undefined
  const me = myId(ctx)
  const reach = (scope: Exclude<Scope, 'all'>): SQL | undefined => {
    const roles = rolesWith(permission, scope)
    const condition = belonging(belongs, scope, me)
    return roles.length === 0 || condition === undefined ? undefined : and(holdsOneOf(ctx, roles), condition)
  }
  return or(
    everything.length === 0 ? undefined : holdsOneOf(ctx, everything),
    reach('own'),
    reach('unit'),
    reach('assigned'),
    reach('named'),
  )
}

function belonging(belongs: Belongs, scope: Exclude<Scope, 'all'>, me: SQL): SQL | undefined {
  if (scope === 'own') return belongs.own && eq(belongs.own, me)
  if (scope === 'unit') return belongs.unit && sql`${belongs.unit} in ${unitsOf(me)}`
  return belongs[scope]?.(me)
}

/** The unit of a member and all units below it. */
const unitsOf = (me: SQL): SQL => sql`(with recursive mine(id) as (
    select m.unitId from member m where m.id = ${me}
    union select u.id from unit u join mine on u.parentId = mine.id
  ) select id from mine where id is not null)`

const holdsOneOf = (ctx: Context, roles: Role[]): SQL =>
  sql`exists (select 1 from ${memberRole} join ${member} on ${member.id} = ${memberRole.memberId}
    where ${and(eq(member.userId, ctx.person.id), isNull(member.leftAt), inArray(memberRole.role, roles))})`
