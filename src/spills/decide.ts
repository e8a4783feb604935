import { and, eq } from 'drizzle-orm'
import { commit, expectOne, look } from '../core/batch.ts'
import type { Context } from '../core/context.ts'
import { cross } from '../core/crossing.ts'
import { Conflict, NotFound } from '../core/errors.ts'
import { tellLocked } from '../documents/sealing.ts'
import { spillActs } from './acts.ts'
import { deciding } from './exchange.ts'
import { spill } from './tables.ts'
import { heldBy, oneSpill, papersOfSpill, purgeHere, releaseHere, subjectsOf } from './tenant.ts'

/**
 * Purges a locked paper for good, here and wherever it went: content, versions, files, what was written about it. What
 * stays is a record that there was one. Two persons: whoever locked it does not purge it.
 * @throws NotFound; Conflict when it is decided already, is the sender's to decide, or was locked by the same person
 */
export const purgePaper = (ctx: Context, id: string) => decide(ctx, id, 'purge')

/** Gives a paper back that was locked by mistake, here and wherever it went. @throws as {@link purgePaper} */
export const releasePaper = (ctx: Context, id: string, reason: string) => decide(ctx, id, 'release', reason)

async function decide(
  ctx: Context,
  id: string,
  how: 'purge' | 'release',
  reason: string | null = null,
): Promise<{ id: string }> {
  const { me, rows, subjects, ...found } = await look(ctx, {
    rows: oneSpill(ctx.tenant, { id }),
    subjects: subjectsOf(ctx.tenant, { spillId: id }),
    ...papersOfSpill(ctx.tenant, { id }),
  })
  const row = rows[0]
  if (row === undefined) throw new NotFound()
  if (row.state !== 'locked') throw new Conflict('Việc này đã được quyết định.')
  if (row.origin === 'sender')
    throw new Conflict('Nơi gửi khóa văn bản này và sẽ quyết định; cơ quan không tự xóa, không tự mở.')
  if (how === 'purge' && row.byId === me.id)
    throw new Conflict('Đồng chí đã khóa văn bản này; việc xóa do người khác quyết định.')
  const held = heldBy(row, tellLocked(found))
  const { tenant, house } = ctx
  const here =
    how === 'purge'
      ? purgeHere(tenant, house, id, held, ctx.clock())
      : releaseHere(tenant, house, id, held, new Map(subjects.map((one) => [one.id, one.subject])))
  const name = { id, name: row.notation || 'Dự thảo' }
  const act =
    how === 'purge' ? spillActs.purge(name) : spillActs.release(name, { after: { reason: reason ?? '' } })
  return cross(ctx, deciding, (announced) => {
    const effect = {
      orderId: id,
      committeeId: ctx.committee.id,
      committeeName: ctx.committee.name,
      documentIds: JSON.parse(row.documentIds) as string[],
      deliveryId: row.deliveryId,
      sendings: row.sendings,
      tellSender: false,
      how,
    }
    const decided = {
      state: how === 'purge' ? ('purged' as const) : ('released' as const),
      decidedAt: ctx.clock(),
      decidedBy: me.name,
      reason,
    }
    const statements = [
      tenant
        .update(spill)
        .set(decided)
        .where(and(eq(spill.id, id), eq(spill.state, 'locked'))),
      expectOne(tenant),
      announced.row(effect),
      ...here,
    ]
    return commit(ctx, me, act, statements, { id }, () =>
      Promise.resolve(new Conflict('Việc này vừa được quyết định.')),
    )
  })
}
