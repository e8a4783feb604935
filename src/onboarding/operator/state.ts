import { asc, eq, isNull, ne, sql } from 'drizzle-orm'
import type { z } from 'zod'
import type { Visit } from '../../core/context.ts'
import { job } from '../../core/control-tables.ts'
import { iso } from '../../core/dates.ts'
import { report } from '../../directory/control-tables.ts'
import { vouched } from '../../directory/vouch.ts'
import { committee } from '../../entrance/control-tables.ts'
import type { stateAnswer } from './schema.ts'

const count = sql<number>`count(*)`

/** How many committees there are and how they stand, what is to be dealt with, when jobs last ran, what is limited. */
export async function readState(visit: Visit): Promise<z.infer<typeof stateAnswer>> {
  const { control, strangersADay, maxFileBytes } = visit
  const [[all], [suspended], [confirmed], [reports], jobs] = await control.batch([
    control.select({ n: count }).from(committee).where(ne(committee.state, 'provisioning')),
    control.select({ n: count }).from(committee).where(eq(committee.state, 'suspended')),
    control
      .select({ n: count })
      .from(committee)
      .where(vouched(sql`committee.id`)),
    control.select({ n: count }).from(report).where(isNull(report.settledAt)),
    control.select({ name: job.name, ranAt: job.ranAt }).from(job).orderBy(asc(job.name)),
  ])
  return {
    committees: all?.n ?? 0,
    suspended: suspended?.n ?? 0,
    confirmed: confirmed?.n ?? 0,
    reports: reports?.n ?? 0,
    jobs: jobs.map(({ name, ranAt }) => ({ name, ranAt: iso(ranAt) })),
    limits: { strangersADay, maxFileBytes },
  }
}
