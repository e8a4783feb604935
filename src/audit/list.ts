import { and, desc, eq, lt } from 'drizzle-orm'
import { z } from 'zod'
import { look } from '../core/batch.ts'
import type { Context } from '../core/context.ts'
import { iso } from '../core/dates.ts'
import { paged, readCursor } from '../core/paging.ts'
import { audit, member } from '../core/tables.ts'
import { actionName, notSavedOn } from '../core/history.ts'
import { query } from '../core/query.ts'
import { eventsOf } from '../directory/events.ts'
import { changesOf } from './changes.ts'
import type { State } from './changes.ts'
import type { AuditAnswer, AuditEntry, AuditQuery } from './schema.ts'

type Row = typeof audit.$inferSelect

/** What a draft does by itself while it is written. */
const SAVED = 'document.edit'

/** Changes that leave a row in both databases are told from the committee's own. */
const MIRRORED = ['committee.open', 'committee.edit']

/**
 * Every change in this committee and to it in the directory, newest first: ids are made in the order of time
 * (UUIDv7), so that both lists merge by them.
 * @throws Forbidden to all but administrators
 */
export async function listAudit(ctx: Context, asked: AuditQuery): Promise<AuditAnswer> {
  const after = readCursor(asked.cursor, z.tuple([z.string()]))?.[0]
  const own = lookAtChanges(ctx, asked, after)
  // Only a filter by person needs to know first who that is in the directory.
  const events =
    asked.actor === undefined
      ? findEvents(ctx, asked, after, undefined)
      : own.then(({ people }) => findEvents(ctx, asked, after, people[0]?.userId ?? ''))
  const [{ rows }, outside] = await Promise.all([own, events])
  const merged = [...rows, ...outside].sort((a, b) => (a.id < b.id ? 1 : -1)).slice(0, asked.limit + 1)
  const shown = paged(
    merged,
    asked.limit,
    (row) => [row.id],
    (row) => show(ctx, row),
  )
  return after === undefined ? { ...shown, actions: everyAction(ctx) } : shown
}

const everyAction = ({ house }: Context) => [...house.acts].map(([id, { name }]) => ({ id, name }))

function lookAtChanges(ctx: Context, { subject, actor, action, limit }: AuditQuery, after?: string) {
  const [kind, id] = subject === undefined ? [] : split(subject)
  return look(ctx, {
    rows: changesIn(ctx.tenant, { after, kind, id, actor, action, limit: limit + 1 }),
    people: accountOf(ctx.tenant, { id: actor ?? '' }),
  })
}

type Page = Partial<Record<'after' | 'kind' | 'id' | 'actor' | 'action', string | undefined>> & {
  limit: number
}
const changesIn = query<Page>()((db, { after, kind, id, actor, action, limit }) =>
  db
    .select()
    .from(audit)
    .where(
      and(
        after && lt(audit.id, after),
        // Of one thing every saving is told; among all others a stretch of writing is one line.
        kind && id ? and(eq(audit.subjectKind, kind), eq(audit.subjectId, id)) : notSavedOn(SAVED),
        actor && eq(audit.actorId, actor),
        action && eq(audit.action, action),
      ),
    )
    .orderBy(desc(audit.id))
    .limit(limit),
)
const accountOf = query<{ id: string }>()((db, { id }) =>
  db.select({ userId: member.userId }).from(member).where(eq(member.id, id)),
)

async function findEvents(
  ctx: Context,
  { subject, action, limit }: AuditQuery,
  after: string | undefined,
  userId: string | undefined,
): Promise<Row[]> {
  const { id, name } = ctx.committee
  if (subject !== undefined && subject !== `committee:${id}`) return []
  const rows = await eventsOf(ctx, {
    without: MIRRORED,
    before: after,
    actorId: userId,
    action,
    limit: limit + 1,
  })
  return rows.map(({ committeeId, ...row }) => ({
    ...row,
    subjectKind: 'committee',
    subjectId: committeeId,
    subject: name,
  }))
}

const split = (subject: string): string[] => {
  const at = subject.indexOf(':')
  return [subject.slice(0, at), subject.slice(at + 1)]
}

function show(ctx: Context, row: Row): AuditEntry {
  const [before, after] = [row.before, row.after].map((state) =>
    state === null ? undefined : (JSON.parse(state) as State),
  )
  return {
    id: row.id,
    at: iso(row.at),
    actor: row.actor,
    action: row.action,
    actionName: actionName(ctx, row.action),
    subject: { kind: row.subjectKind, id: row.subjectId, name: row.subject },
    ...(before === undefined ? {} : { before }),
    ...(after === undefined ? {} : { after }),
    changes: changesOf(ctx.house.acts.get(row.action)?.fields ?? {}, before, after),
  }
}
