import type { Context } from './context.ts'
import { wake } from './control-tables.ts'
import { query } from './query.ts'
import type { Database } from '../platform/database.ts'

const MINUTE = 60_000

/**
 * Has a committee woken in the minute of an instant (ms UTC): its domains then do what is due (`wakes` of domain.ts).
 * Written before the batch that sets the timer: a crash between them wakes for nothing, which is harmless, and a timer
 * is never without its waking.
 */
export const wakeAt = (control: Database, committeeId: string, at: number) =>
  setAlarm(control, { committeeId, at: Math.ceil(at / MINUTE) * MINUTE })

const setAlarm = query<typeof wake.$inferInsert>()((db, row) =>
  db.insert(wake).values(row).onConflictDoNothing(),
)

/** Has the committee of a request woken at an instant (ms UTC), as {@link wakeAt} says. */
export const wakeHere = (ctx: Context, at: number) => wakeAt(ctx.control, ctx.committee.id, at)
