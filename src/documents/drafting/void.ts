import { and, eq } from 'drizzle-orm'
import { commit, expectOne, look } from '../../core/batch.ts'
import type { Context } from '../../core/context.ts'
import { Conflict, NotFound } from '../../core/errors.ts'
import { newId } from '../../core/ids.ts'
import { documentActs } from '../acts.ts'
import { findable, unfindable } from '../found.ts'
import { draftFindable, keyOf } from '../outgoing/parts.ts'
import { document } from '../tables.ts'

/**
 * Voids the number that a draft holds, with a reason: the number stays in the register as cancelled and is never given
 * again, the draft goes on without it.
 * @throws NotFound when there is no such draft; Conflict when it holds no number, or was sent meanwhile
 */
export async function voidNumber(
  ctx: Context,
  id: string,
  reason: string,
): Promise<{ id: string; version: number }> {
  const { me, rows } = await look(ctx, {
    rows: ctx.tenant.select().from(document).where(eq(document.id, id)),
  })
  const found = rows[0]
  if (found === undefined || found.state === 'discarded') throw new NotFound()
  if (found.state !== 'draft' || found.number === null) throw notHeld(found)
  const at = ctx.clock()
  const line = newId()
  const version = found.version + 1
  const { notation, issuedOn, number } = found
  const act = documentActs.void(
    { id, name: `${notation} ${found.subject}` },
    { before: { number, notation: notation ?? '', issuedOn: issuedOn ?? '' }, after: { reason } },
  )
  const statements = [
    ctx.tenant
      .update(document)
      .set({ ...NO_NUMBER, stage: 'signed', updatedAt: at, version })
      .where(and(eq(document.id, id), eq(document.state, 'draft'), eq(document.version, found.version))),
    expectOne(ctx.tenant),
    ctx.tenant.insert(document).values(cancelledLine(found, line, reason, at)),
    unfindable(ctx.tenant, found),
    draftFindable(ctx, id, { ...found, notation: null }),
    findable(ctx.tenant, line, found.typeName ?? '', keyOf(notation)),
  ]
  return commit(ctx, me, act, statements, { id, version }, () =>
    Promise.resolve(new Conflict('Dự thảo vừa được người khác thay đổi. Đề nghị tải lại.')),
  )
}

type Row = typeof document.$inferSelect

const NO_NUMBER = {
  termId: null,
  series: null,
  number: null,
  notation: null,
  typeName: null,
  issuedOn: null,
  issuedAt: null,
  issuedBy: null,
} satisfies Partial<Row>

/** The line of the register that keeps a voided number: what it was, by whom, why; nothing of the draft's content. */
export const cancelledLine = (found: Row, id: string, reason: string, at: number) => ({
  id,
  state: 'cancelled' as const,
  typeId: found.typeId,
  typeName: found.typeName,
  issuerId: found.issuerId,
  termId: found.termId,
  series: found.series,
  number: found.number,
  notation: found.notation,
  issuedOn: found.issuedOn,
  issuedAt: found.issuedAt,
  issuedBy: found.issuedBy,
  decidingBody: found.decidingBody,
  note: `Hủy số: ${reason}`,
  authorId: found.authorId,
  authorName: found.authorName,
  createdAt: at,
  updatedAt: at,
})

const notHeld = ({ state, notation }: Row): Error =>
  state === 'draft'
    ? new Conflict('Dự thảo này chưa được cấp số.')
    : new Conflict(`Văn bản ${notation ?? ''} đã phát hành: dùng thu hồi, thay thế hoặc đính chính.`)
