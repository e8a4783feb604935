import { and, asc, eq, sql } from 'drizzle-orm'
import type { Placeholder, SQL } from 'drizzle-orm'
import type { Context } from './context.ts'
import { iso } from './dates.ts'
import { audit } from './tables.ts'
import { query } from './query.ts'
import type { Database } from '../platform/database.ts'

/**
 * What happened to one thing, oldest first.
 * @param saved the act of saving what is being written: of one after the other by the same person the last stands for all
 */
export const historyOf = (db: Database, kind: string, id: string, saved?: string) =>
  happened(db, { kind, id, saved })

const happened = query<{ kind: string; id: string; saved?: string | undefined }>()(
  (db, { kind, id, saved }) =>
    db
      .select({ at: audit.at, by: audit.actor, action: audit.action })
      .from(audit)
      .where(and(eq(audit.subjectKind, kind), eq(audit.subjectId, id), saved && notSavedOn(saved)))
      .orderBy(asc(audit.id))
      .limit(200),
)

/** What was saved, and next saved once more by the same person, is one stretch of writing; the last row tells of it. */
export const notSavedOn = (saved: string | Placeholder): SQL =>
  sql`not (${audit.action} = ${saved} and exists (select 1 from ${audit} later where later.id =
        (select min(next.id) from ${audit} next where next.subjectKind = ${audit.subjectKind}
          and next.subjectId = ${audit.subjectId} and next.id > ${audit.id})
        and later.action = ${saved} and later.actorId = ${audit.actorId}))`

/** The name of an action in Vietnamese. */
export const actionName = ({ house }: Pick<Context, 'house'>, action: string): string =>
  house.acts.get(action)?.name ?? action

/** One entry of a history in plain words. */
export const tellHistory =
  (ctx: Pick<Context, 'house'>) => (row: { at: number; by: string; action: string }) => ({
    at: iso(row.at),
    by: row.by,
    action: row.action,
    text: actionName(ctx, row.action),
  })
