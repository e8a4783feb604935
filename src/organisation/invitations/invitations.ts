import { and, desc, eq, gt, isNull, lt, sql } from 'drizzle-orm'
import type { Placeholder } from 'drizzle-orm'
import { z } from 'zod'
import { commit, expectOne, look } from '../../core/batch.ts'
import type { Context } from '../../core/context.ts'
import { iso } from '../../core/dates.ts'
import { Conflict, Invalid, NotFound } from '../../core/errors.ts'
import { sha256 } from '../../core/hash.ts'
import { newId } from '../../core/ids.ts'
import type { Letter } from '../../core/letter.ts'
import { mailRows, mails, posting } from '../../core/outbox.ts'
import { shownClaim } from '../../core/claim.ts'
import { paged, readCursor } from '../../core/paging.ts'
import { Replayed } from '../../core/replay.ts'
import { rolesOf } from '../../core/access.ts'
import { member, memberRole } from '../../core/tables.ts'
import { query } from '../../core/query.ts'
import type { Database } from '../../platform/database.ts'
import { invitationActs } from '../acts.ts'
import { invitationLetter, linkOf, secretOf } from '../letters.ts'
import { organisation } from '../permissions.ts'
import { invitation, position, unit } from '../tables.ts'
import type { InvitationInput, invitationList, invitationQuery } from './schema.ts'

/** How long a link is good for. */
export const DAYS_MS = 14 * 86_400_000

const inviters = sql.raw(
  rolesOf(organisation.manage)
    .map((role) => `'${role}'`)
    .join(', '),
)

/**
 * Whether whoever sent an invitation may invite no more, as SQL: a link that they know, to a role they lost, would be
 * their way back. It is good again once they administer again. Null of who sent it: from before that was kept.
 */
const lapsed = sql<boolean>`(${invitation.byId} is not null and not exists (
  select 1 from ${member} join ${memberRole} on ${memberRole.memberId} = ${member.id}
  where ${member.id} = ${invitation.byId} and ${member.leftAt} is null and ${memberRole.role} in (${inviters})))`.mapWith(
  Boolean,
)

/** Query for invitations with the unit and the position they give, to be narrowed. */
export const selectInvitations = (tenant: Database) =>
  tenant
    .select({ invitation, unit: unit.name, position: position.name, rank: position.rank, lapsed })
    .from(invitation)
    .leftJoin(unit, eq(unit.id, invitation.unitId))
    .leftJoin(position, eq(position.id, invitation.positionId))
    .$dynamic()

/** An invitation and whether its sender may invite no more. */
export type Told = { invitation: typeof invitation.$inferSelect; lapsed: boolean }

/** What became of an invitation by now (ms UTC). */
export function stateOf({ invitation: one, lapsed: gone }: Told, now: number) {
  if (one.acceptedAt !== null) return 'accepted'
  if (one.withdrawnAt !== null) return 'withdrawn'
  if (one.expiresAt <= now) return 'expired'
  return gone ? 'lapsed' : 'waiting'
}

/**
 * Invites somebody by a link that works once, for 14 days; it also goes by mail, where mail is set up. A link sent before to the same address stops working.
 * The link is told only here: what is kept is the hash of its secret, which the instance's own secret makes again
 * when the same request is repeated.
 * @throws Invalid when the address belongs to a member already, or the unit or position is closed
 */
export async function invite(
  ctx: Context,
  input: InvitationInput,
): Promise<{ id: string; link: string; mailed: boolean }> {
  try {
    return withLink(ctx, await makeInvitation(ctx, input))
  } catch (error) {
    if (!(error instanceof Replayed)) throw error
    throw new Replayed(withLink(ctx, error.answer as { id: string }))
  }
}

/** What whoever invites is told of a link: the link itself, and whether it also goes by mail. */
export const withLink = (ctx: Context, { id }: { id: string }) => ({
  id,
  link: linkOf(ctx, { committeeId: ctx.committee.id, handle: ctx.committee.handle, id }),
  mailed: mails(ctx),
})

async function makeInvitation(ctx: Context, input: InvitationInput): Promise<{ id: string }> {
  const { tenant } = ctx
  const { me, members, units, positions } = await look(ctx, {
    members: tenant
      .select({ name: member.name })
      .from(member)
      .where(and(eq(member.email, input.email), isNull(member.leftAt))),
    units: tenant
      .select({ name: unit.name })
      .from(unit)
      .where(and(eq(unit.id, input.unitId ?? ''), isNull(unit.closedAt))),
    positions: tenant
      .select({ name: position.name })
      .from(position)
      .where(and(eq(position.id, input.positionId ?? ''), isNull(position.closedAt))),
  })
  refuse(input, members[0], units.length, positions.length)
  const [id, at] = [newId(), ctx.clock()]
  const row = {
    id,
    ...input,
    tokenHash: sha256(secretOf(ctx, ctx.committee.id, id)),
    invitedBy: me.name,
    byId: me.id,
  }
  const after = {
    email: input.email,
    roles: input.roles,
    unit: units[0]?.name ?? null,
    position: positions[0]?.name ?? null,
  }
  const expiresAt = at + DAYS_MS
  const statements = [
    tenant
      .update(invitation)
      .set({ withdrawnAt: at })
      .where(and(eq(invitation.email, input.email), isLeft(at))),
    tenant.insert(invitation).values({ ...row, createdAt: at, expiresAt }),
    ...mailRows(ctx, tenant, [
      mailed(ctx, { id, to: input.email, name: input.name, by: me.name, expiresAt }),
    ]),
  ]
  const act = invitationActs.create({ id, name: input.name }, { after })
  return posting(ctx, () => commit(ctx, me, act, statements, { id }))
}

