/** The roles a member of a committee may hold; one person may hold several. */
export const ROLES = {
  clerk: 'Văn thư',
  specialist: 'Chuyên viên',
  unit_head: 'Trưởng đơn vị',
  office_chief: 'Chánh Văn phòng',
  leader: 'Thường trực',
  archivist: 'Lưu trữ',
  inspector: 'Kiểm tra, đánh giá',
  admin: 'Quản trị',
} as const

export type Role = keyof typeof ROLES

/** Everybody who is a member, whatever the role. */
export const EVERYONE = Object.keys(ROLES) as Role[]

/**
 * Everybody who has a part in the work: not who looks after the system, nor who comes to look at how processes are kept
 * (an audit of ISO 9001:2015, 9.2) and reads these alone.
 */
export const AT_WORK = EVERYONE.filter((role) => role !== 'admin' && role !== 'inspector')

/** Roles in the order in which people list them. */
export const inOrder = (roles: readonly Role[]): Role[] => EVERYONE.filter((role) => roles.includes(role))

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

/** The roles that hold a permission, in whatever scope. */
export const rolesOf = ({ grants }: Permission): Role[] =>
  EVERYONE.filter((role) => grants[role] !== undefined)

/** The roles that hold a permission in a scope. */
export const rolesWith = ({ grants }: Permission, scope: Scope): Role[] =>
  EVERYONE.filter((role) => grants[role]?.includes(scope))
