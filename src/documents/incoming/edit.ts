import { and, eq, isNull } from 'drizzle-orm'
import type { z } from 'zod'
import { commit, expectOne, look } from '../../core/batch.ts'
import type { Context } from '../../core/context.ts'
import { dayAt } from '../../core/dates.ts'
import { Invalid, NotFound, Stale } from '../../core/errors.ts'
import { isOn } from '../../core/version.ts'
import type { Versions } from '../../core/version.ts'
import { unit } from '../../organisation/tables.ts'
import { incomingActs } from '../acts.ts'
import { incoming } from '../tables.ts'
import type { incomingEdit } from './schema.ts'

/**
 * Changes what the book says beside the paper itself: the unit that received it and the note. Who, when, and what it
 * was before stands in its history.
 * @throws Stale when it was changed since; Invalid for a unit that is not there
 */
export async function editIncoming(
  ctx: Context,
  id: string,
  version: Versions,
  edit: z.output<typeof incomingEdit>,
): Promise<{ id: string; version: number }> {
  const { me, rows, units } = await look(ctx, {
    rows: ctx.tenant.select().from(incoming).where(eq(incoming.id, id)),
    units: ctx.tenant
      .select()
      .from(unit)
      .where(and(eq(unit.id, edit.unitId ?? ''), isNull(unit.closedAt))),
  })
  const before = rows[0]
  if (before === undefined) throw new NotFound()
  if (!isOn(version, before.version)) throw new Stale()
  if (edit.unitId !== undefined && units.length === 0)
    throw new Invalid([{ field: 'unitId', message: 'Đơn vị nhận này không có hoặc đã ngừng hoạt động.' }])
  const to = units[0]
  const set = {
    ...(to === undefined ? {} : { unitId: to.id, receiver: to.name, transferredOn: dayAt(ctx.clock()) }),
    ...(edit.note === undefined ? {} : { note: edit.note }),
  }
  const after = { ...before, ...set, version: before.version + 1 }
  const statements = [
    ctx.tenant
      .update(incoming)
      .set({ ...set, version: after.version })
      .where(and(eq(incoming.id, id), eq(incoming.version, before.version))),
    expectOne(ctx.tenant),
  ]
  const told = ({ receiver, note }: typeof before) => ({ receiver, note: note ?? '' })
  const act = incomingActs.edit(
    { id, name: `${before.notation} ${before.subject}` },
    { before: told(before), after: told(after) },
  )
  return commit(ctx, me, act, statements, { id, version: after.version })
}
