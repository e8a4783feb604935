import { and, eq, isNull, sql } from 'drizzle-orm'
import { expectOne } from '../../core/batch.ts'
import type { Statement } from '../../core/batch.ts'
import type { Context } from '../../core/context.ts'
import { Conflict, NotFound } from '../../core/errors.ts'
import { query } from '../../core/query.ts'
import { document, incoming, isIssued } from '../tables.ts'
import { copiesHolding } from '../copies/original.ts'
import { gone } from './relations.ts'

/** Query for a document that may be recalled. */
export const recallable = (ctx: Context, id: string) =>
  ctx.tenant.select().from(document).where(eq(document.id, id))

type Found = typeof document.$inferSelect

/**
 * What recalling a document changes here; it undoes its batch when the document ended meanwhile, as replacing it does
 * from its side.
 * @throws NotFound when it was never issued; Conflict when it is no longer in force
 */
export function recalling(
  ctx: Context,
  [found]: Found[],
  copies: { id: string }[],
  { id, reason, by, at, day }: { id: string; reason: string; by: string; at: number; day: string },
) {
  if (found === undefined || found.state === 'discarded') throw new NotFound()
  if (found.state !== 'issued')
    throw new Conflict('Chỉ thu hồi được văn bản đã phát hành. Số đang giữ thì hủy số, nêu lý do.')
  if (found.endedOn !== null) throw new Conflict(gone(found.notation, found.endedHow))
  const statements: Statement[] = [
    ctx.tenant
      .update(document)
      .set({
        recalledAt: at,
        recalledBy: by,
        recallReason: reason,
        endedOn: day,
        endedHow: 'recalled',
        version: found.version + 1,
      })
      .where(and(eq(document.id, id), isIssued, isNull(document.endedOn))),
    expectOne(ctx.tenant),
    ...recallingCopies(ctx, id, copies, { reason, by, at, day }),
  ]
  const lost = async (): Promise<Error> => {
    const [now] = await recallable(ctx, id)
    return now?.endedOn == null
      ? new Conflict('Văn bản vừa thay đổi. Đề nghị tải lại.')
      : new Conflict(gone(now.notation, now.endedHow))
  }
  return { found, statements, lost }
}

/** Query for the copies of a paper that go back with it. */
export const copiesBack = (ctx: Context, id: string) => copiesHolding(ctx.tenant, { id })

/** The same of one that came by this delivery. */
export const copiesOfDelivered = (ctx: Context, deliveryId: string) => ofDelivered(ctx.tenant, { deliveryId })

const ofDelivered = query<{ deliveryId: string }>()((db, { deliveryId }) =>
  db
    .select({ id: document.id })
    .from(incoming)
    .innerJoin(
      document,
      and(
        eq(document.copyOfId, incoming.id),
        sql`${document.copyOfId} is not null`,
        isNull(document.endedOn),
      ),
    )
    .where(and(eq(incoming.deliveryId, deliveryId), isIssued)),
)

/**
 * Statements that recall the copies of a paper together with it; they undo their batch when another was made meanwhile.
 * @param copies those that were found before
 */
export const recallingCopies = (
  ctx: Context,
  id: string,
  copies: { id: string }[],
  { reason, by, at, day }: { reason: string; by: string; at: number; day: string },
): Statement[] => [
  ctx.tenant
    .update(document)
    .set({
      recalledAt: at,
      recalledBy: by,
      recallReason: reason,
      endedOn: day,
      endedHow: 'recalled',
      version: sql`${document.version} + 1`,
    })
    .where(
      and(
        eq(document.copyOfId, id),
        sql`${document.copyOfId} is not null`,
        isIssued,
        isNull(document.endedOn),
      ),
    ),
  ctx.tenant.run(sql`insert into expect select changes() = ${copies.length}`),
]

/** Statement that puts an incoming document away, once its sender has it back: its line and its number stay. */
export const putAway = (ctx: Context, id: string, reason: string): Statement =>
  ctx.tenant
    .update(incoming)
    .set({
      state: 'recalled',
      recalledAt: ctx.clock(),
      recallReason: reason,
      movedAt: ctx.clock(),
      version: sql`${incoming.version} + 1`,
    })
    .where(eq(incoming.id, id))
