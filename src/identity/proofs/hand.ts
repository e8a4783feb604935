import { and, eq, isNull, ne, sql } from 'drizzle-orm'
import { commit, look } from '../../core/batch.ts'
import type { Context } from '../../core/context.ts'
import { iso } from '../../core/dates.ts'
import { Conflict, NotFound } from '../../core/errors.ts'
import { Replayed } from '../../core/replay.ts'
import { member } from '../../core/tables.ts'
import { membership, operator, user } from '../../entrance/control-tables.ts'
import { proofActs } from '../acts.ts'
import { proof } from '../control-tables.ts'
import { resetLink } from './letters.ts'
import { freshProof } from './proof.ts'

type Made = { id: string; expiresAt: string }

/**
 * Makes a link by which a colleague chooses a new password, once, within a day: the way back
 * in where no mail reaches. Told only here; the colleague's sessions end when it is used. Only for who works nowhere else:
 * an administrator's word goes no further than the own committee.
 * @throws NotFound for no member here; Conflict when the colleague belongs to another committee too, or runs
 * the instance
 */
export async function handLink(ctx: Context, memberId: string): Promise<Made & { link: string }> {
  try {
    return withLink(ctx, await makeLink(ctx, memberId))
  } catch (error) {
    if (!(error instanceof Replayed)) throw error
    throw new Replayed(withLink(ctx, error.answer as Made))
  }
}

const withLink = (ctx: Context, made: Made) => ({ ...made, link: resetLink(ctx, made.id) })

async function makeLink(ctx: Context, memberId: string): Promise<Made> {
  const { me, rows } = await look(ctx, {
    rows: ctx.tenant
      .select({ userId: member.userId, name: member.name })
      .from(member)
      .where(and(eq(member.id, memberId), isNull(member.leftAt))),
  })
  const found = rows[0]
  if (found === undefined) throw new NotFound()
  const [person] = await ctx.control
    .select({ email: user.email, elsewhere: elsewhere(ctx, found.userId), operates: operates(found.userId) })
    .from(user)
    .where(eq(user.id, found.userId))
  if (person === undefined) throw new NotFound()
  if (person.elsewhere > 0)
    throw new Conflict(
      `Đồng chí ${found.name} còn làm việc ở cơ quan khác nên quản trị một cơ quan không cấp được đường dẫn. Đề nghị dùng Quên mật khẩu, hoặc liên hệ đơn vị quản lý hệ thống.`,
    )
  if (person.operates === 1)
    throw new Conflict(
      `Đồng chí ${found.name} quản lý hệ thống này nên quản trị một cơ quan không cấp được đường dẫn. Đề nghị dùng Quên mật khẩu.`,
    )
  const { at, ...fresh } = await freshProof(ctx, 'handed')
  // Before it is told of in the audit, and before anybody holds it: a crash between leaves a link that nobody knows.
  await ctx.control.insert(proof).values({
    ...fresh,
    userId: found.userId,
    email: person.email,
    byId: ctx.person.id,
    placeId: ctx.committee.id,
    createdAt: at,
  })
  const act = proofActs.hand({ id: memberId, name: found.name })
  return commit(ctx, me, act, [], { id: fresh.id, expiresAt: iso(fresh.expiresAt) })
}

/** Whether somebody runs the instance: whoever gets into that account rules every committee. */
const operates = (userId: string) =>
  sql<number>`exists (select 1 from ${operator} where ${operator.userId} = ${userId})`

/** In how many other committees somebody works. */
const elsewhere = ({ control, committee }: Context, userId: string) =>
  sql<number>`(${control
    .select({ n: sql`count(*)` })
    .from(membership)
    .where(
      and(
        eq(membership.userId, userId),
        eq(membership.active, true),
        ne(membership.committeeId, committee.id),
      ),
    )})`
