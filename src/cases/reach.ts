import { sql } from 'drizzle-orm'
import type { Placeholder, SQL } from 'drizzle-orm'
import type { Permission } from '../core/access.ts'
import type { Context } from '../core/context.ts'
import { dayAt } from '../core/dates.ts'
import { within } from '../core/within.ts'
import type { Person } from '../core/within.ts'
import { worksFor } from '../organisation/absences/stands.ts'
import { caseParty, processCase } from './tables.ts'

/**
 * The condition under which a case is within reach of the acting member: of the unit it was opened in, of who opened
 * it, of whoever has or had work in it, and of their deputies while they are away.
 */
export const reached = (whose: Person, day: string | Placeholder, permission: Permission): SQL | undefined =>
  within(
    { ...whose, permission },
    {
      unit: processCase.unitId,
      own: processCase.starterId,
      assigned: (me) =>
        sql`exists (select 1 from ${caseParty} p where p.caseId = ${processCase.id}
          and (p.memberId = ${me} or p.memberId in ${worksFor(me, day)}))`,
    },
  )

/** Whose reach it is, as the values of a query. */
export type Reaching = { person: string; day: string }
export const reaching = ({ person, clock }: Context): Reaching => ({ person: person.id, day: dayAt(clock()) })
