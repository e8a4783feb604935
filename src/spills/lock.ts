import { and, eq, or } from 'drizzle-orm'
import { commit, look } from '../core/batch.ts'
import type { Context } from '../core/context.ts'
import { cross } from '../core/crossing.ts'
import { decided } from '../core/decided.ts'
import { Conflict, NotFound } from '../core/errors.ts'
import { newId } from '../core/ids.ts'
import { query } from '../core/query.ts'
import { reads } from '../documents/outgoing/reachable.ts'
import { papersToLock, tellLocked } from '../documents/sealing.ts'
import type { Locked } from '../documents/sealing.ts'
import { document } from '../documents/tables.ts'
import { spillActs } from './acts.ts'
import { moveBytes } from './bytes.ts'
import { locking } from './exchange.ts'
import { spill } from './tables.ts'
import { hashesOf, heldBy, lockHere, sendingsOf } from './tenant.ts'
import type { Found } from './states.ts'

/**
 * Locks a paper that seems to hold a state secret, at once and for everybody: its words leave every list, search,
 * register and history of this committee, its files their place, copies made of it with it, and every place it went to
 * is to do the same. Nothing is lost yet: somebody else then purges it or gives it back.
 * @throws NotFound when it is not here or out of reach; Conflict when it is locked already
 */
export async function lockPaper(
  ctx: Context,
  side: 'document' | 'incoming',
  id: string,
  found: Found,
): Promise<{ id: string }> {
  const { me, inReach, open, ...rows } = await look(ctx, {
    ...papersToLock(ctx.tenant, id),
    inReach: ctx.tenant
      .select({ id: document.id })
      .from(document)
      .where(and(eq(document.id, id), or(reads(ctx)))),
    open: openOf(ctx.tenant, { id }),
  })
  const papers = tellLocked(rows)
  const paper = papers.find((one) => one.side === side && one.id === id)
  if (paper === undefined || (side === 'document' && inReach.length === 0)) throw new NotFound()
  if (open.length > 0) throw new Conflict('Văn bản này đã được khóa.')
  const spillId = newId()
  const act = spillActs.lock({ id: spillId, name: paper.notation ?? 'Dự thảo' }, { after: { found } })
  const answer = await cross(ctx, locking, (announced) => {
    const held = heldBy({ side, subjectId: id, deliveryId: paper.deliveryId }, papers)
    const effect = {
      orderId: spillId,
      committeeId: ctx.committee.id,
      committeeName: ctx.committee.name,
      documentIds: papers.filter(({ issued }) => issued).map((one) => one.id),
      deliveryId: paper.deliveryId,
      tellSender: paper.deliveryId !== null,
    }
    const row = {
      ...recordOf(paper, papers),
      id: spillId,
      state: 'locked' as const,
      sendings: sendingsOf(ctx.house, held),
      origin: 'here' as const,
      found,
      at: ctx.clock(),
      byId: me.id,
      byName: me.name,
    }
    // Which sendings, the batch itself says: one may have been asked since the paper was read.
    const asked = decided(spill, eq(spill.id, spillId), { sendings: spill.sendings })
    const statements = [
      ctx.tenant.insert(spill).values(row),
      announced.row(effect, asked),
      ...lockHere(ctx.tenant, ctx.house, spillId, held),
    ]
    return commit(ctx, me, act, statements, asked.and({ id: spillId }), () =>
      Promise.resolve(new Conflict('Văn bản này đã được khóa.')),
    )
  })
  // The bytes follow beside the answer; the job does what a crash leaves.
  ctx.later(
    Promise.resolve(hashesOf(ctx.aside.tenant(), { spillId })).then((hashes) =>
      moveBytes(ctx.files, ctx.committee.id, hashes, 'lock'),
    ),
  )
  return { id: answer.id }
}

/** What the record says of a paper: nothing of its content. */
export const recordOf = (paper: Locked, papers: readonly Locked[]) => ({
  side: paper.side,
  subjectId: paper.id,
  notation: paper.notation ?? '',
  typeName: paper.typeName ?? '',
  documentIds: JSON.stringify(papers.filter(({ issued }) => issued).map((one) => one.id)),
  deliveryId: paper.deliveryId,
})

const openOf = query<{ id: string }>()((db, { id }) =>
  db
    .select({ id: spill.id })
    .from(spill)
    .where(and(eq(spill.subjectId, id), eq(spill.state, 'locked'))),
)
