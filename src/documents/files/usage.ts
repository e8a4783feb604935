import { and, gt, isNotNull, sql } from 'drizzle-orm'
import type { z } from 'zod'
import { look } from '../../core/batch.ts'
import type { Context } from '../../core/context.ts'
import { query } from '../../core/query.ts'
import { file, fileTotal } from '../../files/tables.ts'
import { document } from '../tables.ts'
import type { usageAnswer } from './schema.ts'

const HOUR = 3_600_000

const total = query()((db) => db.select({ bytes: fileTotal.bytes }).from(fileTotal))
const inTrouble = query()((db) =>
  db
    .select({
      lost: sql<number>`count(*) filter (where ${file.trouble} = 'lost')`,
      damaged: sql<number>`count(*) filter (where ${file.trouble} = 'damaged')`,
    })
    .from(file)
    .where(isNotNull(file.trouble)),
)
const broughtSince = query<{ since: number }>()((db, { since }) =>
  db
    .select({ n: sql<number>`count(*)` })
    .from(file)
    .where(gt(file.uploadedAt, since)),
)
const issuedSince = query<{ since: number }>()((db, { since }) =>
  db
    .select({ n: sql<number>`count(*)` })
    .from(document)
    .where(and(gt(document.issuedAt, since), isNotNull(document.number))),
)

/** What this committee stores and did within the last hour, and what the instance allows it. */
export async function getUsage(ctx: Context): Promise<z.infer<typeof usageAnswer>> {
  const since = ctx.clock() - HOUR
  const { stored, troubled, uploads, papers } = await look(ctx, {
    stored: total(ctx.tenant, {}),
    troubled: inTrouble(ctx.tenant, {}),
    uploads: broughtSince(ctx.tenant, { since }),
    papers: issuedSince(ctx.tenant, { since }),
  })
  const [bytes, { lost = 0, damaged = 0 } = {}] = [stored[0]?.bytes ?? 0, troubled[0]]
  const { stored: most, uploadsAnHour, papersAnHour } = ctx.most
  return {
    stored: { bytes, most },
    uploadsThisHour: { count: uploads[0]?.n ?? 0, most: uploadsAnHour },
    papersThisHour: { count: papers[0]?.n ?? 0, most: papersAnHour },
    lostFiles: lost,
    damagedFiles: damaged,
  }
}
