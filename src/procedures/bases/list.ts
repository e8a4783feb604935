import { eq, isNotNull, sql } from 'drizzle-orm'
import { look } from '../../core/batch.ts'
import type { Context } from '../../core/context.ts'
import { given } from '../../core/given.ts'
import { query } from '../../core/query.ts'
import type { BaseList } from '../schema.ts'
import { procedure, procedureVersion } from '../tables.ts'
import { handedDown } from './asked.ts'

/** What this committee made of bases: each adapted process with the version its last version stands on. */
const adapted = query()((db) =>
  db
    .select({
      id: procedure.id,
      code: procedure.code,
      name: procedure.name,
      baseId: procedure.baseId,
      baseNumber: procedureVersion.baseNumber,
      closedOn: procedure.closedOn,
    })
    .from(procedure)
    .innerJoin(procedureVersion, eq(procedureVersion.procedureId, procedure.id))
    .where(
      sql`${isNotNull(procedure.baseId)} and ${procedureVersion.number} = (select max(n.number) from ${procedureVersion} n
        where n.procedureId = ${procedure.id})`,
    ),
)

/** Query for {@link adapted}. */
export const adaptedHere = ({ tenant }: Pick<Context, 'tenant'>) => adapted(tenant, {})

/** Processes handed down from above, the newest version of each, and what was made of them here. */
export async function listBases(ctx: Context): Promise<BaseList> {
  const [{ mine }, bases] = await Promise.all([look(ctx, { mine: adaptedHere(ctx) }), handedDown(ctx)])
  return {
    items: bases
      .toSorted((a, b) => a.code.localeCompare(b.code))
      .map(({ procedureId, versionId, issuer, code, name, number, note, hash, effectiveFrom, closedOn }) => ({
        id: procedureId,
        versionId,
        issuer,
        code,
        name,
        number,
        note,
        hash,
        effectiveFrom,
        ...given({ closedOn }),
        adapted: mine
          .filter(({ baseId }) => baseId === procedureId)
          .map(({ id, code, name, baseNumber }) => ({ id, code, name, number: baseNumber ?? 0 })),
      })),
  }
}
