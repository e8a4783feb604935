import { sql } from 'drizzle-orm'
import type { SQL } from 'drizzle-orm'
import type { z } from 'zod'
import { iso } from '../core/dates.ts'
import { given } from '../core/given.ts'
import type { planRow, tally } from './schema.ts'
import { STATES } from './states.ts'
import { plan } from './tables.ts'

export type Plan = typeof plan.$inferSelect
export type Tally = z.infer<typeof tally>

/** How far the tasks of the plan have come, as JSON, along the index of what tasks were made for. */
export const tallyColumn = (today: string): SQL<string> =>
  sql<string>`(select json_object('total', count(*), 'done', count(iif(t.state = 'done', 1, null)),
      'open', count(iif(t.state <> 'done', 1, null)),
      'late', count(iif(t.state not in ('done', 'suspended') and t.dueOn < ${today}, 1, null)))
    from task t where t.source = 'plan' and t.sourceId = plan.id and t.state <> 'cancelled')`

/** A plan as lists show it. */
export const showPlan = (row: Plan, counted: string): z.infer<typeof planRow> => ({
  id: row.id,
  kindName: row.kindName,
  name: row.name,
  period: row.period,
  ...given({ notation: row.documentName }),
  state: row.state,
  stateName: STATES[row.state],
  author: row.authorName,
  movedAt: iso(row.movedAt),
  tasks: JSON.parse(counted) as Tally,
})
