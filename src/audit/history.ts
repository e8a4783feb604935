import { and, asc, eq } from 'drizzle-orm'
import { iso } from '../core/dates.ts'
import { audit } from '../core/tables.ts'
import type { Database } from '../platform/database.ts'
import { actionName } from './actions.ts'

/** What happened to one thing, oldest first, without the repeated saves of a draft. */
export const historyOf = (db: Database, kind: string, id: string) =>
  db
    .select({ at: audit.at, by: audit.actor, action: audit.action, after: audit.after })
    .from(audit)
    .where(and(eq(audit.subjectKind, kind), eq(audit.subjectId, id)))
    .orderBy(asc(audit.id))
    .limit(200)

/** One entry of a history in plain words. */
export const tellHistory = (row: { at: number; by: string; action: string }) => ({
  at: iso(row.at),
  by: row.by,
  action: row.action,
  text: actionName(row.action),
})
