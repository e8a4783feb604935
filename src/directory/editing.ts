import { and, eq, lte } from 'drizzle-orm'
import type { CrossingKind } from '../core/crossing.ts'
import { fold, titleSortKey } from '../core/text.ts'
import { committee } from '../entrance/control-tables.ts'
import { committeeActs } from './acts.ts'
import { eventRow, indexCommittee } from './change.ts'

/** What a committee changed of its own entry, and what stood there before. */
export type Edited = {
  committeeId: string
  name?: string
  place?: string
  before: { name?: string; place?: string }
  actor: { id: string; name: string }
  eventId: string
}

/**
 * A committee's new name or place, for the directory. Only what was changed is written, and of two changes of the same
 * that settle out of order the later one stands.
 */
export const editing: CrossingKind<Edited> = {
  kind: 'committee.edit',
  control(control, { committeeId: id, name, place, before, actor, eventId }, at) {
    const here = { id, name: name ?? before.name ?? '' }
    const after = { ...(name === undefined ? {} : { name }), ...(place === undefined ? {} : { place }) }
    return [
      ...(name === undefined
        ? []
        : [
            control
              .update(committee)
              .set({ name, nameWords: fold(name), sortKey: titleSortKey(name), editedAt: at })
              .where(and(eq(committee.id, id), lte(committee.editedAt, at))),
          ]),
      ...(place === undefined
        ? []
        : [
            control
              .update(committee)
              .set({ place, placeWords: fold(place), placedAt: at })
              .where(and(eq(committee.id, id), lte(committee.placedAt, at))),
          ]),
      ...indexCommittee(control, id),
      eventRow(control, actor, committeeActs.edit(here, { before, after }), at, eventId),
    ]
  },
}
