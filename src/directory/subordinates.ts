import { and, asc, eq } from 'drizzle-orm'
import type { Database } from '../platform/database.ts'
import { committee } from './tables.ts'

/** Every committee directly below, whose link the superior has accepted, ready to receive. */
export const subordinatesOf = (control: Database, superiorId: string) =>
  control
    .select({ id: committee.id, handle: committee.handle, name: committee.name })
    .from(committee)
    .where(
      and(
        eq(committee.superiorId, superiorId),
        eq(committee.superiorState, 'accepted'),
        eq(committee.state, 'ready'),
      ),
    )
    .orderBy(asc(committee.sortKey))
