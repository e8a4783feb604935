import { and, eq, isNull, ne } from 'drizzle-orm'
import { look, takenMeanwhile } from '../core/batch.ts'
import type { Statement } from '../core/batch.ts'
import type { Context } from '../core/context.ts'
import { Invalid } from '../core/errors.ts'
import { newId } from '../core/ids.ts'
import { findReplay, replayIfDone } from '../core/replay.ts'
import type { Database } from '../platform/database.ts'
import { committee } from '../entrance/control-tables.ts'
import { committeeActs } from './acts.ts'
import { changeDirectory } from './change.ts'
import { report } from './control-tables.ts'

/**
 * Tells the operator of a committee, e.g. that it is not whom it says it is.
 * @throws Invalid when there is no such committee
 */
export async function reportCommittee(
  ctx: Context,
  { handle, text }: { handle: string; text: string },
): Promise<{ id: string }> {
  await look(ctx, {})
  const { control, committee: here, person, clock } = ctx
  const [done, [about]] = await control.batch([
    findReplay(control, person.id, ctx.once),
    control
      .select({ id: committee.id, name: committee.name })
      .from(committee)
      .where(and(eq(committee.handle, handle), ne(committee.state, 'provisioning'))),
  ])
  replayIfDone(done, ctx.once)
  if (about === undefined)
    throw new Invalid([{ field: 'handle', message: 'Không có cơ quan này trong danh bạ. Đề nghị chọn lại.' }])
  const id = newId()
  return changeDirectory(
    ctx,
    committeeActs.report(here, { after: { about: about.name, text } }),
    [
      control
        .insert(report)
        .values({ id, aboutId: about.id, byId: here.id, actor: person.name, text, at: clock() }),
    ],
    { id },
    takenMeanwhile,
  )
}

/** Statement that keeps what came of a report, unless that was kept before. */
export const settle = (
  control: Database,
  id: string,
  { by, outcome, at }: { by: string; outcome: string; at: number },
): Statement =>
  control
    .update(report)
    .set({ settledAt: at, settledBy: by, outcome })
    .where(and(eq(report.id, id), isNull(report.settledAt)))
