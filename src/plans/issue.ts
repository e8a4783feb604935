import { and, asc, eq, sql } from 'drizzle-orm'
import { askings } from '../asks/crossings.ts'
import { asksMadeFor } from '../asks/opinions.ts'
import { commit, expectOne, look } from '../core/batch.ts'
import type { Statement } from '../core/batch.ts'
import type { Context } from '../core/context.ts'
import { cross } from '../core/crossing.ts'
import { dayAt } from '../core/dates.ts'
import { Conflict, Invalid, NotFound } from '../core/errors.ts'
import { myId } from '../core/within.ts'
import { unitsUnder } from '../organisation/structure/under.ts'
import { newTask, refuseBeyondUnit } from '../tasks/assign.ts'
import { ownDays, whyNotDue } from '../tasks/deadline.ts'
import { unitOf } from '../tasks/reach.ts'
import type { Subject } from '../tasks/subjects.ts'
import { task } from '../tasks/tables.ts'
import { planActs } from './acts.ts'
import { askLines, linesBelow, readFor, whyNotBelow } from './asking.ts'
import { isBelow } from './owners.ts'
import type { Owner } from './owners.ts'
import { reaches } from './reach.ts'
import { whyNotReady } from './ready.ts'
import { standing } from './save.ts'
import type { Plan } from './show.ts'
import { plan, planLine, planOwner } from './tables.ts'

type Line = typeof planLine.$inferSelect & { lead: Subject | Owner | undefined }

/**
 * Puts a plan in force: each line becomes a task of its owner, or is asked of the committees below that own it; all at
 * once.
 * @throws Invalid naming each line that lacks owner, start, due or product, or whose owner is gone; Conflict when it
 *   is issued already; Forbidden for a unit head who reaches beyond the own unit
 */
export async function issuePlan(
  ctx: Context,
  id: string,
  version: number,
): Promise<{ id: string; tasks: number }> {
  const { me, found, rows, owners, places, units, days } = await look(ctx, {
    days: ownDays(ctx),
    found: planToIssue(ctx, id),
    rows: ctx.tenant.select().from(planLine).where(eq(planLine.planId, id)).orderBy(asc(planLine.position)),
    owners: ownersStanding(ctx, id),
    places: ctx.tenant.select().from(planOwner).where(eq(planOwner.planId, id)),
    units: unitsUnder(ctx, unitOf(myId(ctx))),
  })
  const draft = standing(found[0], [version])
  const lines: Line[] = rows.map((row) => ({
    ...row,
    lead: owners.find(({ lineId }) => lineId === row.id) ?? placeOf(places, row.id),
  }))
  const today = dayAt(ctx.clock())
  const problems = [
    ...whyNotReady(lines),
    ...lines.flatMap((line, i) => whyNotDue(line.dueOn ?? undefined, today, days, `lines.${i}.dueOn`)),
  ]
  if (problems.length > 0) throw new Invalid(problems)
  const own = lines.filter((line): line is OwnLine => line.lead !== undefined && !isBelow(line.lead))
  for (const { lead } of own) refuseBeyondUnit(me, lead, units)
  const below = await linesBelow(ctx, me, lines)
  const at = ctx.clock()
  const issued = ctx.tenant
    .update(plan)
    .set({ state: 'issued', issuedAt: at, issuedBy: me.name, movedAt: at, version: version + 1 })
    .where(and(eq(plan.id, id), eq(plan.version, version), eq(plan.state, 'draft')))
  const made = own.flatMap((line): Statement[] => {
    const given = newTask(ctx, me, taskOf(draft, line))
    const link = ctx.tenant
      .update(planLine)
      .set({ taskId: given.id })
      .where(and(eq(planLine.planId, id), eq(planLine.id, line.id)))
    return [...given.statements, link]
  })
  const statements = [issued, expectOne(ctx.tenant), ...made]
  const done = (tasks: number, more: Statement[] = []) => {
    const act = planActs.issue({ id, name: draft.name }, { after: { tasks } })
    return commit(ctx, me, act, [...statements, ...more], { id, tasks })
  }
  if (below.length === 0) return done(own.length)
  return cross(
    ctx,
    askings,
    (announced, read) => {
      const refused = whyNotBelow(ctx, below, read)
      if (refused.length > 0) throw new Invalid(refused)
      const { rows: asked, effects, places: n } = askLines(ctx, me, draft, below, read)
      return done(own.length + n, [...asked, announced.row({ all: effects })])
    },
    readFor(ctx, draft, below),
  )
}

