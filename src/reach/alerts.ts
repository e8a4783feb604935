import { eq } from 'drizzle-orm'
import { dueAlerts, forgetAlert } from '../cases/alerts-due.ts'
import type { Statement } from '../core/batch.ts'
import type { Wake } from '../core/domain.ts'
import { letterRow } from '../core/outbox.ts'
import { committee } from '../entrance/control-tables.ts'
import { dueLetter } from './letters.ts'
import { reachOf, waysTo } from './wishes.ts'

const MINUTE = 60_000
const DAY = 24 * 60 * MINUTE
const NONE = { soon: 0, overdue: 0, unit: 0, office: 0, urgency: 0 }

/**
 * Tells whom a template names of the time of its steps, when so much of it has gone by or so long before or after it
 * runs out. Those who want the one letter a day are left to it. An alert goes in the batch of its letters, whose ids
 * are made of it: each is told once, whoever is cut off and whoever else does the same.
 */
export const tellAlerts: Wake = async ({ tenant, control, committeeId, now, tells }) => {
  const { due, next } = await dueAlerts(tenant, now)
  if (due.length === 0) return { done: 0, next }
  const reaches = await reachOf(control, [...new Set(due.flatMap(({ users }) => users))])
  const [place] = await control
    .select({ handle: committee.handle, name: committee.name })
    .from(committee)
    .where(eq(committee.id, committeeId))
  for (const { users, ...alert } of due) {
    const letters = users.flatMap((userId) => {
      const reach = reaches.get(userId)
      if (reach === undefined || reach.digest || place === undefined) return []
      return waysTo(reach, 'due', 0)
        .filter(({ by }) => tells[by])
        .map(({ by, to }) =>
          dueLetter(
            to,
            { ...NONE, alerts: 1, handle: place.handle, committee: place.name },
            {
              by,
              id: `alert.${alert.caseId}.${alert.no}.${alert.i}.${alert.at}.${userId}.${to}`,
              until: now + DAY / 2,
            },
          ),
        )
    })
    const statements: Statement[] = letters.map((one) => letterRow(tenant, one, now))
    await tenant.batch([forgetAlert(tenant, alert), ...statements])
  }
  return { done: due.length, next: Math.min(next ?? Infinity, now + MINUTE) }
}
