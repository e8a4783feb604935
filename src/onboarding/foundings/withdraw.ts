import { and, eq, sql } from 'drizzle-orm'
import { look, takenMeanwhile } from '../../core/batch.ts'
import type { Context } from '../../core/context.ts'
import { Conflict, NotFound } from '../../core/errors.ts'
import { changeDirectory } from '../../directory/change.ts'
import { foundingActs } from '../acts.ts'
import { founding } from '../control-tables.ts'
import { isOpen } from './invite.ts'

/**
 * Makes the link of one invitation stop working. Harmless when it was withdrawn or has expired.
 * @throws NotFound; Conflict when the committee was signed up
 */
export async function withdrawFounding(ctx: Context, id: string): Promise<{ id: string }> {
  await look(ctx, {})
  const { control, committee: here, clock } = ctx
  const mine = and(eq(founding.id, id), eq(founding.superiorId, here.id))
  const [found] = await control.select().from(founding).where(mine)
  if (found === undefined) throw new NotFound()
  if (found.committeeId !== null)
    throw new Conflict(`${found.name} đã đăng ký theo lời mời này. Muốn thôi, hãy chấm dứt liên kết.`)
  const act = foundingActs.withdraw(here, { after: { count: 1, names: found.name } })
  const gone = control
    .update(founding)
    .set({ withdrawnAt: clock() })
    .where(and(mine, isOpen(clock())))
  return changeDirectory(ctx, act, [gone], { id }, takenMeanwhile)
}

/** Makes the links of all invitations that nobody took up stop working. */
export async function withdrawFoundings(ctx: Context): Promise<{ withdrawn: number }> {
  await look(ctx, {})
  const { control, committee: here, clock } = ctx
  const open = and(eq(founding.superiorId, here.id), isOpen(clock()))
  const [row] = await control
    .select({ n: sql<number>`count(*)` })
    .from(founding)
    .where(open)
  const withdrawn = row?.n ?? 0
  const act = foundingActs.withdraw(here, { after: { count: withdrawn, names: '' } })
  const gone = control.update(founding).set({ withdrawnAt: clock() }).where(open)
  return changeDirectory(ctx, act, [gone], { withdrawn }, takenMeanwhile)
}
