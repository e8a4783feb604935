import { asc, lte, min } from 'drizzle-orm'
import { auditRow, isConstraint } from '../core/batch.ts'
import type { Wake } from '../core/domain.ts'
import { newId } from '../core/ids.ts'
import { decide } from '../processes/engine.ts'
import { nodeOf, planOf } from '../processes/plan.ts'
import type { Database } from '../platform/database.ts'
import { caseActs } from './acts.ts'
import { around, envelopeOf, findCase, keptOf } from './load.ts'
import { storingAll } from './calls.ts'
import { processCase } from './tables.ts'

/** Who acts where time itself does. */
const SYSTEM = { id: 'system', name: 'Hệ thống' }
/** Cases a waking sees to; the rest come at the next. */
const CASES = 100
const MINUTE = 60_000

/** Leaves steps whose time is over by the way their template gives for it. Lateness itself is data and needs no timer. */
export const timeouts: Wake = async ({ tenant, now }) => {
  const due = await tenant
    .select({ id: processCase.id })
    .from(processCase)
    .where(lte(processCase.timeoutAt, now))
    .orderBy(asc(processCase.timeoutAt))
    .limit(CASES)
  let done = 0
  for (const { id } of due) done += Number(await runOut(tenant, id, now))
  const [left] = await tenant.select({ at: min(processCase.timeoutAt) }).from(processCase)
  const next = left?.at ?? undefined
  return { done, next: next === undefined ? undefined : Math.max(next, now + MINUTE) }
}

/** @returns whether a step of the case ran out; false when somebody was first, or none is due */
async function runOut(tenant: Database, id: string, now: number): Promise<boolean> {
  const asked = around(tenant, { caseId: id })
  const [found, held, heads, own] = await tenant.batch([
    findCase(tenant, id),
    asked.held,
    asked.heads,
    asked.own,
  ])
  if (found[0] === undefined) return false
  const kept = keptOf(found[0], own)
  const plan = planOf(kept.template)
  const over = kept.state.open.find(
    ({ step, clock }) =>
      clock !== undefined &&
      clock.pausedAt === undefined &&
      clock.due <= now &&
      nodeOf(plan, step).step.out.some(({ kind }) => kind === 'timeout'),
  )
  if (over === undefined) return false
  const commandId = `${SYSTEM.id}/${over.no}/${newId()}`
  const envelope = envelopeOf(kept, { held, heads }, { commandId, at: now, by: SYSTEM.id })
  const decision = decide(kept.template, kept.state, { ...envelope, type: 'timeout', no: over.no })
  if ('rejected' in decision) return false
  const { statements } = await storingAll(tenant, kept, decision.events, { commandId, name: SYSTEM.name })
  const step = nodeOf(plan, over.step).step.name
  const act = caseActs.timeout({ id, name: kept.title }, { after: { step } })
  try {
    await tenant.batch([auditRow(tenant, SYSTEM, act, now), ...statements])
    return true
  } catch (error) {
    if (isConstraint(error)) return false
    throw error
  }
}
