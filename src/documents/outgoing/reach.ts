import { and, asc, eq, getTableColumns, isNotNull, sql } from 'drizzle-orm'
import type { SQL, SQLWrapper } from 'drizzle-orm'
import type { Context } from '../../core/context.ts'
import type { FieldProblem } from '../../core/errors.ts'
import { query } from '../../core/query.ts'
import type { Given } from '../../core/query.ts'
import { byTitle } from '../../core/text.ts'
import { placesBelow } from '../../directory/places.ts'
import { unit } from '../../organisation/tables.ts'
import { recipientGroup, recipientGroupMember } from '../groups/tables.ts'
import { document, documentRecipient } from '../tables.ts'
import { SUBORDINATES } from './recipients.ts'

/** A committee that a document goes to. */
export type Addressee = { id: string; handle: string; name: string }

type Named = Omit<typeof documentRecipient.$inferSelect, 'takenAt' | 'takenBy' | 'taskId'>
type Member = typeof recipientGroupMember.$inferSelect

/**
 * Statements that read whom a draft names, which of its groups stand, who is in them, and which of its units have
 * closed; nothing once it is issued.
 */
export const namedInDraft = ({ tenant }: Context, id: string) => ({
  named: named(tenant, { id }),
  groups: groups(tenant, { id }),
  members: members(tenant, { id }),
  closedUnits: closedUnits(tenant, { id }),
})

type Draft = { id: string }

const draft = ({ id }: Given<Draft>): SQL =>
  sql`(select ${document.id} from ${document} where ${document.id} = ${id} and ${document.state} = 'draft')`

/** What a draft names of a kind. It is read first: a list for `in` would be a table that SQLite makes for each asking. */
const targets = (given: Given<Draft>, kind: 'group' | 'unit', target: SQLWrapper): SQL | undefined =>
  and(
    eq(documentRecipient.documentId, draft(given)),
    eq(documentRecipient.kind, kind),
    sql`${target} = ${documentRecipient.targetId}`,
  )

const named = query<Draft>()((db, given) =>
  db
    .select()
    .from(documentRecipient)
    .where(eq(documentRecipient.documentId, draft(given)))
    .orderBy(asc(documentRecipient.position)),
)

const groups = query<Draft>()((db, given) =>
  db
    .select({ id: recipientGroup.id })
    .from(documentRecipient)
    .crossJoin(recipientGroup)
    .where(targets(given, 'group', recipientGroup.id)),
)

const members = query<Draft>()((db, given) =>
  db
    .select(getTableColumns(recipientGroupMember))
    .from(documentRecipient)
    .crossJoin(recipientGroupMember)
    .where(targets(given, 'group', recipientGroupMember.groupId)),
)

const closedUnits = query<Draft>()((db, given) =>
  db
    .select({ name: unit.name })
    .from(documentRecipient)
    .crossJoin(unit)
    .where(and(targets(given, 'unit', unit.id), isNotNull(unit.closedAt))),
)

/**
 * Where a draft goes if it is issued now: every other committee once, those named one by one, then those of saved
 * groups and those directly below, by name; how many units inside; and who below cannot be reached. One trip to the
 * directory where all subordinates are named.
 */
export async function reach(
  ctx: Context,
  seen: { named: Named[]; members: Member[] },
): Promise<{ to: Addressee[]; units: number; suspended: string[] }> {
  const below = seen.named.some(isSubordinates) ? await placesBelow(ctx) : { ready: [], suspended: [] }
  const committees = seen.named.filter((one) => one.kind === 'committee')
  const all = [
    ...committees.map((one) => ({ id: one.targetId, handle: one.handle ?? '', name: one.name })),
    ...byTitle(seen.members).map((one) => ({ id: one.committeeId, handle: one.handle, name: one.name })),
    ...below.ready,
  ]
  return {
    to: [...new Map(all.map((one) => [one.id, one])).values()].filter((one) => one.id !== ctx.committee.id),
    units: seen.named.filter((one) => one.kind === 'unit').length,
    suspended: below.suspended.map((one) => one.name),
  }
}

const isSubordinates = ({ kind, targetId }: Named): boolean =>
  kind === 'group' && targetId === SUBORDINATES.id

/** A draft that was left for a while may name groups and units that are gone: it would go to fewer places. */
export function recipientsGone(found: {
  named: Named[]
  groups: { id: string }[]
  closedUnits: { name: string }[]
}): FieldProblem[] {
  const gone = found.named
    .filter((one) => one.kind === 'group' && !isSubordinates(one))
    .filter(({ targetId }) => found.groups.every(({ id }) => id !== targetId))
    .map(({ name }) => `Nhóm nơi nhận ${name} không còn. Chọn lại nơi nhận.`)
  const units = found.closedUnits.map(({ name }) => `Đơn vị ${name} đã ngừng hoạt động. Chọn lại nơi nhận.`)
  return [...gone, ...units].map((message) => ({ field: 'recipients', message }))
}
