import { sql } from 'drizzle-orm'
import type { Me, Statement } from '../core/batch.ts'
import type { Context } from '../core/context.ts'
import { direction } from './tables.ts'

type Said = Pick<typeof direction.$inferInsert, 'kind' | 'text' | 'cooperate' | 'inform'> &
  Partial<Pick<typeof direction.$inferInsert, 'lead' | 'dueOn'>>

/** The row of what was decided about a document: the next one, whatever was decided before. */
export const directionRow = (
  ctx: Context,
  me: Pick<Me, 'id' | 'name'>,
  incomingId: string,
  said: Said,
): Statement =>
  ctx.tenant.insert(direction).values({
    ...said,
    incomingId,
    no: sql<number>`(select coalesce(max(no), 0) + 1 from direction where incomingId = ${incomingId})`,
    byId: me.id,
    byName: me.name,
    at: ctx.clock(),
  })
