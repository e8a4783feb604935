import { and, eq, sql } from 'drizzle-orm'
import type { z } from 'zod'
import { expectOne } from '../../core/batch.ts'
import type { Statement } from '../../core/batch.ts'
import { claimOf, isBelieved, notBelieved } from '../../core/claim.ts'
import type { Call, Visit } from '../../core/context.ts'
import { iso } from '../../core/dates.ts'
import { Forbidden, Gone, NotFound } from '../../core/errors.ts'
import { sha256 } from '../../core/hash.ts'
import { confirmRows } from '../../directory/confirm.ts'
import { kindName } from '../../directory/rules/kinds.ts'
import type { Steps } from '../../directory/schema.ts'
import { committee } from '../../entrance/control-tables.ts'
import { founding } from '../control-tables.ts'
import { signUpAs } from '../sign-up.ts'
import { isOpen, standsBehind, stateOf } from './invite.ts'
import type { foundingShown, foundingTaken } from './schema.ts'

/**
 * What an invitation to sign a committee up says, to whoever holds its link.
 * @throws NotFound for a link nobody made; Gone when it was used, withdrawn or has expired
 */
export async function readFounding(call: Call, token: string): Promise<z.infer<typeof foundingShown>> {
  const { founding: one, superior } = await usable(call, token)
  const { name, kind, suffix, place, email } = one
  const codes = one.codes.map(({ code }) => code)
  const facts = { name, kind, kindName: kindName(kind), suffix, place, codes, email }
  return { superior, ...facts, expiresAt: iso(one.expiresAt) }
}

/**
 * Signs the committee up that a superior listed, as it was listed: accepted and confirmed by the superior from its
 * first day. Only the person with the address that was invited can.
 * @throws NotFound, Gone as {@link readFounding}; Forbidden for anybody else; Unproven when nothing says
 *   yet that the address is theirs, and the superior sees that they came; Conflict when the handle is taken
 */
export async function takeFounding(
  visit: Visit,
  token: string,
  { term, handle }: z.output<typeof foundingTaken>,
): Promise<Steps> {
  const { founding: one, superior } = await usable(visit, token)
  if (one.email !== visit.person.email.toLowerCase())
    throw new Forbidden(`Lời mời này gửi cho ${one.email}. Đề nghị đăng nhập bằng đúng tài khoản được mời.`)
  if (!isBelieved(visit, one)) {
    await claim(visit, one.id)
    throw notBelieved(visit, superior.name)
  }
  const { name, kind, suffix, place, codes } = one
  const facts = { name, kind, suffix, place, codes, term, handle, superior: superior.handle }
  return signUpAs(visit, facts, (id) => arrival(visit, id, one))
}

/** Writes down who came, for the superior to say whether it is them; once, however often they come. */
const claim = (visit: Visit, id: string) =>
  visit.control
    .update(founding)
    .set(claimOf(visit))
    .where(
      and(eq(founding.id, id), isOpen(visit.clock()), sql`${founding.claimedBy} is not ${visit.person.id}`),
    )

/** Statements that use the invitation up and let the new committee stand below its superior, confirmed. */
function arrival({ control, clock }: Visit, id: string, one: typeof founding.$inferSelect): Statement[] {
  return [
    control
      .update(founding)
      .set({ committeeId: id })
      .where(and(eq(founding.id, one.id), isOpen(clock()))),
    expectOne(control),
    control
      .update(committee)
      .set({ superiorId: one.superiorId, superiorState: 'accepted' })
      .where(eq(committee.id, id)),
    ...confirmRows(control, id, { byId: one.superiorId, actor: one.invitedBy, at: clock() }),
  ]
}

async function usable(call: Call, token: string) {
  const { control, clock } = call
  const [row] = await control
    .select({ founding, superior: { handle: committee.handle, name: committee.name } })
    .from(founding)
    .innerJoin(committee, eq(committee.id, founding.superiorId))
    .where(and(eq(founding.tokenHash, sha256(token)), sql`${committee}.state = 'ready'`))
  if (row === undefined) throw new NotFound()
  const state = stateOf(row.founding, clock(), await standsBehind(call, row.founding))
  if (state === 'waiting') return row
  const why = {
    accepted: 'Lời mời này đã được dùng.',
    withdrawn: 'Lời mời này đã được thu lại.',
    expired: 'Lời mời này đã hết hạn.',
    lapsed: `Đồng chí ${row.founding.invitedBy} gửi lời mời này và nay không còn là quản trị.`,
  }[state]
  throw new Gone(`${why} Đề nghị liên hệ ${row.superior.name} để nhận lời mời mới.`)
}
