import { and, asc, eq, isNull, lte, min, sql } from 'drizzle-orm'
import { auditRow, expectOne, isConstraint } from '../../core/batch.ts'
import type { Statement } from '../../core/batch.ts'
import type { Wake } from '../../core/domain.ts'
import { newId } from '../../core/ids.ts'
import { member } from '../../core/tables.ts'
import { start } from '../../processes/engine.ts'
import type { Database } from '../../platform/database.ts'
import { caseActs } from '../acts.ts'
import { around, envelopeOf, inForce, templateOf } from '../load.ts'
import { storingAll } from '../calls.ts'
import type { Kept } from '../store.ts'
import { caseSchedule } from '../tables.ts'
import { workingTime } from '../working-time.ts'
import { dayAfter, opensAt, periodOf } from './rules.ts'

const SYSTEM = { id: 'system', name: 'Hệ thống' }
/** Cases a waking opens; the rest come at the next. */
const CASES = 50
const MINUTE = 60_000
/** One that cannot be opened is tried again after this long. */
const AGAIN = 24 * 60 * MINUTE

type Schedule = typeof caseSchedule.$inferSelect

/**
 * Opens the cases whose day has come. What was missed while nobody woke is opened too, each period its own; each once,
 * whoever tries: the schedule goes on to its next day in the batch that opens the case.
 */
export const scheduled: Wake = async ({ tenant, now }) => {
  const due = await tenant
    .select()
    .from(caseSchedule)
    .where(and(lte(caseSchedule.nextAt, now), isNull(caseSchedule.stoppedAt)))
    .orderBy(asc(caseSchedule.nextAt))
    .limit(CASES)
  let done = 0
  for (const one of due) done += Number(await openOne(tenant, one, now))
  const [left] = await tenant
    .select({ at: min(caseSchedule.nextAt) })
    .from(caseSchedule)
    .where(isNull(caseSchedule.stoppedAt))
  const next = left?.at ?? undefined
  return { done, next: next === undefined ? undefined : Math.max(next, now + MINUTE) }
}

/** @returns whether a case was opened; false when somebody was first, or it could not be */
async function openOne(tenant: Database, schedule: Schedule, now: number): Promise<boolean> {
  const asked = around(tenant, { procedure: schedule.procedureId })
  const [found, held, heads, own, starters] = await tenant.batch([
    inForce({ tenant, clock: () => now }, { procedure: schedule.procedureId }),
    asked.held,
    asked.heads,
    asked.own,
    tenant.select().from(member).where(eq(member.id, schedule.starterId)),
  ])
  const calendar = workingTime(own[0])
  const { every, land, nextOn } = schedule
  // The calendar may have changed since the day was set.
  const at = opensAt(calendar, nextOn, land)
  if (at > now) return set(tenant, schedule, { nextAt: at })
  const [process] = found
  if (process === undefined || process.closedOn !== null)
    return set(tenant, schedule, { stoppedAt: now, problem: 'Quy trình đã bãi bỏ.' })
  const { versionId, content } = process
  if (versionId === null || content === null)
    return set(tenant, schedule, {
      nextAt: now + AGAIN,
      problem: 'Quy trình chưa có lần ban hành nào có hiệu lực.',
    })
  const [starter] = starters
  // Where who opened them has left, the owner of the process stands in.
  const here = starter !== undefined && starter.leftAt === null
  const kept: Kept = {
    id: newId(),
    procedureId: process.id,
    code: process.code,
    title: `${schedule.title}, ${periodOf(every, nextOn)}`,
    unitId: (here ? starter.unitId : null) ?? '',
    ownerId: process.ownerId,
    template: templateOf(process.hash, content),
    calendar,
    called: {},
  }
  const by = here ? starter.id : process.ownerId
  const commandId = `${SYSTEM.id}/${schedule.id}/${nextOn}`
  const envelope = envelopeOf(kept, { held, heads }, { commandId, at: now, by })
  const decision = start(kept.template, { ...envelope, template: versionId })
  if ('rejected' in decision) return set(tenant, schedule, { nextAt: now + AGAIN, problem: decision.message })
  const name = { commandId, name: SYSTEM.name }
  const { statements } = await storingAll(tenant, kept, decision.events, name, {
    head: { versionId, starterId: by },
  })
  const act = caseActs.openScheduled(
    { id: kept.id, name: kept.title },
    { after: { procedure: `${process.code} ${process.name}` } },
  )
  const onward = goOn(tenant, schedule, calendar, now)
  return once(tenant, [...onward, auditRow(tenant, SYSTEM, act, now), ...statements])
}

/** The schedule on its next day, or stopped after its last. */
function goOn(
  tenant: Database,
  schedule: Schedule,
  calendar: Parameters<typeof opensAt>[0],
  now: number,
): Statement[] {
  const on = dayAfter(schedule, schedule.nextOn)
  const over = schedule.until !== null && on > schedule.until
  const change = {
    nextOn: on,
    nextAt: opensAt(calendar, on, schedule.land),
    opened: sql`${caseSchedule.opened} + 1`,
    problem: null,
    ...(over ? { stoppedAt: now } : {}),
  }
  return [changed(tenant, schedule, change), expectOne(tenant)]
}

/** An update that takes hold only of the schedule as it was read. */
const changed = (tenant: Database, { id, nextOn, nextAt }: Schedule, change: object): Statement =>
  tenant
    .update(caseSchedule)
    .set(change)
    .where(
      and(
        eq(caseSchedule.id, id),
        eq(caseSchedule.nextOn, nextOn),
        eq(caseSchedule.nextAt, nextAt),
        isNull(caseSchedule.stoppedAt),
      ),
    )

async function set(tenant: Database, schedule: Schedule, change: object): Promise<false> {
  await once(tenant, [changed(tenant, schedule, change)])
  return false
}

async function once(tenant: Database, statements: Statement[]): Promise<boolean> {
  try {
    await tenant.batch(statements as [Statement, ...Statement[]])
    return true
  } catch (error) {
    if (isConstraint(error)) return false
    throw error
  }
}
