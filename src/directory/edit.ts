import { and, eq, lte, sql } from 'drizzle-orm'
import { commit, look } from '../core/batch.ts'
import type { Context } from '../core/context.ts'
import { cross } from '../core/crossing.ts'
import type { CrossingKind } from '../core/crossing.ts'
import { newId } from '../core/ids.ts'
import { titleSortKey } from '../core/text.ts'
import { issuer } from '../organisation/tables.ts'
import { eventRow, indexCommittee, searchText } from './change.ts'
import { committee } from './tables.ts'

type Facts = { handle: string; name: string; place: string }

type Edited = Facts & {
  committeeId: string
  kind: string
  suffix: string
  before: { name: string; place: string }
  actor: { id: string; name: string }
  eventId: string
}

/** A committee's new name and place, for the directory; an older edit never undoes a newer one. */
export const editing: CrossingKind<Edited> = {
  kind: 'committee.edit',
  control(control, { committeeId: id, name, place, ...effect }, at) {
    const event = { committeeId: id, action: 'committee.edit', before: effect.before, after: { name, place } }
    return [
      control
        .update(committee)
        .set({ name, place, sortKey: titleSortKey(name), editedAt: at })
        .where(and(eq(committee.id, id), lte(committee.editedAt, at))),
      ...indexCommittee(control, id, searchText({ ...effect, name, place }), at),
      eventRow(control, effect.actor, event, at, effect.eventId),
    ]
  },
}

/** Changes the name or the place of this committee, in its own database and in the directory. */
export async function editCommittee(ctx: Context, edit: { name?: string; place?: string }): Promise<Facts> {
  const { me } = await look(ctx, 'organisation.manage', {})
  const { id, handle, name, place, kind, suffix } = ctx.committee
  const answer = { handle, name, place, ...edit }
  return cross(ctx, editing, (announced) =>
    commit(
      ctx,
      me,
      {
        action: 'committee.edit',
        subject: { kind: 'committee', id, name },
        before: { name, place },
        after: { name: answer.name, place: answer.place },
      },
      [
        ctx.tenant
          .update(issuer)
          .set({ name: answer.name, version: sql`${issuer.version} + 1` })
          .where(and(eq(issuer.main, true), eq(issuer.name, name))),
        announced.row({
          committeeId: id,
          ...answer,
          kind,
          suffix,
          before: { name, place },
          actor: { id: ctx.person.id, name: ctx.person.name },
          eventId: newId(),
        }),
      ],
      answer,
    ),
  )
}
