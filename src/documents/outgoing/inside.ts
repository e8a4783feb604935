import { and, eq, isNull } from 'drizzle-orm'
import { expectOne } from '../../core/batch.ts'
import type { Statement } from '../../core/batch.ts'
import type { Context } from '../../core/context.ts'
import { documentRecipient } from '../tables.ts'

/** Statements by which a unit takes a paper that was sent to it: once; with the task that it gave for it, if it did. */
export const takeInside = (
  ctx: Context,
  me: { name: string },
  { documentId, unitId, taskId }: { documentId: string; unitId: string; taskId?: string },
): Statement[] => [
  ctx.tenant
    .update(documentRecipient)
    .set({ takenAt: ctx.clock(), takenBy: me.name, taskId: taskId ?? null })
    .where(
      and(
        eq(documentRecipient.documentId, documentId),
        eq(documentRecipient.kind, 'unit'),
        eq(documentRecipient.targetId, unitId),
        isNull(documentRecipient.takenAt),
      ),
    ),
  expectOne(ctx.tenant),
]
