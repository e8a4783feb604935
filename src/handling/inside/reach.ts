import { sql } from 'drizzle-orm'
import type { SQL } from 'drizzle-orm'
import { within } from '../../core/within.ts'
import type { Person } from '../../core/within.ts'
import { documentRecipient } from '../../documents/tables.ts'
import { handling } from '../permissions.ts'

/** The condition under which the acting member takes what is sent to a unit: who heads it, or runs the office. */
export const takes = (who: Person): SQL | undefined =>
  within({ ...who, permission: handling.takeInside }, { unit: documentRecipient.targetId })

/** The same as a column: 1 or 0. */
export const mayTake = (who: Person): SQL<number> => sql<number>`coalesce((${takes(who)}), 0)`
