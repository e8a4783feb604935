import { and, eq, isNull } from 'drizzle-orm'
import { commit, expectOne, look } from '../../core/batch.ts'
import { waitsForWord } from '../../core/claim.ts'
import type { Context } from '../../core/context.ts'
import { NotFound } from '../../core/errors.ts'
import { invitationActs } from '../acts.ts'
import { invitation } from '../tables.ts'
import { isOpen, selectInvitations, stateOf } from './invitations.ts'

/**
 * Says of the account that came with the link of an invitation that it is the person who was meant; they can then take
 * it up, whether or not a letter ever reaches the address. Counts for this invitation and this account alone.
 * @param at when that account came (ms UTC), as it was seen: a word is not given for another that came meanwhile
 * @throws NotFound; Conflict when the invitation cannot be taken up any more, nobody came yet, or another came meanwhile
 */
export async function vouch(ctx: Context, id: string, at: number): Promise<{ id: string }> {
  const { me, rows } = await look(ctx, {
    rows: selectInvitations(ctx.tenant).where(eq(invitation.id, id)),
  })
  const row = rows[0]
  if (row === undefined) throw new NotFound()
  const found = row.invitation
  if (!waitsForWord(found, stateOf(row, ctx.clock()), at)) return { id }
  const statements = [
    ctx.tenant
      .update(invitation)
      .set({ vouchedAt: ctx.clock() })
      .where(
        and(
          eq(invitation.id, id),
          eq(invitation.claimedAt, at),
          isNull(invitation.vouchedAt),
          isOpen(ctx.clock()),
        ),
      ),
    expectOne(ctx.tenant),
  ]
  const after = { email: found.email, account: found.claimedName ?? '' }
  const act = invitationActs.vouch({ id, name: found.name }, { after })
  return commit(ctx, me, act, statements, { id })
}
