import { and, asc, eq, inArray, sql } from 'drizzle-orm'
import type { Context } from '../core/context.ts'
import type { FieldProblem } from '../core/errors.ts'
import { byTitle } from '../core/text.ts'
import { subordinatesOf } from '../directory/subordinates.ts'
import { SUBORDINATES } from './resolve.ts'
import { document, documentRecipient, recipientGroup, recipientGroupMember } from './tables.ts'

/** A committee that a document goes to. */
export type Addressee = { id: string; handle: string; name: string }

type Named = typeof documentRecipient.$inferSelect
type Member = typeof recipientGroupMember.$inferSelect

/** Statements that read whom a draft names, which of its groups stand, and who is in them; nothing once it is issued. */
export function namedInDraft(ctx: Context, id: string) {
  const draft = sql`(select ${document.id} from ${document} where ${document.id} = ${id} and ${document.state} = 'draft')`
  const groups = ctx.tenant
    .select({ id: documentRecipient.targetId })
    .from(documentRecipient)
    .where(and(eq(documentRecipient.documentId, draft), eq(documentRecipient.kind, 'group')))
  return {
    named: ctx.tenant
      .select()
      .from(documentRecipient)
      .where(eq(documentRecipient.documentId, draft))
      .orderBy(asc(documentRecipient.position)),
    groups: ctx.tenant
      .select({ id: recipientGroup.id })
      .from(recipientGroup)
      .where(inArray(recipientGroup.id, groups)),
    members: ctx.tenant
      .select()
      .from(recipientGroupMember)
      .where(inArray(recipientGroupMember.groupId, groups)),
  }
}

/**
 * Where a draft goes if it is issued now: every other committee once, those named one by one, then those of saved
 * groups and those directly below, by name; and how many units inside. One trip to the directory where all
 * subordinates are named.
 */
export async function reach(
  ctx: Context,
  { named, members }: { named: Named[]; members: Member[] },
): Promise<{ to: Addressee[]; units: number }> {
  const below = named.some((one) => one.targetId === SUBORDINATES.id)
    ? await subordinatesOf(ctx.control, ctx.committee.id)
    : []
  const committees = named.filter((one) => one.kind === 'committee')
  const all = [
    ...committees.map((one) => ({ id: one.targetId, handle: one.handle ?? '', name: one.name })),
    ...byTitle(members).map((one) => ({ id: one.committeeId, handle: one.handle, name: one.name })),
    ...below,
  ]
  return {
    to: [...new Map(all.map((one) => [one.id, one])).values()].filter((one) => one.id !== ctx.committee.id),
    units: named.filter((one) => one.kind === 'unit').length,
  }
}

/** A draft put away and brought back may name a group that was removed meanwhile: it would go to fewer places. */
export const groupsGone = (named: Named[], groups: { id: string }[]): FieldProblem[] =>
  named
    .filter(({ kind, targetId }) => kind === 'group' && targetId !== SUBORDINATES.id)
    .filter(({ targetId }) => groups.every(({ id }) => id !== targetId))
    .map(({ name }) => ({
      field: 'recipients',
      message: `Nhóm nơi nhận ${name} không còn. Chọn lại nơi nhận.`,
    }))
