import { and, eq } from 'drizzle-orm'
import { expectOne } from '../../core/batch.ts'
import type { Statement } from '../../core/batch.ts'
import type { Context } from '../../core/context.ts'
import { incoming } from '../tables.ts'
import type { IncomingState } from './states.ts'

type Row = Pick<typeof incoming.$inferSelect, 'id' | 'version'>

/** Statements that bring a document into a state, if nobody changed it meanwhile. */
export const moveIncoming = (
  ctx: Context,
  { id, version }: Row,
  state: IncomingState,
  more: Partial<
    Pick<typeof incoming.$inferInsert, 'leadTaskId' | 'proposal' | 'receiver' | 'unitId' | 'transferredOn'>
  > = {},
): Statement[] => [
  ctx.tenant
    .update(incoming)
    .set({ ...more, state, movedAt: ctx.clock(), version: version + 1 })
    .where(and(eq(incoming.id, id), eq(incoming.version, version))),
  expectOne(ctx.tenant),
]
