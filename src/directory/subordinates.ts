import { and, asc, eq } from 'drizzle-orm'
import type { Database } from '../platform/database.ts'
import { committee } from './tables.ts'

/** Every committee directly below, whose link the superior has accepted, ready to receive. */
export const subordinatesOf = (control: Database, superiorId: string) => below(control, superiorId, 'ready')

/** Those among them that are suspended: nothing reaches them. */
export const suspendedBelow = (control: Database, superiorId: string) =>
  below(control, superiorId, 'suspended')

const below = (control: Database, superiorId: string, state: 'ready' | 'suspended') =>
  control
    .select({ id: committee.id, handle: committee.handle, name: committee.name })
    .from(committee)
    .where(
      and(
        eq(committee.superiorId, superiorId),
        eq(committee.superiorState, 'accepted'),
        eq(committee.state, state),
      ),
    )
    .orderBy(asc(committee.sortKey))
