import { and, asc, eq, isNull } from 'drizzle-orm'
import { commit, expectOne, look } from '../../core/batch.ts'
import type { Context } from '../../core/context.ts'
import { addDays, dayAt, iso } from '../../core/dates.ts'
import { Conflict, Invalid, NotFound } from '../../core/errors.ts'
import { given } from '../../core/given.ts'
import { newId } from '../../core/ids.ts'
import { query } from '../../core/query.ts'
import { member } from '../../core/tables.ts'
import { wakeHere } from '../../core/wake.ts'
import { procedure } from '../../procedures/tables.ts'
import { caseActs } from '../acts.ts'
import { caseSchedule } from '../tables.ts'
import { layerInForce, workingTime } from '../working-time.ts'
import { nextOf, opensAt, dayAfter } from './rules.ts'
import type { ScheduleInput, ScheduleList, SchedulesQuery } from './schema.ts'

/** So many of the occurrences to come are told. */
const TOLD = 3

const processOf = query<{ id: string }>()((db, { id }) =>
  db.select({ id: procedure.id }).from(procedure).where(eq(procedure.id, id)),
)
const schedulesOf = query<{ id: string }>()((db, { id }) =>
  db
    .select({ schedule: caseSchedule, name: member.name })
    .from(caseSchedule)
    .innerJoin(member, eq(member.id, caseSchedule.starterId))
    .where(and(eq(caseSchedule.procedureId, id), isNull(caseSchedule.stoppedAt)))
    .orderBy(asc(caseSchedule.nextAt))
    .limit(100),
)

/** The schedules by which cases of a process are opened by themselves. */
export async function listSchedules(ctx: Context, asked: SchedulesQuery): Promise<ScheduleList> {
  const { rows, own, of } = await look(ctx, {
    of: processOf(ctx.tenant, { id: asked.procedure }),
    rows: schedulesOf(ctx.tenant, { id: asked.procedure }),
    own: layerInForce(ctx.tenant, {}),
  })
  if (of.length === 0) throw new NotFound()
  const calendar = workingTime(own[0])
  return {
    items: rows.map(({ schedule, name }) => {
      const { id, title, every, month, day, land, until, opened, problem, starterId } = schedule
      const days = [schedule.nextOn]
      while (days.length < TOLD) days.push(dayAfter(schedule, days.at(-1) ?? ''))
      return {
        id,
        title,
        every,
        month,
        day,
        land,
        opened,
        ...given({ until, problem }),
        starter: { id: starterId, name },
        next: days
          .filter((on) => until === null || on <= until)
          .map((on) => iso(opensAt(calendar, on, land))),
      }
    }),
  }
}

/**
 * Has cases of a process opened by themselves, each period one.
 * @throws NotFound; Conflict for a process that is withdrawn; Invalid for somebody who is not here, or an end before
 *   the first of them
 */
export async function addSchedule(ctx: Context, input: ScheduleInput): Promise<{ id: string }> {
  const { me, of, starters, own } = await look(ctx, {
    of: ctx.tenant.select().from(procedure).where(eq(procedure.id, input.procedureId)),
    starters: ctx.tenant
      .select({ id: member.id, unitId: member.unitId })
      .from(member)
      .where(and(eq(member.id, input.starterId ?? ''), isNull(member.leftAt))),
    own: layerInForce(ctx.tenant, {}),
  })
  const [process] = of
  if (process === undefined) throw new NotFound()
  if (process.closedOn !== null) throw new Conflict('Quy trình đã bãi bỏ nên không mở hồ sơ mới được.')
  const starter = input.starterId === undefined ? me : starters[0]
  if (starter === undefined)
    throw new Invalid([{ field: 'starterId', message: 'Người này không còn công tác ở cơ quan.' }])
  const now = ctx.clock()
  // One that lands before its day may open today though its day comes later.
  const { on, at } = nextOf(input, input.land, workingTime(own[0]), { after: addDays(dayAt(now), -1), now })
  if (input.until !== undefined && on > input.until)
    throw new Invalid([
      { field: 'until', message: 'Lịch kết thúc trước lần mở đầu tiên. Đề nghị chọn ngày sau.' },
    ])
  const { procedureId, title, every, month, day, land, until = null } = input
  const row = { id: newId(), procedureId, title, every, month, day, land, until, nextOn: on, nextAt: at }
  await wakeHere(ctx, at)
  const act = caseActs.schedule(
    { id: row.id, name: title },
    { after: { procedure: `${process.code} ${process.name}`, every, due: on } },
  )
  const statement = ctx.tenant
    .insert(caseSchedule)
    .values({ ...row, starterId: starter.id, byName: me.name, createdAt: now })
  return commit(ctx, me, act, [statement], { id: row.id })
}

/** Stops a schedule; the cases it opened stay. */
export async function stopSchedule(ctx: Context, id: string): Promise<{ id: string }> {
  const { me, rows } = await look(ctx, {
    rows: ctx.tenant
      .select({ title: caseSchedule.title })
      .from(caseSchedule)
      .where(and(eq(caseSchedule.id, id), isNull(caseSchedule.stoppedAt))),
  })
  const [found] = rows
  if (found === undefined) throw new NotFound()
  const stop = ctx.tenant
    .update(caseSchedule)
    .set({ stoppedAt: ctx.clock() })
    .where(and(eq(caseSchedule.id, id), isNull(caseSchedule.stoppedAt)))
  const act = caseActs.unschedule({ id, name: found.title })
  return commit(ctx, me, act, [stop, expectOne(ctx.tenant)], { id })
}
