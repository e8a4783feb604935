import { and, eq, isNull } from 'drizzle-orm'
import { expectOne, look, takenMeanwhile } from '../../core/batch.ts'
import { waitsForWord } from '../../core/claim.ts'
import type { Context } from '../../core/context.ts'
import { NotFound } from '../../core/errors.ts'
import { changeDirectory } from '../../directory/change.ts'
import { foundingActs } from '../acts.ts'
import { founding } from '../control-tables.ts'
import { isOpen, standsBehind, stateOf } from './invite.ts'

/**
 * Says of the account that came with the link for a subordinate that it is the person who was meant, as
 * `vouch` does for the staff of one committee (organisation/invitations/vouch.ts).
 * @param at when that account came (ms UTC), as it was seen
 * @throws NotFound; Conflict when the link cannot be taken up any more, nobody came yet, or another came meanwhile
 */
export async function vouchFounding(ctx: Context, id: string, at: number): Promise<{ id: string }> {
  await look(ctx, {})
  const { control, committee: here, clock } = ctx
  const mine = and(eq(founding.id, id), eq(founding.superiorId, here.id))
  const [found] = await control.select().from(founding).where(mine)
  if (found === undefined) throw new NotFound()
  const state = stateOf(found, clock(), await standsBehind(ctx, found))
  if (!waitsForWord(found, state, at)) return { id }
  const word = control
    .update(founding)
    .set({ vouchedAt: clock() })
    .where(and(mine, eq(founding.claimedAt, at), isNull(founding.vouchedAt), isOpen(clock())))
  const after = { names: found.name, email: found.email, account: found.claimedName ?? '' }
  return changeDirectory(
    ctx,
    foundingActs.vouch(here, { after }),
    [word, expectOne(control)],
    { id },
    takenMeanwhile,
  )
}
