import { and, eq, inArray, isNull } from 'drizzle-orm'
import { commit, look } from '../core/batch.ts'
import type { Context } from '../core/context.ts'
import { dayAt } from '../core/dates.ts'
import { Conflict, NotFound } from '../core/errors.ts'
import { expectTrue } from '../core/batch.ts'
import { sql } from 'drizzle-orm'
import { myId } from '../core/within.ts'
import { taskActs } from './acts.ts'
import { eventRow } from './events.ts'
import { partWaitsFor, reaches } from './reach.ts'
import { STATES } from './states.ts'
import { task, taskParty } from './tables.ts'
import type { Moved } from './move.ts'

/**
 * Says that one's part of a task is done, or that one has taken note: one's own, that of one's unit, or, of who keeps
 * what lies on nobody's desk, that of somebody who left or of a unit without a head.
 * @throws NotFound when there is no such part; Conflict when it was said before
 */
export async function doPart(ctx: Context, id: string, note: string | undefined): Promise<Moved> {
  const me = myId(ctx)
  const mine = and(eq(taskParty.taskId, id), partWaitsFor(me, dayAt(ctx.clock())))
  const {
    me: who,
    rows,
    parts,
  } = await look(ctx, {
    rows: ctx.tenant
      .select()
      .from(task)
      .where(and(eq(task.id, id), reaches(ctx, 'part'))),
    parts: ctx.tenant.select().from(taskParty).where(mine),
  })
  const found = rows[0]
  if (found === undefined) throw new NotFound()
  const open = parts.filter((one) => one.doneAt === null)
  if (open.length === 0) throw new Conflict(`Phần việc này đã được đồng chí ${parts[0]?.doneBy} ghi xong.`)
  const names = open.map((one) => one.name)
  const act = taskActs.part(
    { id, name: found.title },
    { after: { part: names.join('; '), note: note ?? '' } },
  )
  const statements = [
    ctx.tenant
      .update(taskParty)
      .set({ doneAt: ctx.clock(), doneBy: who.name, note: note ?? null })
      .where(
        and(
          eq(taskParty.taskId, id),
          inArray(
            taskParty.subjectId,
            open.map((one) => one.subjectId),
          ),
          isNull(taskParty.doneAt),
        ),
      ),
    expectTrue(ctx.tenant, sql`changes() = ${open.length}`),
    eventRow(ctx, who, id, { what: 'part', to: found.state, reason: note, after: names.join('; ') }),
  ]
  return commit(ctx, who, act, statements, { id, state: found.state, stateName: STATES[found.state] })
}
