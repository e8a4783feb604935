import { and, eq, inArray, isNull, or, sql } from 'drizzle-orm'
import type { Column, Placeholder, SQL, SQLWrapper } from 'drizzle-orm'
import { rolesWith } from './access.ts'
import type { Permission, Role, Scope } from './access.ts'
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

/** Whose reach it is: the person of a request, or the place of one in a query. */
export type Person = { person: { id: string | Placeholder } }
export type Acting = Person & { permission: Permission }

/** The acting member's id, as SQL: known before anything was read. */
export const myId = (ctx: Person): SQL<string> =>
  sql`(select ${member.id} from ${member} where ${member.userId} = ${ctx.person.id} and ${member.leftAt} is null)`

/**
 * The condition under which the acting member may do this to a thing, for the statement that reads it: lists filter
 * before they are cut into pages, and a thing out of reach is not there. Roles are read by the statement itself, so
 * that it costs no trip and a role taken away works at once.
 * @param permission that of the route unless given
 * @returns undefined when whoever has the permission has it over everything
 */
export function within(
  ctx: Acting,
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

/** The letters before the ids with which an index of words says whose a thing is. */
export const MARKS = { own: 'a', unit: 'u', named: 'm' } as const

/** An id as one word of an index. */
export const markOf = (id: SQL | SQLWrapper): SQL => sql`replace(${id}, '-', '')`

/**
 * {@link within} for a full-text index whose rows say whose they are in words: an expression of FTS5, as SQL, that is
 * made when it is asked, so that hits out of reach are never counted or cut.
 * @param every what finds a thing of this kind at all
 */
export function withinMarks({ person, permission }: Acting, every: string): SQL<string> {
  const me = myId({ person })
  const ids = { own: me, named: me }
  const one = (scope: 'own' | 'named') => sql`' OR "${sql.raw(MARKS[scope])}' || ${markOf(ids[scope])} || '"'`
  const reach = {
    own: one('own'),
    named: one('named'),
    unit: sql`(select ' OR ' || group_concat('"${sql.raw(MARKS.unit)}' || replace(id, '-', '') || '"', ' OR ') from ${unitsOf(me)})`,
  }
  const held = (['own', 'unit', 'named'] as const).flatMap((scope) => {
    const roles = rolesWith(permission, scope)
    return roles.length === 0
      ? []
      : [sql` || coalesce(case when ${holdsOneOf({ person }, roles)} then ${reach[scope]} end, '')`]
  })
  const all = holdsOneOf({ person }, rolesWith(permission, 'all'))
  const quoted = sql.raw(`'"${every}"'`)
  return sql`(case when ${all} then ${quoted}
    else '(' || ${quoted} || ' AND ("none"'${sql.join(held)} || '))' end)`
}

/** The unit of a member and all units below it. */
const unitsOf = (me: SQL): SQL => sql`(with recursive mine(id) as (
    select m.unitId from member m where m.id = ${me}
    union select u.id from unit u join mine on u.parentId = mine.id
  ) select id from mine where id is not null)`

/** The condition under which the person of a request holds one of these roles now. */
export const holdsOneOf = (ctx: Person, roles: Role[]): SQL =>
  sql`exists (select 1 from ${memberRole} join ${member} on ${member.id} = ${memberRole.memberId}
    where ${and(eq(member.userId, ctx.person.id), isNull(member.leftAt), inArray(memberRole.role, roles))})`
