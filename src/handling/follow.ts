import { eq } from 'drizzle-orm'
import { follower } from '../core/follow.ts'
import { moveIncoming } from '../documents/incoming/move.ts'
import { BY_LEAD } from '../documents/incoming/states.ts'
import { incoming } from '../documents/tables.ts'
import { telling } from './telling.ts'

/** From "đã phân công" on an incoming document follows its lead task, and its sender is told. */
export const follows = follower({
  tenant: (ctx, taskId) => ({
    papers: ctx.tenant.select().from(incoming).where(eq(incoming.leadTaskId, taskId)),
  }),
  follow(ctx, { papers }, { to }) {
    const paper = papers[0]
    const state = BY_LEAD[to]
    if (paper === undefined || state === undefined || state === paper.state) return undefined
    if (paper.state === 'kept' || paper.state === 'recalled') return undefined
    const more = state === 'routing' ? { leadTaskId: null } : {}
    return { statements: moveIncoming(ctx, paper, state, more), crossing: telling(ctx, paper, state) }
  },
})
