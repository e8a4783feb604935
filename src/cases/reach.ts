import { sql } from 'drizzle-orm'
import type { SQL } from 'drizzle-orm'
import type { Context } from '../core/context.ts'
import { dayAt } from '../core/dates.ts'
import { within } from '../core/within.ts'
import { worksFor } from '../organisation/absences/stands.ts'
import { caseParty, processCase } from './tables.ts'

/**
 * The condition under which a case is within reach of the acting member: of the unit it was opened in, of who opened
 * it, of whoever has or had work in it, and of their deputies while they are away.
 */
export const reached = (ctx: Context): SQL | undefined =>
  within(ctx, {
    unit: processCase.unitId,
    own: processCase.starterId,
    assigned: (me) =>
      sql`exists (select 1 from ${caseParty} p where p.caseId = ${processCase.id}
        and (p.memberId = ${me} or p.memberId in ${worksFor(me, dayAt(ctx.clock()))}))`,
  })
