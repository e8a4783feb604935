import { sql } from 'drizzle-orm'
import type { Placeholder, SQL } from 'drizzle-orm'
import type { z } from 'zod'
import { NONE } from '../asks/tree.ts'
import type { Counts } from '../asks/tree.ts'
import { iso } from '../core/dates.ts'
import { given } from '../core/given.ts'
import type { planRow, tally } from './schema.ts'
import { STATES } from './states.ts'
import { plan } from './tables.ts'

export type Plan = typeof plan.$inferSelect
export type Tally = z.infer<typeof tally>

/** How far the tasks of the plan have come, as JSON, along the index of what tasks were made for. */
export const tallyColumn = (today: string | Placeholder): SQL<string> =>
  sql<string>`(select json_object('total', count(*), 'done', count(iif(t.state = 'done', 1, null)),
      'open', count(iif(t.state <> 'done', 1, null)),
      'late', count(iif(t.state not in ('done', 'suspended') and t.dueOn < ${today}, 1, null)))
    from task t where t.source = 'plan' and t.sourceId = plan.id and t.state <> 'cancelled')`

/** The sendings that asked committees below for the plan, as JSON. */
export const sendingsColumn: SQL<string> = sql<string>`(select json_group_array(s.id) from sending s where s.planId = plan.id)`

/** How far what was asked below has come, counted as tasks. */
export const tallyBelow = ({ total, done, late }: Counts): Tally => ({
  total,
  done,
  open: total - done,
  late,
})

/** Tallies together. */
export const sumOf = (all: readonly Tally[]): Tally =>
  all.reduce(
    (a, b) => ({
      total: a.total + b.total,
      done: a.done + b.done,
      open: a.open + b.open,
      late: a.late + b.late,
    }),
    { total: 0, done: 0, open: 0, late: 0 },
  )

/** A plan as lists show it, with what was asked below for it. */
export const showPlan = (row: Plan, counted: string, below: Counts = NONE): z.infer<typeof planRow> => ({
  id: row.id,
  kindName: row.kindName,
  name: row.name,
  period: row.period,
  ...given({ notation: row.documentName }),
  state: row.state,
  stateName: STATES[row.state],
  author: row.authorName,
  movedAt: iso(row.movedAt),
  tasks: sumOf([JSON.parse(counted) as Tally, tallyBelow(below)]),
})
