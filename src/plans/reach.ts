import { or, sql } from 'drizzle-orm'
import type { SQL } from 'drizzle-orm'
import { within } from '../core/within.ts'
import type { Person } from '../core/within.ts'
import { plans } from './permissions.ts'
import { plan } from './tables.ts'

const belongs = { own: plan.authorId, unit: plan.unitId }

/** The condition under which the acting member may do this with a plan. */
export const reaches = (ctx: Person, what: 'write' | 'issue'): SQL | undefined =>
  within({ person: ctx.person, permission: plans[what] }, belongs)

/** The condition under which a plan is there for the acting member: it is in force or over, or a draft in reach. */
export const readsPlan = (ctx: Person): SQL => or(sql`${plan.state} <> 'draft'`, reaches(ctx, 'write')) as SQL

/** The same as a column: 1 or 0. */
export const mayColumn = (ctx: Person, what: 'write' | 'issue'): SQL<number> =>
  sql<number>`coalesce((${reaches(ctx, what)}), 0)`
