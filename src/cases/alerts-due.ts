import { asc, lte, min, sql } from 'drizzle-orm'
import type { Statement } from '../core/batch.ts'
import { member } from '../core/tables.ts'
import { findOpen } from '../processes/case.ts'
import { PERFORMER } from '../processes/check/references.ts'
import { candidates } from '../processes/people.ts'
import { nodeOf, planOf } from '../processes/plan.ts'
import { personsOf } from '../procedures/people.ts'
import type { Database } from '../platform/database.ts'
import { waitsFor } from './derive.ts'
import { around, findCase, keptOf } from './load.ts'
import { caseAlert } from './tables.ts'

/** Alerts a waking sees to; the rest come at the next. */
const ALERTS = 100

type Key = Pick<typeof caseAlert.$inferSelect, 'caseId' | 'no' | 'i' | 'at'>

/** An alert whose time has come, with the persons (as users) that its template says. */
export type DueAlert = Key & { users: string[] }

/**
 * The alerts of the templates whose time has come, and when the next is due (ms UTC). Whoever tells of one takes it
 * away with {@link forgetAlert}, in the batch of the letters.
 */
export async function dueAlerts(
  tenant: Database,
  now: number,
): Promise<{ due: DueAlert[]; next: number | undefined }> {
  const [rows, [later]] = await tenant.batch([
    tenant.select().from(caseAlert).where(lte(caseAlert.at, now)).orderBy(asc(caseAlert.at)).limit(ALERTS),
    tenant
      .select({ at: min(caseAlert.at) })
      .from(caseAlert)
      .where(sql`${caseAlert.at} > ${now}`),
  ])
  const due: DueAlert[] = []
  for (const row of rows) due.push({ ...row, users: await usersOf(tenant, row) })
  return { due, next: later?.at ?? undefined }
}

/** Statement that takes an alert away once it was told. */
export const forgetAlert = (tenant: Database, { caseId, no, i, at }: Key): Statement =>
  tenant.run(
    sql`delete from ${caseAlert} where caseId = ${caseId} and no = ${no} and i = ${i} and at = ${at}`,
  )

async function usersOf(tenant: Database, { caseId, no, i }: Key): Promise<string[]> {
  const asked = around(tenant, { caseId })
  const [found, held, heads, own, members] = await tenant.batch([
    findCase(tenant, caseId),
    asked.held,
    asked.heads,
    asked.own,
    tenant
      .select({ id: member.id, userId: member.userId })
      .from(member)
      .where(sql`${member.leftAt} is null`),
  ])
  const [one] = found
  if (one === undefined) return []
  const { template, state, unitId } = keptOf(one, own)
  const open = findOpen(state.open, no)
  const plan = planOf(template)
  const alert = open && nodeOf(plan, open.step).step.alerts?.[i]
  if (open === undefined || alert === undefined) return []
  const persons = (role: string, row: Parameters<typeof personsOf>[3]) =>
    personsOf(template, { held, heads }, role, row, unitId)
  const ids = new Set(
    alert.to.flatMap((to) =>
      to === PERFORMER ? waitsFor(state, open) : candidates({ plan, state, envelope: { persons } }, to, open),
    ),
  )
  return members.flatMap(({ id, userId }) => (ids.has(id) ? [userId] : []))
}
