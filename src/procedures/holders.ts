import { eq } from 'drizzle-orm'
import { ROLES } from '../core/access.ts'
import { commit, look } from '../core/batch.ts'
import type { Context } from '../core/context.ts'
import { Invalid, NotFound } from '../core/errors.ts'
import { member } from '../core/tables.ts'
import { position, unit } from '../organisation/tables.ts'
import { procedureActs } from './acts.ts'
import type { Holder } from './schema.ts'
import { procedure, procedureHolder } from './tables.ts'

/**
 * Says anew who fills the roles of a process. Work that already waits for somebody stays with them.
 * @throws Invalid naming whoever is not there
 */
export async function giveHolders(ctx: Context, id: string, holders: Holder[]): Promise<{ id: string }> {
  const { me, rows, members, positions, units } = await look(ctx, {
    rows: ctx.tenant.select().from(procedure).where(eq(procedure.id, id)),
    members: ctx.tenant.select({ id: member.id, name: member.name }).from(member),
    positions: ctx.tenant.select({ id: position.id, name: position.name }).from(position),
    units: ctx.tenant.select({ id: unit.id, name: unit.name }).from(unit),
  })
  const found = rows[0]
  if (found === undefined) throw new NotFound()
  const roles = Object.entries(ROLES).map(([role, name]) => ({ id: role, name }))
  const known = { member: members, position: positions, unit: units, role: roles }
  const named = holders.map((one) => known[one.kind].find((thing) => thing.id === one.targetId)?.name)
  const missing = named.flatMap((name, i) =>
    name === undefined
      ? [{ field: `holders.${i}.targetId`, message: 'Không có người hoặc chức vụ này.' }]
      : [],
  )
  if (missing.length > 0) throw new Invalid(missing)
  const distinct = [...new Map(holders.map((one) => [JSON.stringify(one), one])).values()]
  const statements = [
    ctx.tenant.delete(procedureHolder).where(eq(procedureHolder.procedureId, id)),
    ...(distinct.length === 0
      ? []
      : [ctx.tenant.insert(procedureHolder).values(distinct.map((one) => ({ procedureId: id, ...one })))]),
  ]
  const after = { holders: holders.map(({ role }, i) => `${role}: ${named[i] ?? ''}`) }
  const act = procedureActs.holders({ id, name: `${found.code} ${found.name}` }, { after })
  return commit(ctx, me, act, statements, { id })
}
