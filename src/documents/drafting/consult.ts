import { and, eq, sql } from 'drizzle-orm'
import { expectOne } from '../../core/batch.ts'
import type { Me, Statement } from '../../core/batch.ts'
import type { Context } from '../../core/context.ts'
import { Conflict } from '../../core/errors.ts'
import { unfindable } from '../found.ts'
import { draftFindable } from '../outgoing/parts.ts'
import { document } from '../tables.ts'
import { holds } from './hand.ts'
import { BEFORE, ROUND, STAGES } from './stages.ts'
import { documentMove } from './tables.ts'
import { keepVersion } from './versions.ts'

type Row = typeof document.$inferSelect

/**
 * Whether opinions may be asked on a draft now, by this person.
 * @throws Conflict when it is no draft any more, lies with somebody else, or has gone on to be checked or signed
 */
export function refuseConsulting(me: Pick<Me, 'id' | 'roles'>, found: Row): void {
  if (found.state !== 'draft')
    throw new Conflict(`Văn bản ${found.notation ?? ''} đã phát hành, không còn là dự thảo.`)
  if (!holds(me, found))
    throw new Conflict(
      `Dự thảo đang ở bàn của đồng chí ${found.holderName ?? ''}, bước "${STAGES[found.stage]}".`,
    )
  if (!BEFORE.includes(found.stage))
    throw new Conflict(
      `Dự thảo đã ở bước "${STAGES[found.stage]}". Trả sửa trước, rồi mới lấy ý kiến lại được.`,
    )
}

/**
 * Statements that take a draft into a round of opinions: it stays on the desk of who asked, until the day they are to
 * come; the version that is asked about is kept. They undo their batch when the draft was touched meanwhile.
 */
export function consulted(ctx: Context, me: Pick<Me, 'id' | 'name'>, found: Row, dueOn: string): Statement[] {
  const at = ctx.clock()
  const { id } = found
  return [
    ctx.tenant
      .update(document)
      .set({
        stage: 'opinions',
        holderId: me.id,
        holderName: me.name,
        holdDueOn: dueOn,
        handedAt: at,
        updatedAt: at,
        version: found.version + 1,
      })
      .where(and(eq(document.id, id), eq(document.state, 'draft'), eq(document.version, found.version))),
    expectOne(ctx.tenant),
    ctx.tenant.insert(documentMove).values({
      documentId: id,
      no: sql<number>`(select coalesce(max(m.no), 0) + 1 from document_move m where m.documentId = ${id})`,
      at,
      byId: me.id,
      byName: me.name,
      act: ROUND.act,
      from: found.stage,
      to: 'opinions',
      toId: me.id,
      toName: me.name,
      dueOn,
      note: null,
    }),
    ...keepVersion(ctx, id, me),
    unfindable(ctx.tenant, found),
    draftFindable(ctx, id, found),
  ]
}
