import { and, eq, exists, gt, not, or, sql } from 'drizzle-orm'
import type { Wake } from '../../core/domain.ts'
import { LOOKS_BACK, sweepUploads } from '../../files/sweep.ts'
import type { SQL } from 'drizzle-orm'
import { attachedFile, file } from '../../files/tables.ts'
import type { Database } from '../../platform/database.ts'
import { documentVersionFile } from '../drafting/tables.ts'
import { documentFile, incomingFile } from '../tables.ts'

const DAY = 86_400_000

/**
 * Whether a document, a version of one, one that came in by hand, or a thing it is attached to names an uploaded file:
 * what the sweep must leave alone.
 */
export const namedByDocument = (db: Database): SQL =>
  or(
    ...[documentFile, documentVersionFile, incomingFile, attachedFile].map((table) => namedIn(db, table)),
  ) as SQL

const namedIn = (
  db: Database,
  table: typeof documentFile | typeof documentVersionFile | typeof incomingFile | typeof attachedFile,
) =>
  exists(
    db
      .select({ one: sql`1` })
      .from(table)
      .where(eq(table.sha256, file.sha256)),
  )

/** Takes away files that no document names, and comes again daily as long as there are any it may have to take. */
export const tidyFiles: Wake = async ({ files, tenant, committeeId, now }) => {
  const named = namedByDocument(tenant)
  const done = await sweepUploads(tenant, files, committeeId, now, named)
  const left = await tenant
    .select({ one: sql`1` })
    .from(file)
    .where(and(gt(file.uploadedAt, now - LOOKS_BACK), not(named)))
    .limit(1)
  return { done, ...(left.length === 0 ? {} : { next: now + DAY }) }
}
