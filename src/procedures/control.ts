import { and, eq, max, sql } from 'drizzle-orm'
import { commit, expectOne, expectTrue, look, takenMeanwhile } from '../core/batch.ts'
import type { Me, Statement } from '../core/batch.ts'
import type { Context } from '../core/context.ts'
import { dayAt, showDay } from '../core/dates.ts'
import { Conflict, Forbidden, Invalid, NotFound } from '../core/errors.ts'
import { sha256 } from '../core/hash.ts'
import { procedureActs } from './acts.ts'
import { adapt } from '../processes/overlay.ts'
import type { Template } from '../processes/template.ts'
import { telling } from './bases/hand.ts'
import { judge, procedureOf, surroundings } from './judge.ts'
import { canonical } from './rules.ts'
import type { ApprovalInput } from './schema.ts'
import { procedure, procedureReceipt, procedureVersion } from './tables.ts'

type Found = { procedure: typeof procedure.$inferSelect; version: typeof procedureVersion.$inferSelect }
type Set = Partial<typeof procedureVersion.$inferInsert>

const findVersion = (ctx: Context, id: string) =>
  ctx.tenant
    .select({ procedure, version: procedureVersion })
    .from(procedureVersion)
    .innerJoin(procedure, eq(procedure.id, procedureVersion.procedureId))
    .where(eq(procedureVersion.id, id))

const subjectOf = ({ procedure: { id, code, name } }: Found) => ({ id, name: `${code} ${name}` })

/** The version, if it stands where the act begins. */
function expectState(rows: Found[], state: Found['version']['state'], otherwise: string): Found {
  const found = rows[0]
  if (found === undefined) throw new NotFound()
  if (found.version.state !== state) throw new Conflict(otherwise)
  return found
}

/** Statements that change a version as it was read, or nothing. */
const change = (ctx: Context, { version }: Found, set: Set): Statement[] => [
  ctx.tenant
    .update(procedureVersion)
    .set({ ...set, version: version.version + 1, updatedAt: ctx.clock() })
    .where(and(eq(procedureVersion.id, version.id), eq(procedureVersion.version, version.version))),
  expectOne(ctx.tenant),
]

/**
 * Lays a draft before those who review and approve.
 * @throws Invalid with every rule it breaks, or without a note of what changed
 */
export async function submitVersion(ctx: Context, id: string): Promise<{ id: string }> {
  const { me, rows, ...around } = await look(ctx, {
    rows: findVersion(ctx, id),
    ...surroundings(ctx, id),
  })
  const found = expectState(rows, 'draft', 'Chỉ dự thảo mới trình soát xét được.')
  refuseConflicts(found)
  refuseUnsound(judge(ctx, JSON.parse(found.version.content), around).problems)
  if (found.version.note === '')
    throw new Invalid([{ field: 'note', message: 'Cần ghi nội dung thay đổi của lần ban hành này.' }])
  const { number, note } = found.version
  const act = procedureActs.submit(subjectOf(found), { after: { number, note } })
  return commit(ctx, me, act, change(ctx, found, { state: 'reviewing' }), { id }, takenMeanwhile)
}

function refuseUnsound(problems: ReturnType<typeof judge>['problems']): void {
  const errors = problems.filter(({ severity }) => severity === 'error')
  if (errors.length === 0) return
  throw new Invalid(
    errors.slice(0, 50).map(({ path, message }) => ({ field: `content${path}`, message })),
    'unsound',
    'Quy trình còn chỗ chưa ban hành được. Đề nghị sửa các mục được nêu.',
  )
}

/** An adapted version goes no further while the base does not allow all that it does. */
function refuseConflicts({ version: { base, ops } }: Found): void {
  if (base === null) return
  const { conflicts } = adapt(JSON.parse(base) as Template, ops ?? [])
  if (conflicts.length === 0) return
  throw new Invalid(
    conflicts.slice(0, 50).map(({ op, message }) => ({ field: `ops.${op}`, message })),
    'conflict',
    'Có điều chỉnh mà quy trình gốc không cho phép. Đề nghị sửa các mục được nêu.',
  )
}

/** Gives a version back to its author, with the reason. */
export async function returnVersion(ctx: Context, id: string, reason: string): Promise<{ id: string }> {
  const { me, rows } = await look(ctx, { rows: findVersion(ctx, id) })
  const found = expectState(rows, 'reviewing', 'Lần ban hành này không chờ soát xét.')
  const set = { state: 'draft' as const, reviewerId: null, reviewerName: null }
  const act = procedureActs.return(subjectOf(found), { after: { number: found.version.number, reason } })
  return commit(ctx, me, act, change(ctx, found, set), { id }, takenMeanwhile)
}

/** Says that a version was looked through; not by who wrote in it. */
export async function reviewVersion(ctx: Context, id: string): Promise<{ id: string }> {
  const { me, rows } = await look(ctx, { rows: findVersion(ctx, id) })
  const found = expectState(rows, 'reviewing', 'Lần ban hành này không chờ soát xét.')
  refuseAuthor(found, me, 'soát xét')
  const act = procedureActs.review(subjectOf(found), { after: { number: found.version.number } })
  return commit(
    ctx,
    me,
    act,
    change(ctx, found, { reviewerId: me.id, reviewerName: me.name }),
    { id },
    takenMeanwhile,
  )
}

