import { and, asc, gte, sql } from 'drizzle-orm'
import { z } from 'zod'
import { look } from '../../core/batch.ts'
import type { Context } from '../../core/context.ts'
import { dayAt } from '../../core/dates.ts'
import { paged, readCursor } from '../../core/paging.ts'
import { query } from '../../core/query.ts'
import { absence } from '../tables.ts'
import type { absenceAnswer, absenceList, absenceQuery } from './schema.ts'

type Page = { today: string; toDay?: string | undefined; id?: string | undefined; limit: number }
const awayFrom = query<Page>()((db, { today, toDay, id, limit }) =>
  db
    .select()
    .from(absence)
    .where(
      and(gte(absence.toDay, today), toDay && sql`(${absence.toDay}, ${absence.id}) > (${toDay}, ${id})`),
    )
    .orderBy(asc(absence.toDay), asc(absence.id))
    .limit(limit),
)

/** Who is away today and later, whoever comes back first. */
export async function listAbsences(
  ctx: Context,
  asked: z.output<typeof absenceQuery>,
): Promise<z.infer<typeof absenceList>> {
  const after = readCursor(asked.cursor, z.tuple([z.string(), z.string()]))
  const { rows } = await look(ctx, {
    rows: awayFrom(ctx.tenant, {
      today: dayAt(ctx.clock()),
      toDay: after?.[0],
      id: after?.[1],
      limit: asked.limit + 1,
    }),
  })
  return paged(rows, asked.limit, (row) => [row.toDay, row.id], showAbsence)
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
