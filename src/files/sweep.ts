import { and, between, inArray, isNotNull, isNull, not, sql } from 'drizzle-orm'
import type { SQL } from 'drizzle-orm'
import { auditRow } from '../core/batch.ts'
import type { Statement } from '../core/batch.ts'
import type { Database } from '../platform/database.ts'
import type { FileStore } from '../platform/platform.ts'
import { fileActs } from './acts.ts'
import { file } from './tables.ts'

const DAY = 86_400_000
/** A file that no draft names after so long was left behind. */
const PATIENCE = 7 * DAY
/** The sweep comes round daily and looks back so far, so that it never reads the whole table. */
export const LOOKS_BACK = 37 * DAY
const MOST = 50

/** Whom the audit names where nobody acted. */
const SYSTEM = { id: 'system', name: 'Hệ thống' }

/**
 * Takes away files that were brought in and that no document, draft or discarded, has named for a week. Marks
 * them first, so that nobody can name one whose bytes are going; a sweep that broke off is taken up by the next.
 * @param owner the committee whose database and files these are
 * @param named whether a document names the file (documents/files.ts)
 * @returns how many were taken away, at most 50 at a time
 */
export async function sweepUploads(
  db: Database,
  files: FileStore,
  owner: string,
  now: number,
  named: SQL,
): Promise<number> {
  const old = between(file.uploadedAt, now - LOOKS_BACK, now - PATIENCE)
  const [, going] = await db.batch([
    db
      .update(file)
      .set({ removingAt: now })
      .where(and(old, isNull(file.removingAt), not(named))),
    db
      .select({ sha256: file.sha256, name: file.name })
      .from(file)
      .where(and(old, isNotNull(file.removingAt)))
      .limit(MOST),
  ])
  if (going.length === 0) return 0
  for (const { sha256 } of going) await files.remove({ owner, sha256 })
  const hashes = going.map(({ sha256 }) => sha256)
  await db.batch([
    db.delete(file).where(and(inArray(file.sha256, hashes), isNotNull(file.removingAt))),
    ...going.map(({ sha256, name }) => auditRow(db, SYSTEM, fileActs.sweep({ id: sha256, name }), now)),
  ])
  return going.length
}

/**
 * Guard for a batch that names uploaded files: undoes it unless all of them are still here. The files count as
 * used from now on.
 * @param hashes each once
 */
export const stillUploaded = (db: Database, hashes: string[], now: number): Statement[] =>
  hashes.length === 0
    ? []
    : [
        db
          .update(file)
          .set({ uploadedAt: now })
          .where(and(inArray(file.sha256, hashes), isNull(file.removingAt))),
        db.run(sql`insert into expect select changes() = ${hashes.length}`),
      ]
