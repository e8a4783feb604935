import { and, eq, isNotNull, isNull } from 'drizzle-orm'
import { iso } from '../core/dates.ts'
import { deskPart } from '../core/part.ts'
import { query } from '../core/query.ts'
import { myId } from '../core/within.ts'
import { procedure } from '../procedures/tables.ts'
import { caseSchedule } from './tables.ts'

const stuck = query<{ person: string }>()((db, { person: id }) =>
  db
    .select({ schedule: caseSchedule, code: procedure.code })
    .from(caseSchedule)
    .innerJoin(procedure, eq(procedure.id, caseSchedule.procedureId))
    .where(
      and(
        isNotNull(caseSchedule.problem),
        isNull(caseSchedule.stoppedAt),
        eq(procedure.ownerId, myId({ person: { id } })),
      ),
    )
    .limit(20),
)

/** Schedules that could not open their case, for the owner of the process. What waits for whom is work (work.ts). */
export const desk = deskPart({
  tenant: ({ tenant, person }) => ({ stuck: stuck(tenant, { person: person.id }) }),
  show: (_, { stuck: found }) => ({
    waiting: found.map(({ schedule, code }) => ({
      kind: 'schedule',
      id: schedule.procedureId,
      title: `${code} ${schedule.title}`,
      sub: schedule.problem ?? '',
      at: iso(schedule.createdAt),
      urgency: 0,
    })),
  }),
})
