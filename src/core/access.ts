import { and, eq, inArray, isNull, or, sql } from 'drizzle-orm'
import type { Column, SQL } from 'drizzle-orm'
import type { Context } from './context.ts'
import { member, memberRole } from './tables.ts'

/** The roles a member of a committee may hold (domain.md §2.1); one person may hold several. */
export const ROLES = {
  clerk: 'Văn thư',
  specialist: 'Chuyên viên',
  unit_head: 'Trưởng đơn vị',
  office_chief: 'Chánh Văn phòng',
  leader: 'Thường trực',
  archivist: 'Lưu trữ',
  admin: 'Quản trị',
} as const

export type Role = keyof typeof ROLES

/** Everybody who is a member, whatever the role. */
export const EVERYONE = Object.keys(ROLES) as Role[]

/**
 * Which things a permission reaches: `all` of the committee, those of my `unit` and the units below it, my `own`
 * (I made or hold it), those in which a part is `assigned` to me, those that `named` me on the thing itself.
 */
export const SCOPES = ['all', 'unit', 'own', 'assigned', 'named'] as const
export type Scope = (typeof SCOPES)[number]

/** What somebody may do, and which roles may do it to which things. What no role is granted nobody may do. */
export type Permission<Id extends string = string> = {
  id: Id
  grants: Partial<Record<Role, readonly Scope[]>>
}

type Granted = readonly Role[] | Partial<Record<Role, readonly Scope[]>>
type Permissions<Group extends string, Each extends Record<string, Granted>> = {
  [Name in keyof Each & string]: Permission<`${Group}.${Name}`>
}

/**
 * The permissions of one kind of thing, `documents.read` and so on.
 * @param each the roles that have it over all things, or the scopes of each role
 */
export function permissions<Group extends string, Each extends Record<string, Granted>>(
  group: Group,
  each: Each,
): Permissions<Group, Each> {
  const entries = Object.entries(each).map(([name, granted]) => {
    const grants = isRoles(granted) ? Object.fromEntries(granted.map((role) => [role, ['all']])) : granted
    return [name, { id: `${group}.${name}`, grants }]
  })
  return Object.fromEntries(entries) as Permissions<Group, Each>
}

const isRoles = (granted: Granted): granted is readonly Role[] => Array.isArray(granted)

/** Whether somebody with these roles may do this, to some thing at least. */
export const can = (roles: readonly Role[], { grants }: Permission): boolean =>
  roles.some((role) => grants[role] !== undefined)

/** The ids of those permissions that these roles give, for screens to show what a person can do. */
export const permissionsOf = (roles: readonly Role[], all: readonly Permission[]): string[] =>
  all.filter((permission) => can(roles, permission)).map(({ id }) => id)

/** The roles that hold a permission in a scope. */
export const rolesWith = ({ grants }: Permission, scope: Scope): Role[] =>
  EVERYONE.filter((role) => grants[role]?.includes(scope))

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