type OwnLine = Line & { lead: Subject }

/** The committees that own a line, where it is theirs. */
const placeOf = (owners: readonly (typeof planOwner.$inferSelect)[], lineId: string): Owner | undefined => {
  const found = owners.find((one) => one.lineId === lineId && isBelow(one))
  return found && { kind: found.kind, id: found.subjectId, name: found.name }
}

const planToIssue = (ctx: Context, id: string) =>
  ctx.tenant
    .select()
    .from(plan)
    .where(and(eq(plan.id, id), reaches(ctx, 'issue')))

/** Query for the owners of the lines of a plan that are still there, with the unit they sit in. */
const ownersStanding = (ctx: Context, planId: string) =>
  ctx.tenant.all<Subject & { lineId: string }>(sql`
    select o.lineId, 'unit' as kind, u.id, u.name, u.id as unitId from plan_owner o join unit u on u.id = o.subjectId
      where o.planId = ${planId} and o.kind = 'unit' and u.closedAt is null
    union all
    select o.lineId, 'person', m.id, m.name, m.unitId from plan_owner o join member m on m.id = o.subjectId
      where o.planId = ${planId} and o.kind = 'person' and m.leftAt is null`)

const taskOf = (draft: Plan, line: OwnLine) => ({
  source: 'plan' as const,
  sourceId: draft.id,
  sourceName: draft.documentName ?? draft.name,
  title: line.title,
  product: line.product,
  target: [line.measure, line.target].filter((part) => part !== '').join(': '),
  urgency: 0,
  lead: line.lead,
  cooperate: [],
  inform: [],
  startOn: line.startOn ?? undefined,
  dueOn: line.dueOn ?? undefined,
})

/**
 * Ends a plan all of whose tasks have ended, and all that was asked for it below is recognised or taken back.
 * @throws Conflict telling how many are open
 */
export async function closePlan(ctx: Context, id: string, note: string): Promise<{ id: string }> {
  const [{ me, found, open }, asked] = await Promise.all([
    look(ctx, {
      found: planToIssue(ctx, id),
      open: ctx.tenant
        .select({ n: sql<number>`count(*)` })
        .from(task)
        .where(
          and(
            eq(task.source, 'plan'),
            eq(task.sourceId, id),
            sql`${task.state} not in ('done', 'cancelled')`,
          ),
        ),
    }),
    asksMadeFor(ctx, id),
  ])
  const row = found[0]
  if (row === undefined) throw new NotFound()
  if (row.state !== 'issued') throw new Conflict('Kế hoạch này không ở trạng thái đang thực hiện.')
  const left = open[0]?.n ?? 0
  if (left > 0)
    throw new Conflict(`Còn ${left} nhiệm vụ chưa xong. Duyệt kết quả hoặc hủy các nhiệm vụ đó trước.`)
  const standing = asked.filter(({ ask }) => ask.state === 'open').length
  if (standing > 0)
    throw new Conflict(
      `Còn ${standing} nơi chưa xong hoặc chưa được công nhận. Công nhận kết quả hoặc thu hồi các việc đó trước.`,
    )
  const at = ctx.clock()
  const closed = ctx.tenant
    .update(plan)
    .set({ state: 'closed', closedAt: at, movedAt: at, version: row.version + 1 })
    .where(and(eq(plan.id, id), eq(plan.version, row.version)))
  const act = planActs.close({ id, name: row.name }, { after: { note } })
  return commit(ctx, me, act, [closed, expectOne(ctx.tenant)], { id })
}
