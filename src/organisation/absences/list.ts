import { and, asc, gte, sql } from 'drizzle-orm'
import { z } from 'zod'
import { look } from '../../core/batch.ts'
import type { Context } from '../../core/context.ts'
import { dayAt } from '../../core/dates.ts'
import { paged, readCursor } from '../../core/paging.ts'
import { absence } from '../tables.ts'
import type { absenceAnswer, absenceList, absenceQuery } from './schema.ts'

/** Who is away today and later, whoever comes back first. */
export async function listAbsences(
  ctx: Context,
  query: z.output<typeof absenceQuery>,
): Promise<z.infer<typeof absenceList>> {
  const after = readCursor(query.cursor, z.tuple([z.string(), z.string()]))
  const { rows } = await look(ctx, {
    rows: ctx.tenant
      .select()
      .from(absence)
      .where(
        and(
          gte(absence.toDay, dayAt(ctx.clock())),
          after && sql`(${absence.toDay}, ${absence.id}) > (${after[0]}, ${after[1]})`,
        ),
      )
      .orderBy(asc(absence.toDay), asc(absence.id))
      .limit(query.limit + 1),
  })
  return paged(rows, query.limit, (row) => [row.toDay, row.id], showAbsence)
}

/** An absence as answers tell it. */
export const showAbsence = (row: typeof absence.$inferSelect): z.infer<typeof absenceAnswer> => ({
  id: row.id,
  member: { id: row.memberId, name: row.memberName },
  deputy: { id: row.deputyId, name: row.deputyName },
  fromDay: row.fromDay,
  toDay: row.toDay,
  capacity: row.capacity,
  reason: row.reason,
  version: row.version,
})