type Mailed = { id: string; to: string; name: string; by: string; expiresAt: number }

/** The letter of an invitation. */
export const mailed = ({ committee }: Context, { id, to, name, by, expiresAt }: Mailed): Letter => {
  const place = { committeeId: committee.id, handle: committee.handle, committee: committee.name }
  return invitationLetter(to, { ...place, id, name, by, expiresAt }, { until: expiresAt })
}

/** Invitations that nobody took up or took back by `now` (ms UTC). */
export const isLeft = (now: number | Placeholder) =>
  and(isNull(invitation.acceptedAt), isNull(invitation.withdrawnAt), gt(invitation.expiresAt, sql`${now}`))

/** Those of them that can still be taken up: whoever sent them may still invite. */
export const isOpen = (now: number | Placeholder) => and(isLeft(now), sql`not ${lapsed}`)

function refuse(
  input: InvitationInput,
  holder: { name: string } | undefined,
  units: number,
  positions: number,
) {
  const problems = []
  if (holder !== undefined)
    problems.push({
      field: 'email',
      message: `Địa chỉ này là của đồng chí ${holder.name}, đã là cán bộ ở đây.`,
    })
  if (input.unitId !== undefined && units === 0)
    problems.push({ field: 'unitId', message: 'Đơn vị này không có hoặc đã ngừng hoạt động.' })
  if (input.positionId !== undefined && positions === 0)
    problems.push({ field: 'positionId', message: 'Chức vụ này không có hoặc đã ngừng sử dụng.' })
  if (problems.length > 0) throw new Invalid(problems)
}

const invitationsIn = query<{ after?: string | undefined; limit: number }>()((db, { after, limit }) =>
  selectInvitations(db)
    .where(after && lt(invitation.id, after))
    .orderBy(desc(invitation.id))
    .limit(limit),
)

/** Invitations, newest first, with what became of each. */
export async function listInvitations(
  ctx: Context,
  { cursor, limit }: z.infer<typeof invitationQuery>,
): Promise<z.infer<typeof invitationList>> {
  const after = readCursor(cursor, z.tuple([z.string()]))
  const { rows } = await look(ctx, {
    rows: invitationsIn(ctx.tenant, { after: after?.[0], limit: limit + 1 }),
  })
  const now = ctx.clock()
  return paged(
    rows,
    limit,
    (row) => [row.invitation.id],
    (row) => {
      const { id, name, email, roles, createdAt, expiresAt, unitId, positionId } = row.invitation
      return {
        id,
        name,
        email,
        roles,
        by: row.invitation.invitedBy,
        state: stateOf(row, now),
        ...(stateOf(row, now) === 'waiting' ? shownClaim(row.invitation) : {}),
        ...(unitId === null ? {} : { unit: { id: unitId, name: row.unit ?? '' } }),
        ...(positionId === null ? {} : { position: { id: positionId, name: row.position ?? '' } }),
        createdAt: iso(createdAt),
        expiresAt: iso(expiresAt),
      }
    },
  )
}

/**
 * Makes a link stop working. Harmless when it was withdrawn or has expired.
 * @throws NotFound; Conflict when it was accepted
 */
export async function withdrawInvitation(ctx: Context, id: string): Promise<{ id: string }> {
  const { me, rows } = await look(ctx, {
    rows: ctx.tenant.select().from(invitation).where(eq(invitation.id, id)),
  })
  const found = rows[0]
  if (found === undefined) throw new NotFound()
  const accepted = () =>
    new Conflict(`Đồng chí ${found.name} đã chấp nhận lời mời này và là cán bộ của cơ quan.`)
  if (found.acceptedAt !== null) throw accepted()
  if (found.withdrawnAt !== null) return { id }
  const statements = [
    ctx.tenant
      .update(invitation)
      .set({ withdrawnAt: ctx.clock() })
      .where(and(eq(invitation.id, id), isNull(invitation.acceptedAt))),
    expectOne(ctx.tenant),
  ]
  const act = invitationActs.withdraw({ id, name: found.name })
  return commit(ctx, me, act, statements, { id }, () => Promise.resolve(accepted()))
}