function refuseAuthor({ version }: Found, me: Me, what: string): void {
  if (!version.editors.includes(me.id)) return
  throw new Forbidden(
    `Đồng chí đã soạn lần ban hành này nên không ${what} được. Đề nghị đồng chí khác ${what}.`,
  )
}

/**
 * Approves a version and freezes it: content and hash never change again, and from its day on it is the one in force.
 * @throws Forbidden for whoever wrote in it; Invalid for a day before today or before that of an earlier version, or
 *   when people have changed so that it can no longer be published
 */
export async function approveVersion(
  ctx: Context,
  id: string,
  { effectiveFrom, reviewOn }: ApprovalInput,
): Promise<{ id: string; hash: string }> {
  const { me, rows, last, ...around } = await look(ctx, {
    rows: findVersion(ctx, id),
    last: ctx.tenant
      .select({ day: max(procedureVersion.effectiveFrom) })
      .from(procedureVersion)
      .where(
        and(
          eq(procedureVersion.state, 'approved'),
          sql`${procedureVersion.procedureId} = ${procedureOf(id)}`,
        ),
      ),
    ...surroundings(ctx, id),
  })
  const found = expectState(rows, 'reviewing', 'Chỉ phê duyệt được lần ban hành đã trình soát xét.')
  refuseAuthor(found, me, 'phê duyệt')
  const content = JSON.parse(found.version.content) as unknown
  refuseConflicts(found)
  refuseUnsound(judge(ctx, content, around).problems)
  refuseDay(effectiveFrom, dayAt(ctx.clock()), last[0]?.day ?? null, found.version.baseFrom)
  const hash = sha256(canonical(content))
  const approved = {
    state: 'approved' as const,
    hash,
    effectiveFrom,
    approverName: me.name,
    approvedAt: ctx.clock(),
    reviewerName: found.version.reviewerName ?? me.name,
  }
  const statements = [
    ...change(ctx, found, approved),
    ctx.tenant
      .update(procedure)
      .set({ reviewOn: reviewOn ?? null })
      .where(eq(procedure.id, found.procedure.id)),
    expectTrue(ctx.tenant, sql`(select closedOn is null from ${procedure} where id = ${found.procedure.id})`),
  ]
  const { number, note } = found.version
  const act = procedureActs.approve(subjectOf(found), { after: { number, note, effectiveFrom, hash } })
  return commit(ctx, me, act, statements, { id, hash }, takenMeanwhile)
}

function refuseDay(day: string, today: string, last: string | null, base: string | null): void {
  const message =
    day < today
      ? 'Ngày có hiệu lực không thể trước hôm nay: việc đã làm theo bản cũ không đổi được.'
      : last !== null && day <= last
        ? `Lần ban hành trước có hiệu lực từ ${showDay(last)}. Đề nghị chọn ngày sau ngày đó.`
        : base !== null && day < base
          ? `Quy trình gốc có hiệu lực từ ${showDay(base)}. Đề nghị chọn ngày đó hoặc ngày sau.`
          : undefined
  if (message !== undefined) throw new Invalid([{ field: 'effectiveFrom', message }])
}

/** Withdraws a process from today on: no case of it begins any more, and those that run go on to their end. */
export async function withdrawProcedure(ctx: Context, id: string, reason: string): Promise<{ id: string }> {
  const { me, rows } = await look(ctx, {
    rows: ctx.tenant.select().from(procedure).where(eq(procedure.id, id)),
  })
  const found = rows[0]
  if (found === undefined) throw new NotFound()
  if (found.closedOn !== null) throw new Conflict(`Quy trình đã bãi bỏ từ ${showDay(found.closedOn)}.`)
  const closedOn = dayAt(ctx.clock())
  const statements = [
    ctx.tenant
      .update(procedure)
      .set({ closedOn, closedWhy: reason })
      .where(
        and(
          eq(procedure.id, id),
          sql`${procedure.closedOn} is null and ${procedure.handedAt} is ${found.handedAt}`,
        ),
      ),
    expectOne(ctx.tenant),
  ]
  const act = procedureActs.withdraw(
    { id, name: `${found.code} ${found.name}` },
    { after: { reason, closedOn } },
  )
  return telling(ctx, found, closedOn, (announced) =>
    commit(ctx, me, act, [...statements, ...announced], { id }, takenMeanwhile),
  )
}

/**
 * Says that the acting member read a version and understood it. Saying it again changes nothing.
 * @throws Conflict for what is not approved: there is nothing to follow yet
 */
export async function acknowledgeVersion(ctx: Context, id: string): Promise<{ id: string }> {
  const { me, rows, mine } = await look(ctx, {
    rows: findVersion(ctx, id),
    mine: ctx.tenant.select().from(procedureReceipt).where(eq(procedureReceipt.versionId, id)),
  })
  const found = expectState(rows, 'approved', 'Lần ban hành này chưa được phê duyệt.')
  if (mine.some((one) => one.memberId === me.id)) return { id }
  const row = { versionId: id, memberId: me.id, name: me.name, at: ctx.clock() }
  const act = procedureActs.acknowledge(subjectOf(found), { after: { number: found.version.number } })
  return commit(ctx, me, act, [ctx.tenant.insert(procedureReceipt).values(row)], { id })
}
