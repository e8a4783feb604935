import { and, eq, gte, isNull, or, sql } from 'drizzle-orm'
import type { SQL } from 'drizzle-orm'
import type { z } from 'zod'
import { rolesWith } from '../../core/access.ts'
import { commit, expectOne, expectTrue, look } from '../../core/batch.ts'
import type { Me } from '../../core/batch.ts'
import type { Context } from '../../core/context.ts'
import { addDays, dayAt } from '../../core/dates.ts'
import { Forbidden, Invalid, NotFound, Stale } from '../../core/errors.ts'
import { newId } from '../../core/ids.ts'
import { member } from '../../core/tables.ts'
import { isOn } from '../../core/version.ts'
import type { Versions } from '../../core/version.ts'
import { within } from '../../core/within.ts'
import { absenceActs } from '../acts.ts'
import { absences } from '../permissions.ts'
import { absence } from '../tables.ts'
import { showAbsence } from './list.ts'
import { whyNotAway } from './rules.ts'
import type { absenceAnswer, AbsenceInput } from './schema.ts'

type Row = typeof absence.$inferSelect

/**
 * Says that somebody is away and who works for them: oneself, or anybody for the office.
 * @throws Invalid by the rules of rules.ts, or for somebody who is not there; Forbidden for another's absence
 */
export async function beginAbsence(
  ctx: Context,
  input: AbsenceInput,
): Promise<z.infer<typeof absenceAnswer>> {
  const today = dayAt(ctx.clock())
  const whose =
    input.memberId === undefined ? eq(member.userId, ctx.person.id) : eq(member.id, input.memberId)
  const { me, members, others } = await look(ctx, {
    members: ctx.tenant
      .select({ id: member.id, name: member.name, userId: member.userId })
      .from(member)
      .where(and(or(whose, eq(member.id, input.deputyId)), isNull(member.leftAt))),
    others: ctx.tenant
      .select()
      .from(absence)
      .where(or(touching(input.deputyId, today), touching(input.memberId ?? mine(ctx), today))),
  })
  const memberId = input.memberId ?? me.id
  if (memberId !== me.id && !speaksForAll(me))
    throw new Forbidden('Việc vắng mặt của đồng chí khác do Chánh Văn phòng ghi.')
  const [away, deputy] = [memberId, input.deputyId].map((id) => members.find((one) => one.id === id))
  if (away === undefined) throw nobody('memberId')
  if (deputy === undefined) throw nobody('deputyId')
  const problems = whyNotAway({ ...input, memberId }, others, today)
  if (problems.length > 0) throw new Invalid(problems)
  const { fromDay, toDay, capacity, reason } = input
  const row: Row = {
    id: newId(),
    memberId,
    memberName: away.name,
    deputyId: deputy.id,
    deputyName: deputy.name,
    fromDay,
    toDay,
    capacity,
    reason,
    createdBy: me.id,
    createdAt: ctx.clock(),
    version: 1,
  }
  const act = absenceActs.begin({ id: row.id, name: row.memberName }, { after: told(row) })
  const statements = [expectFree(ctx, row), ctx.tenant.insert(absence).values(row)]
  return commit(ctx, me, act, statements, showAbsence(row))
}

/**
 * Ends an absence: yesterday was its last day, so that what was done in that time stays explained; one that has not
 * begun is taken away.
 * @throws NotFound when it is not there, is over, or is another's; Stale when it was changed since
 */
export async function endAbsence(
  ctx: Context,
  id: string,
  version: Versions | undefined,
): Promise<{ id: string }> {
  const today = dayAt(ctx.clock())
  const { me, rows } = await look(ctx, {
    rows: ctx.tenant
      .select()
      .from(absence)
      .where(and(eq(absence.id, id), gte(absence.toDay, today), within(ctx, { own: absence.memberId }))),
  })
  const row = rows[0]
  if (row === undefined) throw new NotFound()
  if (!isOn(version, row.version)) throw new Stale()
  const same = and(eq(absence.id, id), eq(absence.version, row.version))
  const ended = { toDay: addDays(today, -1), version: row.version + 1 }
  const begun = row.fromDay < today
  const statement = begun
    ? ctx.tenant.update(absence).set(ended).where(same)
    : ctx.tenant.delete(absence).where(same)
  const act = absenceActs.end({ id, name: row.memberName }, { before: told(row) })
  return commit(ctx, me, act, [statement, expectOne(ctx.tenant)], { id })
}

const speaksForAll = (me: Me): boolean =>
  rolesWith(absences.manage, 'all').some((role) => me.roles.includes(role))

const mine = (ctx: Context): SQL => sql`(select id from member where userId = ${ctx.person.id})`

/** Absences from today on in which somebody is away or stands in. */
const touching = (memberId: SQL | string, today: string): SQL | undefined =>
  and(or(eq(absence.memberId, memberId), eq(absence.deputyId, memberId)), gte(absence.toDay, today))

/** Whoever came first has the days: looked at again where it is written. */
const expectFree = (ctx: Context, { memberId, deputyId, fromDay, toDay }: Row) =>
  expectTrue(
    ctx.tenant,
    sql`not exists (select 1 from ${absence} where (${absence.memberId} in (${memberId}, ${deputyId})
        or ${absence.deputyId} = ${memberId})
      and ${absence.fromDay} <= ${toDay} and ${absence.toDay} >= ${fromDay})`,
  )

const nobody = (field: string): Error =>
  new Invalid([{ field, message: 'Không có đồng chí này trong cơ quan, hoặc đồng chí đã thôi công tác.' }])

const told = ({ deputyName, fromDay, toDay, capacity, reason }: Row) => ({
  deputy: deputyName,
  fromDay,
  toDay,
  capacity,
  reason,
})
