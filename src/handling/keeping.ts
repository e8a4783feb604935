import { sql } from 'drizzle-orm'
import type { SQL } from 'drizzle-orm'
import type { Me } from '../core/batch.ts'
import type { Context } from '../core/context.ts'
import { dayAt } from '../core/dates.ts'
import { myId } from '../core/within.ts'
import { keeps, unseen } from '../organisation/absences/keepers.ts'
import { reader } from './tables.ts'

/** As a column: whether the acting member takes note in place of a reader who left, or of a unit without a head. */
export const keptBy = (ctx: Context): SQL<number> => keptOn(myId(ctx), dayAt(ctx.clock()))

/** The same for a person and a day that a query leaves open. */
export const keptOn = (me: SQL, day: Parameters<typeof keeps>[1]): SQL<number> =>
  sql<number>`coalesce(${keeps(me, day)} and ${unseen(sql`${reader.kind}`, sql`${reader.subjectId}`, day)}, 0)`

/** Whether a document is for the information of a member: by name, with the unit, or as they keep it. */
export const isFor = (one: { kind: string; subjectId: string; kept: number }, me: Me): boolean =>
  one.kept === 1 || one.subjectId === (one.kind === 'person' ? me.id : me.unitId)
