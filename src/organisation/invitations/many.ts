import { and, isNull, sql } from 'drizzle-orm'
import type { z } from 'zod'
import { commit, look } from '../../core/batch.ts'
import type { Statement } from '../../core/batch.ts'
import type { Context } from '../../core/context.ts'
import { Invalid } from '../../core/errors.ts'
import type { FieldProblem } from '../../core/errors.ts'
import { sha256 } from '../../core/hash.ts'
import { newId } from '../../core/ids.ts'
import { mailRows, posting } from '../../core/outbox.ts'
import { Replayed } from '../../core/replay.ts'
import { member } from '../../core/tables.ts'
import { someNames } from '../../core/text.ts'
import { invitationActs } from '../acts.ts'
import { secretOf } from '../letters.ts'
import { invitation, position, unit } from '../tables.ts'
import { DAYS_MS, isLeft, mailed, withLink } from './invitations.ts'
import type { InvitationInput, invitationsMade } from './schema.ts'

/** As many rows a statement as its parameters allow. */
const ROWS = 50
/** So many names are told in the audit. */
const TOLD = 20

type Made = { items: { id: string; name: string; email: string }[] }

/**
 * Invites many at once, each as `invite` does (invitations.ts). Links sent before to the same addresses stop working.
 * @throws Invalid naming every line that is wrong by its place; nobody is invited then
 */
export async function inviteMany(
  ctx: Context,
  items: InvitationInput[],
): Promise<z.infer<typeof invitationsMade>> {
  try {
    return withLinks(ctx, await make(ctx, items))
  } catch (error) {
    if (!(error instanceof Replayed)) throw error
    throw new Replayed(withLinks(ctx, error.answer as Made))
  }
}

const withLinks = (ctx: Context, { items }: Made) => ({
  items: items.map((one) => ({ ...one, ...withLink(ctx, one) })),
})

async function make(ctx: Context, items: InvitationInput[]): Promise<Made> {
  const { tenant } = ctx
  const { me, members, units, positions } = await look(ctx, {
    members: tenant
      .select({ name: member.name, email: member.email })
      .from(member)
      .where(isNull(member.leftAt)),
    units: tenant.select({ id: unit.id }).from(unit).where(isNull(unit.closedAt)),
    positions: tenant.select({ id: position.id }).from(position).where(isNull(position.closedAt)),
  })
  const problems = wrongIn(items, members, idsOf(units), idsOf(positions))
  if (problems.length > 0) throw new Invalid(problems)
  const at = ctx.clock()
  const expiresAt = at + DAYS_MS
  const rows = items.map((one) => {
    const id = newId()
    const tokenHash = sha256(secretOf(ctx, ctx.committee.id, id))
    return { id, ...one, tokenHash, invitedBy: me.name, byId: me.id, createdAt: at, expiresAt }
  })
  const letters = rows.map(({ id, name, email }) =>
    mailed(ctx, { id, to: email, name, by: me.name, expiresAt }),
  )
  const names = someNames(
    items.map(({ name }) => name),
    TOLD,
    'người',
  )
  const act = invitationActs.createMany(ctx.committee, { after: { count: items.length, names } })
  const answer = { items: rows.map(({ id, name, email }) => ({ id, name, email })) }
  const statements = [replaced(ctx, items), ...inserts(ctx, rows), ...mailRows(ctx, tenant, letters)]
  return posting(ctx, () => commit(ctx, me, act, statements, answer))
}

const idsOf = (rows: { id: string }[]): Set<string> => new Set(rows.map(({ id }) => id))

/** Lines for a member, for an address of another line, for a unit or a position that is closed. */
function wrongIn(
  items: InvitationInput[],
  members: { name: string; email: string }[],
  units: Set<string>,
  positions: Set<string>,
): FieldProblem[] {
  const holders = new Map(members.map(({ name, email }) => [email, `đồng chí ${name}, đã là cán bộ ở đây`]))
  const problem = (i: number, field: string, message: string) => ({ field: `items.${i}.${field}`, message })
  return items.flatMap(({ email, unitId, positionId }, i) => {
    const holder = holders.get(email)
    holders.set(email, holder ?? `dòng ${i + 1} trong danh sách`)
    return [
      ...(holder === undefined ? [] : [problem(i, 'email', `Địa chỉ ${email} là của ${holder}.`)]),
      ...(unitId === undefined || units.has(unitId)
        ? []
        : [problem(i, 'unitId', 'Đơn vị này không có hoặc đã ngừng hoạt động.')]),
      ...(positionId === undefined || positions.has(positionId)
        ? []
        : [problem(i, 'positionId', 'Chức vụ này không có hoặc đã ngừng sử dụng.')]),
    ]
  })
}

/** Statement that ends links sent before to these addresses. */
const replaced = ({ tenant, clock }: Context, items: InvitationInput[]): Statement =>
  tenant
    .update(invitation)
    .set({ withdrawnAt: clock() })
    .where(
      and(
        sql`${invitation.email} in (select value from json_each(${JSON.stringify(items.map(({ email }) => email))}))`,
        isLeft(clock()),
      ),
    )

function inserts({ tenant }: Context, rows: (typeof invitation.$inferInsert)[]): Statement[] {
  const parts = Array.from({ length: Math.ceil(rows.length / ROWS) }, (_, i) =>
    rows.slice(i * ROWS, i * ROWS + ROWS),
  )
  return parts.map((part) => tenant.insert(invitation).values(part))
}

/** Makes the links of all invitations that nobody took up stop working. */
export async function withdrawInvitations(ctx: Context): Promise<{ withdrawn: number }> {
  const { tenant, clock } = ctx
  const { me, waiting } = await look(ctx, {
    waiting: tenant
      .select({ n: sql<number>`count(*)` })
      .from(invitation)
      .where(isLeft(clock())),
  })
  const withdrawn = waiting[0]?.n ?? 0
  const act = invitationActs.withdrawAll(ctx.committee, { after: { count: withdrawn } })
  const gone = tenant.update(invitation).set({ withdrawnAt: clock() }).where(isLeft(clock()))
  return commit(ctx, me, act, [gone], { withdrawn })
}
