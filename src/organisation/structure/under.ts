import { sql } from 'drizzle-orm'
import type { SQL } from 'drizzle-orm'
import type { Context } from '../../core/context.ts'

/** Query for the ids of a unit and all units below it. */
export const unitsUnder = (ctx: Context, unitId: SQL) =>
  ctx.tenant.all<{ id: string }>(sql`with recursive mine(id) as (
    select ${unitId} where ${unitId} is not null
    union select u.id from unit u join mine on u.parentId = mine.id
  ) select id from mine`)
