import { sql } from 'drizzle-orm'
import type { Placeholder, SQL } from 'drizzle-orm'
import type { Fields } from '../processes/case.ts'
import type { Role, Template } from '../processes/template.ts'
import { query } from '../core/query.ts'
import { member, memberRole } from '../core/tables.ts'
import { procedureHolder } from './tables.ts'
import type { Database } from '../platform/database.ts'

/** Who fills a role of a process by what was given to it, and who heads a unit, as they are when asked. */
export type People = {
  held: readonly { role: string; memberId: string }[]
  heads: readonly { memberId: string; unitId: string }[]
}

/**
 * The members who fill the roles of a process now, as SQL: `role`, `memberId`. Whoever left fills none.
 * @param procedureId as a value or as SQL
 */
export const roleMembers = (procedureId: SQL | string | Placeholder): SQL => sql`
    select h.role as role, m.id as memberId from ${procedureHolder} h join ${member} m on m.leftAt is null and (
      (h.kind = 'member' and m.id = h.targetId)
      or (h.kind = 'position' and m.positionId = h.targetId)
      or (h.kind = 'unit' and m.unitId = h.targetId)
      or (h.kind = 'role' and exists (select 1 from ${memberRole} r where r.memberId = m.id and r.role = h.targetId)))
    where h.procedureId = ${procedureId} order by m.rank, m.sortKey, m.id`

/** Query for the heads of units. */
export const unitHeads = (db: Database) => heads(db, {})
const heads = query()((db) =>
  db.all<{ memberId: string; unitId: string }>(sql`
    select m.id as memberId, m.unitId as unitId from ${memberRole} r join ${member} m on m.id = r.memberId
    where r.role = 'unit_head' and m.leftAt is null and m.unitId is not null order by m.rank, m.sortKey, m.id`),
)

/**
 * The persons of a role: whoever was given it; the head of the unit that a row names, or of the case's own, where the
 * template says so.
 * @param row the row of a table that a branch runs for
 * @param unitId the unit of the case
 */
export function personsOf(
  template: Template,
  { held, heads }: People,
  roleId: string,
  row: Fields | undefined,
  unitId: string | null,
): string[] {
  const role = Object.hasOwn(template.roles, roleId) ? template.roles[roleId] : undefined
  const given = held.filter((one) => one.role === roleId).map(({ memberId }) => memberId)
  if (role?.by !== 'unit_head') return [...new Set(given)]
  const named = row === undefined ? undefined : unitIn(template, row)
  if (named === undefined && given.length > 0) return [...new Set(given)]
  const unit = named ?? unitId
  return heads.filter((one) => one.unitId === unit).map(({ memberId }) => memberId)
}

/** The unit a row names: its first column that holds one. */
function unitIn({ fields }: Template, row: Fields): string | undefined {
  const columns = Object.values(fields).flatMap((field) => Object.entries(field.columns ?? {}))
  const found = columns.find(([id, { type }]) => type === 'unit' && typeof row[id] === 'string')
  return found === undefined ? undefined : (row[found[0]] as string)
}

/** Who could fill a role anywhere in the committee, for the check of publishing (V10). */
export function candidatesOf(
  { held, heads }: People,
  everyone: readonly string[],
  id: string,
  role: Role,
): string[] {
  const given = held.filter((one) => one.role === id).map(({ memberId }) => memberId)
  if (given.length > 0) return given
  if (role.by === 'unit_head') return heads.map(({ memberId }) => memberId)
  return role.by === 'pick' ? [...everyone] : []
}
