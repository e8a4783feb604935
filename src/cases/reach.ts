import { sql } from 'drizzle-orm'
import type { Belongs } from '../core/within.ts'
import { caseParty, processCase } from './tables.ts'

/** Whose a case is: of the unit it was opened in, of who opened it, of whoever has or had work in it. */
export const belongs: Belongs = {
  unit: processCase.unitId,
  own: processCase.starterId,
  assigned: (me) =>
    sql`exists (select 1 from ${caseParty} p where p.memberId = ${me} and p.caseId = ${processCase.id})`,
}
