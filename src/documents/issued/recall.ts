import { and, eq, isNull, sql } from 'drizzle-orm'
import { expectOne } from '../../core/batch.ts'
import type { Statement } from '../../core/batch.ts'
import type { Context } from '../../core/context.ts'
import { Conflict, NotFound } from '../../core/errors.ts'
import { document, incoming } from '../tables.ts'
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
      .where(and(eq(document.id, id), eq(document.state, 'issued'), isNull(document.endedOn))),
    expectOne(ctx.tenant),
  ]
  const lost = async (): Promise<Error> => {
    const [now] = await recallable(ctx, id)
    return now?.endedOn == null
      ? new Conflict('Văn bản vừa thay đổi. Đề nghị tải lại.')
      : new Conflict(gone(now.notation, now.endedHow))
  }
  return { found, statements, lost }
}

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
