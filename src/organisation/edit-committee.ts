import { and, eq, sql } from 'drizzle-orm'
import type { z } from 'zod'
import { commit, look } from '../core/batch.ts'
import type { Statement } from '../core/batch.ts'
import type { Context } from '../core/context.ts'
import { cross } from '../core/crossing.ts'
import { given } from '../core/given.ts'
import { newId } from '../core/ids.ts'
import { committeeActs } from '../directory/acts.ts'
import { editing } from '../directory/editing.ts'
import { isConfirmed } from '../directory/wishes.ts'
import type { committeeEdit, committeeFacts } from '../directory/schema.ts'
import { issuer } from './tables.ts'

/**
 * Changes the name or the place of this committee, in its own database and in the directory. What is not named stays
 * as it is then, so that two changes at the same moment both stand. The main issuer is renamed along while it bears
 * the name of the committee. Others see a new name of a confirmed committee once it is confirmed too.
 */
export async function editCommittee(
  ctx: Context,
  edit: z.output<typeof committeeEdit>,
): Promise<z.output<typeof committeeFacts>> {
  const [{ me }, held] = await Promise.all([look(ctx, {}), isConfirmed(ctx)])
  const { id, handle, name, place } = ctx.committee
  const after = given(edit)
  const before = {
    ...(after.name === undefined ? {} : { name }),
    ...(after.place === undefined ? {} : { place }),
  }
  return cross(ctx, editing, (announced) =>
    commit(
      ctx,
      me,
      committeeActs.edit({ id, name }, { before, after }),
      [
        ...(after.name === undefined ? [] : [renamed(ctx, after.name)]),
        announced.row({
          committeeId: id,
          ...after,
          before,
          actor: { id: ctx.person.id, name: ctx.person.name },
          eventId: newId(),
        }),
      ],
      {
        handle,
        name,
        place,
        ...after,
        ...(held && after.name !== undefined && after.name !== name
          ? { name, waits: { name: after.name } }
          : {}),
      },
    ),
  )
}

const renamed = ({ tenant, committee }: Context, name: string): Statement =>
  tenant
    .update(issuer)
    .set({ name, version: sql`${issuer.version} + 1` })
    .where(and(eq(issuer.main, true), eq(issuer.name, committee.name)))
