import { asc, eq, sql } from 'drizzle-orm'
import { look } from '../core/batch.ts'
import type { Context } from '../core/context.ts'
import { dayAt } from '../core/dates.ts'
import { given } from '../core/given.ts'
import { query } from '../core/query.ts'
import { myId } from '../core/within.ts'
import { unit } from '../organisation/tables.ts'
import type { ProcedureList } from './schema.ts'
import { procedure, procedureReceipt, procedureVersion } from './tables.ts'

/** More processes than any committee has: seed lists of 36 and 26 are long ones. */
const MOST = 500

type Row = {
  inForceId: string | null
  inForceNumber: number | null
  inForceFrom: string | null
  openId: string | null
  openNumber: number | null
  openState: 'draft' | 'reviewing' | null
  read: number
}

const listed = query<{ person: string; day: string }>()((db, { person, day }) =>
  db
    .select({
      procedure,
      unitName: unit.name,
      versions: sql<string>`(select json_object(
        'inForceId', f.id, 'inForceNumber', f.number, 'inForceFrom', f.effectiveFrom,
        'openId', o.id, 'openNumber', o.number, 'openState', o.state,
        'read', exists (select 1 from ${procedureReceipt} r
          where r.versionId = f.id and r.memberId = ${myId({ person: { id: person } })}))
        from (select 1) left join ${procedureVersion} f on f.id = (select v.id from ${procedureVersion} v
            where v.procedureId = ${procedure.id} and v.state = 'approved' and v.effectiveFrom <= ${day}
            order by v.effectiveFrom desc limit 1)
          left join ${procedureVersion} o on o.procedureId = ${procedure.id} and o.state <> 'approved')`,
    })
    .from(procedure)
    .leftJoin(unit, eq(unit.id, procedure.unitId))
    .orderBy(asc(procedure.code), asc(procedure.id))
    .limit(MOST),
)

/** The processes of the committee by code: what is in force, what is being written, whether I have read it. */
export async function listProcedures(ctx: Context): Promise<ProcedureList> {
  const day = dayAt(ctx.clock())
  const { rows } = await look(ctx, {
    rows: listed(ctx.tenant, { person: ctx.person.id, day }),
  })
  return {
    items: rows.map((row) => {
      const found = JSON.parse(row.versions) as Row
      const closed = row.procedure.closedOn !== null && row.procedure.closedOn <= day
      return {
        ...headOf(row.procedure, row.unitName),
        ...(found.inForceId === null || closed
          ? {}
          : {
              inForce: {
                id: found.inForceId,
                number: found.inForceNumber ?? 0,
                effectiveFrom: found.inForceFrom ?? '',
              },
            }),
        ...(found.openId === null || found.openState === null
          ? {}
          : { open: { id: found.openId, number: found.openNumber ?? 0, standing: found.openState } }),
        read: found.read === 1,
      }
    }),
  }
}

/** A process as every answer names it. */
export const headOf = (row: typeof procedure.$inferSelect, unitName: string | null) => ({
  id: row.id,
  code: row.code,
  name: row.name,
  ...(row.unitId === '' ? {} : { unit: { id: row.unitId, name: unitName ?? '' } }),
  ...given({ closedOn: row.closedOn }),
  ...(row.baseId === null ? {} : { base: { id: row.baseId, issuer: row.baseIssuer ?? '' } }),
})
