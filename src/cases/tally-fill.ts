import { and, eq, sql } from 'drizzle-orm'
import { expectTrue, isConstraint } from '../core/batch.ts'
import type { Statement } from '../core/batch.ts'
import type { Wake } from '../core/domain.ts'
import { workingOn } from '../processes/deadlines.ts'
import { spanOf } from './figures.ts'
import { caseSpan, caseUncounted } from './tables.ts'
import { addToTally, counted } from './tally.ts'
import { layerInForce, workingTime } from './working-time.ts'

/** Runs of steps a batch counts, and batches a waking does; the rest come at the next. */
const RUNS = 2_000
const BATCHES = 20
const MINUTE = 60_000

/**
 * Counts for the figures what ended before they were counted as it happened (tally.ts): what a migration found. What is
 * counted is no longer uncounted in the same batch, so that each run is counted once however often this is cut off.
 */
export const uncounted: Wake = async ({ tenant, now }) => {
  let done = 0
  for (let i = 0; i < BATCHES; i++) {
    const [rows, own] = await tenant.batch([
      tenant
        .select({ span: caseSpan })
        .from(caseUncounted)
        .innerJoin(
          caseSpan,
          and(eq(caseSpan.caseId, caseUncounted.caseId), eq(caseSpan.no, caseUncounted.no)),
        )
        .limit(RUNS),
      layerInForce(tenant, {}),
    ])
    if (rows.length === 0) return { done }
    const working = workingOn(workingTime(own[0]))
    const spans = rows.map(({ span }) => span)
    const keys = JSON.stringify(spans.map(({ caseId, no }) => ({ caseId, no })))
    const statements: [Statement, ...Statement[]] = [
      tenant.run(sql`delete from ${caseUncounted} where (caseId, no) in
        (select value ->> 'caseId', value ->> 'no' from json_each(${keys}))`),
      expectTrue(tenant, sql`changes() = ${rows.length}`),
      ...[...Map.groupBy(spans, ({ procedureId }) => procedureId)].map(([procedureId, some]) =>
        addToTally(tenant, procedureId, counted(some.map(spanOf), working)),
      ),
    ]
    try {
      await tenant.batch(statements)
    } catch (error) {
      // Another host is at it.
      if (isConstraint(error)) return { done, next: now + MINUTE }
      throw error
    }
    done += rows.length
  }
  return { done, next: now + MINUTE }
}
