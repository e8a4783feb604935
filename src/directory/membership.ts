import { sql } from 'drizzle-orm'
import type { CrossingKind } from '../core/crossing.ts'
import { membership } from '../entrance/control-tables.ts'

/** Somebody belongs to a committee from now on, or no longer. */
export type Belonging = { userId: string; committeeId: string; active: boolean }

/** Tells the directory who belongs where. Of two that settle out of order the later decision stands. */
export const belonging: CrossingKind<Belonging> = {
  kind: 'membership',
  control: (control, { userId, committeeId, active }, at) => [
    control
      .insert(membership)
      .values({ userId, committeeId, active, createdAt: at, changedAt: at })
      .onConflictDoUpdate({
        target: [membership.userId, membership.committeeId],
        set: { active, changedAt: at },
        setWhere: sql`${membership.changedAt} <= ${at}`,
      }),
  ],
}
