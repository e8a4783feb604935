import { asc, eq, inArray, isNull, ne, sql } from 'drizzle-orm'
import type { SQLiteColumn } from 'drizzle-orm/sqlite-core'
import type { z } from 'zod'
import type { Visit } from '../../core/context.ts'
import { job, upkeep } from '../../core/control-tables.ts'
import { iso } from '../../core/dates.ts'
import { mails } from '../../core/outbox.ts'
import { report } from '../../directory/control-tables.ts'
import { vouched } from '../../directory/vouch.ts'
import { committee } from '../../entrance/control-tables.ts'
import type { Unwell } from '../../platform/breaker.ts'
import { latestFailures, showFailure } from '../failures/report.ts'
import type { stateAnswer } from './schema.ts'

const count = sql<number>`count(*)`
const total = (column: SQLiteColumn) => sql<number>`coalesce(sum(${column}), 0)`

/**
 * How many committees there are and how they stand, what is to be dealt with, what is stored, when jobs last ran, what
 * is limited; and which databases did not do their work when the process that answers last asked them.
 */
export async function readState(visit: Visit): Promise<z.infer<typeof stateAnswer>> {
  const { control, strangersADay, maxFileBytes, most } = visit
  const unwell = visit.platform.unwell()
  const places = unwell.flatMap(({ database, namespace }) => [database, ...(namespace ? [namespace] : [])])
  const [[all], [suspended], [confirmed], [reports], jobs, whose, [stored], failures] = await control.batch([
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
    control
      .select({
        files: total(upkeep.files),
        bytes: total(upkeep.bytes),
        lost: total(upkeep.lost),
        damaged: total(upkeep.damaged),
      })
      .from(upkeep),
    latestFailures(control),
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
    failures: failures.map(showFailure),
    stored: stored ?? { files: 0, bytes: 0, lost: 0, damaged: 0 },
    mail: mails(visit),
    limits: {
      strangersADay,
      maxFileBytes,
      storedBytes: most.stored,
      uploadsAnHour: most.uploadsAnHour,
      papersAnHour: most.papersAnHour,
    },
  }
}
