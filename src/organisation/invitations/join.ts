import { and, eq, sql } from 'drizzle-orm'
import type { z } from 'zod'
import { commit, expectOne } from '../../core/batch.ts'
import type { Statement } from '../../core/batch.ts'
import type { Context, Door } from '../../core/context.ts'
import { cross } from '../../core/crossing.ts'
import { iso } from '../../core/dates.ts'
import { claimOf, isBelieved, notBelieved } from '../../core/claim.ts'
import { Conflict, Forbidden, Gone, NotFound } from '../../core/errors.ts'
import { sha256 } from '../../core/hash.ts'
import { newId } from '../../core/ids.ts'
import { findReplay, replayIfDone } from '../../core/replay.ts'
import { member } from '../../core/tables.ts'
import { nameSortKey } from '../../core/text.ts'
import { belonging } from '../../directory/membership.ts'
import { invitationActs } from '../acts.ts'
import { giveRoles } from '../members/roles.ts'
import { NO_RANK } from '../members/show.ts'
import { invitation } from '../tables.ts'
import { isOpen, selectInvitations, stateOf } from './invitations.ts'
import type { invitationShown } from './schema.ts'

/**
 * What an invitation says, to whoever holds its link.
 * @throws NotFound for a link nobody made; Gone when it was used, withdrawn or has expired
 */
export async function readInvitation(door: Door, token: string): Promise<z.infer<typeof invitationShown>> {
  const [row] = await selectInvitations(door.tenant).where(eq(invitation.tokenHash, sha256(token)))
  const { invitation: found, unit, position } = usable(row, door.clock())
  const { handle, name } = door.committee
  return {
    committee: { handle, name },
    name: found.name,
    email: found.email,
    roles: found.roles,
    ...(unit === null ? {} : { unit }),
    ...(position === null ? {} : { position }),
    expiresAt: iso(found.expiresAt),
  }
}

/**
 * Makes the person signed in a member, with what the invitation gives. Works once; a member who had left is back.
 * @throws NotFound, Gone as {@link readInvitation}; Forbidden when the invitation is for another address; Unproven
 *   when nothing says yet that the address is theirs, and those who invited see that they came; Conflict when the
 *   person is a member already
 */
export async function acceptInvitation(ctx: Context, token: string): Promise<{ handle: string }> {
  const { tenant, person, committee: here } = ctx
  const [done, rows, members] = await tenant.batch([
    findReplay(tenant, person.id, ctx.once),
    selectInvitations(tenant).where(eq(invitation.tokenHash, sha256(token))),
    tenant.select().from(member).where(eq(member.userId, person.id)),
  ])
  replayIfDone(done, ctx.once)
  const row = usable(rows[0], ctx.clock())
  if (row.invitation.email !== person.email.toLowerCase())
    throw wrongPerson(row.invitation.email, person.email)
  if (!isBelieved(ctx, row.invitation)) {
    await claim(ctx, row.invitation.id)
    throw notBelieved(ctx, here.name)
  }
  const before = members[0]
  if (before?.leftAt === null) throw new Conflict(`Đồng chí đã là cán bộ của ${here.name}.`)
  const id = before?.id ?? newId()
  const { name, roles } = row.invitation
  const after = { email: person.email, roles, unit: row.unit, position: row.position }
  const act = invitationActs.accept({ id, name }, { after })
  return cross(ctx, belonging, (announced) =>
    commit(
      ctx,
      { id, name },
      act,
      [
        ...takeOnce(ctx, row.invitation.id),
        memberRow(ctx, id, row),
        expectOne(tenant),
        ...giveRoles(ctx, id, roles),
        announced.row({ userId: person.id, committeeId: here.id, active: true }),
      ],
      { handle: here.handle },
      async () => usedMeanwhile(),
    ),
  )
}

/** Writes down who came, for those who invited to say whether it is them; once, however often they come. */
const claim = (ctx: Context, id: string) =>
  ctx.tenant
    .update(invitation)
    .set(claimOf(ctx))
    .where(
      and(eq(invitation.id, id), isOpen(ctx.clock()), sql`${invitation.claimedBy} is not ${ctx.person.id}`),
    )

type Row = Awaited<ReturnType<typeof selectInvitations>>[number]

function usable(row: Row | undefined, now: number): Row {
  if (row === undefined) throw new NotFound()
  const state = stateOf(row, now)
  if (state === 'waiting') return row
  const why = {
    accepted: 'Lời mời này đã được nhận.',
    withdrawn: 'Lời mời này đã được thu lại.',
    expired: 'Lời mời này đã hết hạn.',
    lapsed: `Đồng chí ${row.invitation.invitedBy} gửi lời mời này và nay không còn là quản trị.`,
  }[state]
  throw new Gone(`${why} Đề nghị liên hệ quản trị của cơ quan để nhận lời mời mới.`)
}

const usedMeanwhile = () =>
  new Gone(
    'Lời mời này vừa được nhận hoặc thu lại. Đề nghị liên hệ quản trị của cơ quan để nhận lời mời mới.',
  )

/** Statements that use the invitation up, undone when somebody was first. */
const takeOnce = ({ tenant, clock }: Context, id: string): Statement[] => [
  tenant
    .update(invitation)
    .set({ acceptedAt: clock() })
    .where(and(eq(invitation.id, id), isOpen(clock()))),
  expectOne(tenant),
]

function memberRow(
  { tenant, person, clock }: Context,
  id: string,
  { invitation: from, rank }: Row,
): Statement {
  const { name, unitId, positionId } = from
  const facts = {
    name,
    email: person.email,
    sortKey: nameSortKey(name),
    unitId,
    positionId,
    rank: rank ?? NO_RANK,
    leftAt: null,
  }
  return tenant
    .insert(member)
    .values({ id, userId: person.id, ...facts, createdAt: clock() })
    .onConflictDoUpdate({
      target: member.userId,
      set: { ...facts, version: sql`${member.version} + 1` },
      setWhere: sql`${member.leftAt} is not null`,
    })
}

const wrongPerson = (invited: string, signedIn: string) =>
  new Forbidden(
    `Lời mời này gửi cho ${invited}, còn đồng chí đang đăng nhập bằng ${signedIn}. Đề nghị đăng nhập bằng đúng tài khoản được mời.`,
  )
