import { and, gt, isNotNull, sql } from 'drizzle-orm'
import type { z } from 'zod'
import { look } from '../../core/batch.ts'
import type { Context } from '../../core/context.ts'
import { file, fileTotal } from '../../files/tables.ts'
import { document } from '../tables.ts'
import type { usageAnswer } from './schema.ts'

const HOUR = 3_600_000

/** What this committee stores and did within the last hour, and what the instance allows it. */
export async function getUsage(ctx: Context): Promise<z.infer<typeof usageAnswer>> {
  const since = ctx.clock() - HOUR
  const { stored, troubled, uploads, papers } = await look(ctx, {
    stored: ctx.tenant.select({ bytes: fileTotal.bytes }).from(fileTotal),
    troubled: ctx.tenant
      .select({
        lost: sql<number>`count(*) filter (where ${file.trouble} = 'lost')`,
        damaged: sql<number>`count(*) filter (where ${file.trouble} = 'damaged')`,
      })
      .from(file)
      .where(isNotNull(file.trouble)),
    uploads: ctx.tenant
      .select({ n: sql<number>`count(*)` })
      .from(file)
      .where(gt(file.uploadedAt, since)),
    papers: ctx.tenant
      .select({ n: sql<number>`count(*)` })
      .from(document)
      .where(and(gt(document.issuedAt, since), isNotNull(document.number))),
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
