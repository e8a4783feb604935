import { and, eq, lte, sql } from 'drizzle-orm'
import type { Statement } from '../core/batch.ts'
import type { CrossingKind } from '../core/crossing.ts'
import { fold } from '../core/text.ts'
import type { Database } from '../platform/database.ts'
import { committee } from '../entrance/control-tables.ts'
import { committeeActs } from './acts.ts'
import { eventRow, indexCommittee } from './change.ts'
import { isHeld, namedAs, wishRow } from './wishes.ts'

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
 * that settle out of order the later one stands. The name of a confirmed committee waits until it is confirmed too.
 */
export const editing: CrossingKind<Edited> = {
  kind: 'committee.edit',
  control(control, { committeeId: id, name, place, before, actor, eventId }, at) {
    const here = { id, name: name ?? before.name ?? '' }
    const after = { ...(name === undefined ? {} : { name }), ...(place === undefined ? {} : { place }) }
    return [
      ...(name === undefined ? [] : rename(control, id, name, at)),
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

function rename(control: Database, id: string, name: string, at: number): Statement[] {
  const newest = sql`(select editedAt from committee where id = ${id}) <= ${at}`
  const other = sql`(select name from committee where id = ${id}) <> ${name}`
  return [
    wishRow(control, id, 'name', '', namedAs(name), at, sql`${isHeld(id)} and ${newest} and ${other}`),
    control.run(
      sql`delete from committee_wish where committeeId = ${id} and kind = 'name' and ${newest} and not (${other})`,
    ),
    control
      .update(committee)
      .set(namedAs(name))
      .where(and(eq(committee.id, id), lte(committee.editedAt, at), sql`not ${isHeld(id)}`)),
    control
      .update(committee)
      .set({ editedAt: at, version: sql`${committee.version} + 1` })
      .where(and(eq(committee.id, id), lte(committee.editedAt, at))),
  ]
}
