import { and, asc, eq, isNull, sql } from 'drizzle-orm'
import { alias } from 'drizzle-orm/sqlite-core'
import { z } from 'zod'
import type { Visit } from '../../core/context.ts'
import { iso } from '../../core/dates.ts'
import { NotFound } from '../../core/errors.ts'
import { paged, readCursor } from '../../core/paging.ts'
import { settle } from '../../directory/reports.ts'
import { report } from '../../directory/control-tables.ts'
import { committee } from '../../entrance/control-tables.ts'
import type { reportList, reportQuery } from './schema.ts'

const about = alias(committee, 'about')
const by = alias(committee, 'reporter')

/** What committees reported and nobody has dealt with, the oldest first. */
export async function listReports(
  { control }: Visit,
  { cursor, limit }: z.output<typeof reportQuery>,
): Promise<z.infer<typeof reportList>> {
  const after = readCursor(cursor, z.tuple([z.string()]))
  const rows = await control
    .select({
      report,
      about: { handle: about.handle, name: about.name },
      by: { handle: by.handle, name: by.name },
    })
    .from(report)
    .innerJoin(about, eq(about.id, report.aboutId))
    .innerJoin(by, eq(by.id, report.byId))
    .where(and(isNull(report.settledAt), after && sql`${report.id} > ${after[0]}`))
    .orderBy(asc(report.id))
    .limit(limit + 1)
  return paged(
    rows,
    limit,
    (row) => [row.report.id],
    ({ report: { id, actor, text, at }, ...parties }) => ({ id, ...parties, actor, text, at: iso(at) }),
  )
}

/**
 * Keeps what came of a report. Harmless when it was settled before: the first outcome stands.
 * @throws NotFound when there is no such report
 */
export async function settleReport(
  { control, person, clock }: Visit,
  id: string,
  outcome: string,
): Promise<{ id: string }> {
  const [[found]] = await control.batch([
    control.select({ id: report.id }).from(report).where(eq(report.id, id)),
    settle(control, id, { by: person.name, outcome, at: clock() }),
  ])
  if (found === undefined) throw new NotFound()
  return { id }
}
