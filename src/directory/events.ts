import { and, desc, eq, lt, sql } from 'drizzle-orm'
import type { Context } from '../core/context.ts'
import { listed, query } from '../core/query.ts'
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
export const eventsOf = ({ control, committee: { id } }: Context, { without, ...filter }: EventFilter) =>
  events(control, { ...filter, here: id, without: JSON.stringify(without) })

type Asked = Omit<EventFilter, 'without'> & { here: string; without: string }
const events = query<Asked>()((db, { here, without, before, actorId, action, limit }) =>
  db
    .select()
    .from(committeeEvent)
    .where(
      and(
        eq(committeeEvent.committeeId, here),
        sql`${committeeEvent.action} not in ${listed(without)}`,
        before && lt(committeeEvent.id, before),
        actorId && eq(committeeEvent.actorId, actorId),
        action && eq(committeeEvent.action, action),
      ),
    )
    .orderBy(desc(committeeEvent.id))
    .limit(limit),
)
