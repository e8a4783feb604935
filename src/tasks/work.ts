import { and, asc, eq, isNull, not, sql } from 'drizzle-orm'
import type { SQL } from 'drizzle-orm'
import type { Me } from '../core/batch.ts'
import type { Context } from '../core/context.ts'
import { dayAt, iso } from '../core/dates.ts'
import { given } from '../core/given.ts'
import { countPart, workPart } from '../core/part.ts'
import type { DeskItem } from '../core/part.ts'
import { myId } from '../core/within.ts'
import { awayOn, isAway } from '../organisation/absences/stands.ts'
import { absence } from '../organisation/tables.ts'
import type { Task } from './move.ts'
import { unitOf } from './reach.ts'
import { task, taskParty } from './tables.ts'

/** As many of a kind as a list holds: whoever has more has the lists of tasks. */
const MOST = 50

const TO_DO = sql`state in ('assigned', 'doing', 'returned')`
const OPEN = sql`state in ('assigned', 'doing', 'reported', 'returned', 'declined', 'suspended')`
const TO_JUDGE = sql`(state in ('reported', 'declined') or wantedDueOn is not null)`

/**
 * What tasks ask of a member: to do one's own, those of whom one stands in for, and to name somebody for those of the
 * unit one heads; to judge what one gave; to do one's part, or take note.
 */
export const work = workPart({
  tenant: (ctx) => {
    const me = myId(ctx)
    const here = not(isAway(me, dayAt(ctx.clock())))
    return {
      mine: walk(ctx, and(eq(task.personId, me), TO_DO, here)),
      standing: inPlaceOf(ctx, task.personId, TO_DO),
      unnamed: walk(ctx, and(eq(task.unitId, unitOf(me)), isNull(task.personId), TO_DO)),
      judged: walk(ctx, and(eq(task.giverId, me), TO_JUDGE, here)),
      judgedFor: inPlaceOf(ctx, task.giverId, TO_JUDGE),
      parts: partsOf(ctx, 'person', me),
      unitParts: partsOf(ctx, 'unit', unitOf(me)),
    }
  },
  show: (me, rows) => {
    const heads = me.roles.includes('unit_head')
    const parts = [...rows.parts, ...(heads ? rows.unitParts : [])]
    return [
      ...rows.mine.map((one) => item(one, doing(one))),
      ...rows.standing.map(({ task: one, forName }) => item(one, doing(one), forName)),
      ...(heads ? rows.unnamed.map((one) => item(one, 'name')) : []),
      ...rows.judged.map((one) => item(one, judging(one, me))),
      ...rows.judgedFor.map(({ task: one, forName }) => item(one, judging(one, me), forName)),
      ...parts.map(({ task: one, role }) => item(one, role === 'inform' ? 'read' : 'part')),
    ]
  },
})

/** How many of them there are: the number of the list. */
export const counts = countPart({
  tenant: (ctx) => work.tenant?.(ctx, undefined) ?? {},
  show: (me, rows, ctx) => ({ tasks: work.show(me, rows as never, ctx, undefined).length }),
})

const walk = (ctx: Context, condition: SQL | undefined) =>
  ctx.tenant.select().from(task).where(condition).orderBy(asc(task.pressesOn), asc(task.id)).limit(MOST)

/** Tasks of members who are away and named the acting member their deputy. */
const inPlaceOf = (ctx: Context, whose: typeof task.personId | typeof task.giverId, which: SQL) =>
  ctx.tenant
    .select({ task, forName: absence.memberName })
    .from(absence)
    .crossJoin(task)
    .where(
      and(eq(absence.deputyId, myId(ctx)), awayOn(dayAt(ctx.clock())), eq(whose, absence.memberId), which),
    )
    .orderBy(asc(task.pressesOn))
    .limit(MOST)

/** Parts that are not done, of tasks that are open. */
const partsOf = (ctx: Context, kind: 'unit' | 'person', subject: SQL) =>
  ctx.tenant
    .select({ task, role: taskParty.role })
    .from(taskParty)
    .crossJoin(task)
    .where(
      and(
        eq(taskParty.kind, kind),
        eq(taskParty.subjectId, subject),
        isNull(taskParty.doneAt),
        eq(task.id, taskParty.taskId),
        OPEN,
      ),
    )
    .orderBy(asc(taskParty.at))
    .limit(MOST)

const doing = ({ state }: Task): string =>
  state === 'assigned' ? 'accept' : state === 'returned' ? 'rework' : 'do'

/** What is asked of whoever gave a task; nobody judges what they brought themselves. */
function judging({ state, wantedDueOn, reportedById }: Task, me: Me): string {
  if (state === 'declined') return 'reassign'
  if (state !== 'reported') return wantedDueOn === null ? 'judge' : 'extend'
  return reportedById === me.id ? 'wait' : 'judge'
}

const item = (one: Task, ask: string, forName?: string): DeskItem => ({
  kind: 'task',
  id: one.id,
  title: one.title,
  sub: forName === undefined ? people(one, ask) : `Làm thay đồng chí ${forName}`,
  at: iso(one.movedAt),
  urgency: one.urgency,
  ask,
  ...given({ dueOn: one.dueOn, notation: one.sourceName === '' ? null : one.sourceName }),
})

/** Whom a line is about: who brings it, for who gave it; who gave it, for who does it. */
const people = ({ giverName, ownerName, personName }: Task, ask: string): string =>
  ['judge', 'extend', 'reassign', 'wait'].includes(ask) ? (personName ?? ownerName) : giverName
