import { asc, eq, inArray, isNull, ne, sql } from 'drizzle-orm'
import type { z } from 'zod'
import type { Visit } from '../../core/context.ts'
import { job } from '../../core/control-tables.ts'
import { iso } from '../../core/dates.ts'
import { report } from '../../directory/control-tables.ts'
import { vouched } from '../../directory/vouch.ts'
import { committee } from '../../entrance/control-tables.ts'
import type { Unwell } from '../../platform/breaker.ts'
import type { stateAnswer } from './schema.ts'

const count = sql<number>`count(*)`

/**
 * How many committees there are and how they stand, what is to be dealt with, when jobs last ran, what is limited; and
 * which databases did not do their work when the process that answers last asked them.
 */
export async function readState(visit: Visit): Promise<z.infer<typeof stateAnswer>> {
  const { control, strangersADay, maxFileBytes } = visit
  const unwell = visit.platform.unwell()
  const places = unwell.flatMap(({ database, namespace }) => [database, ...(namespace ? [namespace] : [])])
  const [[all], [suspended], [confirmed], [reports], jobs, whose] = await control.batch([
    control.select({ n: count }).from(committee).where(ne(committee.state, 'provisioning')),
    control.select({ n: count }).from(committee).where(eq(committee.state, 'suspended')),
    control
      .select({ n: count })
      .from(committee)
      .where(vouched(sql`committee.id`)),
    control.select({ n: count }).from(report).where(isNull(report.settledAt)),
    control.select({ name: job.name, ranAt: job.ranAt }).from(job).orderBy(asc(job.name)),
    control
      .select({ handle: committee.handle, name: committee.name, location: committee.location })
      .from(committee)
      .where(inArray(committee.location, places)),
  ])
  const committeeAt = ({ database, namespace }: Unwell) => {
    const found = whose.find(({ location }) => location === namespace || location === database)
    return found === undefined ? {} : { committee: { handle: found.handle, name: found.name } }
  }
  return {
    committees: all?.n ?? 0,
    suspended: suspended?.n ?? 0,
    confirmed: confirmed?.n ?? 0,
    reports: reports?.n ?? 0,
    jobs: jobs.map(({ name, ranAt }) => ({ name, ranAt: iso(ranAt) })),
    unwell: unwell.map((one) => ({
      database: one.database,
      ...committeeAt(one),
      writes: one.writes,
      code: one.code,
      since: iso(one.since),
    })),
    limits: { strangersADay, maxFileBytes },
  }
}
