import { and, asc, eq } from 'drizzle-orm'
import type { Context } from './context.ts'
import { iso } from './dates.ts'
import { audit } from './tables.ts'
import type { Database } from '../platform/database.ts'

/** What happened to one thing, oldest first. */
export const historyOf = (db: Database, kind: string, id: string) =>
  db
    .select({ at: audit.at, by: audit.actor, action: audit.action })
    .from(audit)
    .where(and(eq(audit.subjectKind, kind), eq(audit.subjectId, id)))
    .orderBy(asc(audit.id))
    .limit(200)

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
