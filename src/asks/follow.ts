import { eq, sql } from 'drizzle-orm'
import { expectOne } from '../core/batch.ts'
import { Conflict } from '../core/errors.ts'
import { follower } from '../core/follow.ts'
import type { Move } from '../core/follow.ts'
import { newId } from '../core/ids.ts'
import type { Progress } from '../exchange/progress.ts'
import { follows as paperFollows } from '../handling/follow.ts'
import { incoming } from '../documents/tables.ts'
import { chainOf, refuseDead } from './ancestors.ts'
import type { Above } from './ancestors.ts'
import { answer } from './crossings.ts'
import { takenOf } from './states.ts'
import { taken } from './tables.ts'
import { nextSide } from './take.ts'

type Ours = typeof taken.$inferSelect

/** Steps that are ours whatever became of the ask. */
const OURS = ['suspend', 'cancel']

/**
 * A task that another committee asked for tells it how far it has come, what was done, and what is wished. The paper
 * that came with it follows too, and its news go along.
 */
export const follows = follower({
  tenant: (ctx, taskId) => ({
    ours: ctx.tenant.select().from(taken).where(eq(taken.taskId, taskId)),
    papers: ctx.tenant
      .select()
      .from(incoming)
      .where(
        sql`${incoming.leadTaskId} = ${taskId} and exists (select 1 from taken where taskId = ${taskId})`,
      ),
    proofs: ctx.tenant.all<{ notation: string }>(sql`select d.notation from taken k
      join task t on t.id = k.taskId join document d on d.id = t.resultDocumentId where k.taskId = ${taskId}`),
  }),
  follow(ctx, { ours, papers, proofs }, move) {
    const mine = ours[0]
    if (mine === undefined) return undefined
    if (move.step === 'grant')
      throw new Conflict(
        `Hạn này do ${mine.fromName} giao: đề nghị gia hạn đã gửi, chỉ nơi giao trả lời được.`,
      )
    const paper = paperFollows.follow(ctx, { papers } as never, move)
    const { row, write } = nextSide(ctx, mine, sideAfter(mine, move, proofs[0]?.notation, ctx.clock()))
    const { taskId: _t, fromName: _f, ...side } = row
    return {
      statements: [...(paper?.statements ?? []), write, expectOne(ctx.tenant)],
      crossing: {
        kind: answer,
        alongside: { chain: chainOf(ctx.exchange, { askId: mine.askId }) as never },
        effect: ({ chain = [] }) => {
          if (!OURS.includes(move.step)) refuseDead(chain as Above[])
          const news = (paper?.crossing?.effect ?? null) as Progress | null
          return { ...side, what: move.step, news }
        },
      },
    }
  },
})

/** Our side after a step of the task. */
function sideAfter(before: Ours, move: Move, paper: string | undefined, at: number): Partial<Ours> {
  const { to, step, now, byName, reason } = move
  const status = takenOf(to, now.personId, before.status)
  const wish =
    step === 'extend'
      ? { wishNo: before.wishNo + 1, wishOn: now.wantedDueOn, wishReason: now.wantedReason }
      : step === 'cancel' || now.wantedDueOn === null
        ? { wishOn: null, wishReason: step === 'cancel' ? (reason ?? null) : null }
        : {}
  const filed =
    step === 'approve' ? { filing: newId(), filedAt: at, text: now.resultText, paper: paper ?? null } : {}
  return { status, byName, ...wish, ...filed }
}
