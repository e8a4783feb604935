import { and, desc, eq, lt, notInArray } from 'drizzle-orm'
import type { Context } from '../core/context.ts'
import { committeeEvent } from './control-tables.ts'

/** Which of the changes to this committee in the directory. */
export type EventFilter = {
  /** Actions to leave out. */
  without: string[]
  /** Only those older than this one. */
  before?: string | undefined
  actorId?: string | undefined
  action?: string | undefined
  limit: number
}

/** Changes to this committee in the directory, newest first. */
export const eventsOf = (ctx: Context, { without, before, actorId, action, limit }: EventFilter) =>
  ctx.control
    .select()
    .from(committeeEvent)
    .where(
      and(
        eq(committeeEvent.committeeId, ctx.committee.id),
        notInArray(committeeEvent.action, without),
        before === undefined ? undefined : lt(committeeEvent.id, before),
        actorId === undefined ? undefined : eq(committeeEvent.actorId, actorId),
        action === undefined ? undefined : eq(committeeEvent.action, action),
      ),
    )
    .orderBy(desc(committeeEvent.id))
    .limit(limit)
