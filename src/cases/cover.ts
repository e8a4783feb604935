import { and, eq } from 'drizzle-orm'
import type { Context } from '../core/context.ts'
import { dayAt } from '../core/dates.ts'
import { myId } from '../core/within.ts'
import { query } from '../core/query.ts'
import { awayOn } from '../organisation/absences/stands.ts'
import { absence } from '../organisation/tables.ts'
import type { Open } from '../processes/case.ts'
import type { Template } from '../processes/template.ts'

/** Query for those who are away today and named the acting member their deputy, and as what. */
export const standingFor = ({ tenant, person, clock }: Context) =>
  stoodFor(tenant, { person: person.id, day: dayAt(clock()) })
const stoodFor = query<{ person: string; day: string }>()((db, { person: id, day }) =>
  db
    .select({ id: absence.memberId, name: absence.memberName, capacity: absence.capacity })
    .from(absence)
    .where(and(eq(absence.deputyId, myId({ person: { id } })), awayOn(day))),
)

export type Cover = Awaited<ReturnType<typeof standingFor>>[number]

/** In whose stead the acting member may do an open step: nobody's where they hold it, or where its role takes no deputy. */
export function coverOf(
  { roles }: Template,
  { kind, role, holders }: Open,
  me: string,
  covers: readonly Cover[],
): Cover | undefined {
  if (kind !== 'task' || holders.includes(me)) return undefined
  if (roles[role ?? '']?.cover === 'none') return undefined
  return covers.find(({ id }) => holders.includes(id))
}
