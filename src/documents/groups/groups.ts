import { and, eq, sql } from 'drizzle-orm'
import { commit, expectOne, expectTrue, look, takenMeanwhile } from '../../core/batch.ts'
import type { Statement } from '../../core/batch.ts'
import type { Context } from '../../core/context.ts'
import { Conflict, Invalid, NotFound, Stale } from '../../core/errors.ts'
import type { FieldProblem } from '../../core/errors.ts'
import { newId } from '../../core/ids.ts'
import { byTitle, titleSortKey } from '../../core/text.ts'
import { isOn } from '../../core/version.ts'
import type { Versions } from '../../core/version.ts'
import { query } from '../../core/query.ts'
import { placesNamed, subordinatesOf } from '../../directory/places.ts'
import { groupActs } from '../acts.ts'
import { SUBORDINATES } from '../outgoing/recipients.ts'
import { recipientGroup, recipientGroupMember } from './tables.ts'
import { document, documentRecipient } from '../tables.ts'
import type { GroupAnswer, GroupInput, GroupRow } from './schema.ts'

type Group = typeof recipientGroup.$inferSelect
type Member = { id: string; handle: string; name: string }

const counted = query()((db) =>
  db.all<Group & { count: number }>(
    sql`select g.id, g.name, g.version,
      (select count(*) from recipient_group_member m where m.groupId = g.id) as count
      from recipient_group g`,
  ),
)
const oneGroup = query<{ id: string }>()((db, { id }) =>
  db.select().from(recipientGroup).where(eq(recipientGroup.id, id)),
)
const membersOf = query<{ id: string }>()((db, { id }) =>
  db.select().from(recipientGroupMember).where(eq(recipientGroupMember.groupId, id)),
)

/** The saved groups by name, after the one that keeps itself: every committee directly below. */
export async function listGroups(ctx: Context): Promise<{ items: GroupRow[] }> {
  const [{ groups }, below] = await Promise.all([
    look(ctx, {
      groups: counted(ctx.tenant, {}),
    }),
    subordinatesOf(ctx),
  ])
  const automatic = { ...SUBORDINATES, count: below.length, automatic: true, version: 1 }
  return { items: [automatic, ...byTitle(groups).map((group) => ({ ...group, automatic: false }))] }
}

/** One group and who is in it. */
export async function readGroup(ctx: Context, id: string): Promise<GroupAnswer> {
  const [{ groups, members }, below] = await Promise.all([
    look(ctx, {
      groups: oneGroup(ctx.tenant, { id }),
      members: membersOf(ctx.tenant, { id }),
    }),
    id === SUBORDINATES.id ? subordinatesOf(ctx) : [],
  ])
  if (id === SUBORDINATES.id) return { ...show({ ...SUBORDINATES, version: 1 }, below), automatic: true }
  const found = groups[0]
  if (found === undefined) throw new NotFound()
  return show(found, members)
}

/**
 * Saves a group of recipients.
 * @throws Invalid naming each committee that is not in the directory, or a name that is taken
 */
export async function createGroup(ctx: Context, input: GroupInput): Promise<GroupAnswer> {
  const { me, members } = await resolve(ctx, input)
  const row: Group = { id: newId(), name: input.name, version: 1 }
  const act = groupActs.create(row, { after: told(row, members) })
  const statements = [
    ctx.tenant.insert(recipientGroup).values(row),
    ...fill(ctx, row.id, members),
    expectOneName(ctx, row),
  ]
  return commit(ctx, me, act, statements, show(row, members), takenMeanwhile)
}

/**
 * Renames a group and says anew who is in it; drafts that name the group follow, issued documents do not.
 * @param versions those the edit may have been made on
 * @throws Stale when it was edited since; Invalid as {@link createGroup}
 */
export async function saveGroup(
  ctx: Context,
  id: string,
  versions: Versions,
  input: GroupInput,
): Promise<GroupAnswer> {
  refuseAutomatic(id)
  const { me, groups, old, members } = await resolve(ctx, input, id)
  const before = groups.find((one) => one.id === id)
  if (before === undefined) throw new NotFound()
  if (!isOn(versions, before.version)) throw new Stale()
  const after: Group = { id, name: input.name, version: before.version + 1 }
  const act = groupActs.update(after, { before: told(before, old), after: told(after, members) })
  const statements = [
    ctx.tenant
      .update(recipientGroup)
      .set(after)
      .where(and(eq(recipientGroup.id, id), eq(recipientGroup.version, before.version))),
    expectOne(ctx.tenant),
    ctx.tenant.delete(recipientGroupMember).where(eq(recipientGroupMember.groupId, id)),
    ...fill(ctx, id, members),
    expectOneName(ctx, after),
  ]
  return commit(ctx, me, act, statements, show(after, members), takenMeanwhile)
}

