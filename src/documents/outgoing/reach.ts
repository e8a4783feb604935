import { and, asc, eq, inArray, isNotNull, sql } from 'drizzle-orm'
import type { Context } from '../../core/context.ts'
import type { FieldProblem } from '../../core/errors.ts'
import { byTitle } from '../../core/text.ts'
import { placesBelow } from '../../directory/places.ts'
import { unit } from '../../organisation/tables.ts'
import { document, documentRecipient, recipientGroup, recipientGroupMember } from '../tables.ts'
import { SUBORDINATES } from './recipients.ts'

/** A committee that a document goes to. */
export type Addressee = { id: string; handle: string; name: string }

type Named = typeof documentRecipient.$inferSelect
type Member = typeof recipientGroupMember.$inferSelect

/**
 * Statements that read whom a draft names, which of its groups stand, who is in them, and which of its units have
 * closed; nothing once it is issued.
 */
export function namedInDraft(ctx: Context, id: string) {
  const draft = sql`(select ${document.id} from ${document} where ${document.id} = ${id} and ${document.state} = 'draft')`
  const targets = (kind: 'group' | 'unit') =>
    ctx.tenant
      .select({ id: documentRecipient.targetId })
      .from(documentRecipient)
      .where(and(eq(documentRecipient.documentId, draft), eq(documentRecipient.kind, kind)))
  return {
    named: ctx.tenant
      .select()
      .from(documentRecipient)
      .where(eq(documentRecipient.documentId, draft))
      .orderBy(asc(documentRecipient.position)),
    groups: ctx.tenant
      .select({ id: recipientGroup.id })
      .from(recipientGroup)
      .where(inArray(recipientGroup.id, targets('group'))),
    members: ctx.tenant
      .select()
      .from(recipientGroupMember)
      .where(inArray(recipientGroupMember.groupId, targets('group'))),
    closedUnits: ctx.tenant
      .select({ name: unit.name })
      .from(unit)
      .where(and(inArray(unit.id, targets('unit')), isNotNull(unit.closedAt))),
  }
}

/**
 * Where a draft goes if it is issued now: every other committee once, those named one by one, then those of saved
 * groups and those directly below, by name; how many units inside; and who below cannot be reached. One trip to the
 * directory where all subordinates are named.
 */
export async function reach(
  ctx: Context,
  { named, members }: { named: Named[]; members: Member[] },
): Promise<{ to: Addressee[]; units: number; suspended: string[] }> {
  const below = named.some(isSubordinates) ? await placesBelow(ctx) : { ready: [], suspended: [] }
  const committees = named.filter((one) => one.kind === 'committee')
  const all = [
    ...committees.map((one) => ({ id: one.targetId, handle: one.handle ?? '', name: one.name })),
    ...byTitle(members).map((one) => ({ id: one.committeeId, handle: one.handle, name: one.name })),
    ...below.ready,
  ]
  return {
    to: [...new Map(all.map((one) => [one.id, one])).values()].filter((one) => one.id !== ctx.committee.id),
    units: named.filter((one) => one.kind === 'unit').length,
    suspended: below.suspended.map((one) => one.name),
  }
}

const isSubordinates = ({ kind, targetId }: Named): boolean =>
  kind === 'group' && targetId === SUBORDINATES.id

/** A draft that was left for a while may name groups and units that are gone: it would go to fewer places. */
export function recipientsGone(draft: {
  named: Named[]
  groups: { id: string }[]
  closedUnits: { name: string }[]
}): FieldProblem[] {
  const groups = draft.named
    .filter((one) => one.kind === 'group' && !isSubordinates(one))
    .filter(({ targetId }) => draft.groups.every(({ id }) => id !== targetId))
    .map(({ name }) => `Nhóm nơi nhận ${name} không còn. Chọn lại nơi nhận.`)
  const units = draft.closedUnits.map(({ name }) => `Đơn vị ${name} đã ngừng hoạt động. Chọn lại nơi nhận.`)
  return [...groups, ...units].map((message) => ({ field: 'recipients', message }))
}