/**
 * Removes a group.
 * @throws Conflict while a draft names it: the draft would silently go to fewer places
 */
export async function removeGroup(ctx: Context, id: string): Promise<{ id: string }> {
  refuseAutomatic(id)
  const { me, groups, members, drafts } = await look(ctx, {
    groups: oneGroup(ctx.tenant, { id }),
    members: membersOf(ctx.tenant, { id }),
    drafts: draftsNaming(ctx, id),
  })
  const before = groups[0]
  if (before === undefined) throw new NotFound()
  const named = drafts[0]
  if (named !== undefined) {
    const title = named.subject === '' ? 'một dự thảo chưa có trích yếu' : `dự thảo "${named.subject}"`
    throw new Conflict(
      `Nhóm ${before.name} đang là nơi nhận của ${title}. Đề nghị đổi nơi nhận của dự thảo trước.`,
    )
  }
  const act = groupActs.remove(before, { before: told(before, members) })
  const statements = [
    ctx.tenant
      .delete(recipientGroup)
      .where(and(eq(recipientGroup.id, id), eq(recipientGroup.version, before.version))),
    expectOne(ctx.tenant),
    ctx.tenant.delete(recipientGroupMember).where(eq(recipientGroupMember.groupId, id)),
    expectTrue(ctx.tenant, sql`not exists ${draftsNaming(ctx, id)}`),
  ]
  return commit(ctx, me, act, statements, { id }, takenMeanwhile)
}

const draftsNaming = (ctx: Context, id: string) =>
  ctx.tenant
    .select({ subject: document.subject })
    .from(document)
    .innerJoin(
      documentRecipient,
      and(
        eq(documentRecipient.documentId, document.id),
        eq(documentRecipient.kind, 'group'),
        eq(documentRecipient.targetId, id),
      ),
    )
    .where(eq(document.state, 'draft'))
    .limit(1)

/** Finds the committees a group names: one trip to the tenant, one to the directory, both at once. */
async function resolve(ctx: Context, input: GroupInput, id = '') {
  const [rows, found] = await Promise.all([
    look(ctx, {
      groups: ctx.tenant.select().from(recipientGroup),
      old: ctx.tenant.select().from(recipientGroupMember).where(eq(recipientGroupMember.groupId, id)),
    }),
    placesNamed(ctx, input.members),
  ])
  const problems = problemsOf(ctx, input, id, rows.groups, found)
  if (problems.length > 0) throw new Invalid(problems)
  return { ...rows, members: found }
}

function problemsOf(
  ctx: Context,
  input: GroupInput,
  id: string,
  groups: Group[],
  found: Member[],
): FieldProblem[] {
  const known = new Set(found.map((one) => one.handle))
  const problems = input.members.flatMap((handle, i) => {
    const field = `members.${i}`
    if (handle === ctx.committee.handle) {
      return [{ field, message: 'Nhóm nơi nhận không gồm chính cơ quan mình.' }]
    }
    return known.has(handle) ? [] : [{ field, message: `Không có nơi nhận "${handle}" trong danh bạ.` }]
  })
  const key = titleSortKey(input.name)
  const twin = [...groups, SUBORDINATES].find((one) => one.id !== id && titleSortKey(one.name) === key)
  return twin === undefined
    ? problems
    : [{ field: 'name', message: `Đã có nhóm ${twin.name}. Đề nghị đặt tên khác.` }, ...problems]
}

function refuseAutomatic(id: string): void {
  if (id !== SUBORDINATES.id) return
  throw new Conflict(`Nhóm "${SUBORDINATES.name}" tự cập nhật theo danh bạ, không sửa hoặc xóa được.`)
}

/** One statement, however many are in the group. */
const fill = (ctx: Context, id: string, members: Member[]): Statement[] => [
  ctx.tenant.run(sql`insert into recipient_group_member (groupId, committeeId, handle, name)
    select ${id}, json_extract(value, '$.id'), json_extract(value, '$.handle'), json_extract(value, '$.name')
    from json_each(${JSON.stringify(members)})`),
]

const expectOneName = (ctx: Context, { name }: Group): Statement =>
  expectTrue(
    ctx.tenant,
    sql`(select count(*) from ${recipientGroup} where ${recipientGroup.name} = ${name}) = 1`,
  )

const show = (row: Group, members: { handle: string; name: string }[]): GroupAnswer => ({
  ...row,
  count: members.length,
  automatic: false,
  members: byTitle(members).map(({ handle, name }) => ({ handle, name })),
})

const told = ({ name }: Group, members: { name: string }[]) => ({
  name,
  members: members.map((one) => one.name),
})
