import { inArray, isNull, lt, sql } from 'drizzle-orm'
import type { Statement } from '../../core/batch.ts'
import type { Turn, Wake } from '../../core/domain.ts'
import { member } from '../../core/tables.ts'
import { user } from '../../entrance/control-tables.ts'
import type { Database } from '../../platform/database.ts'
import type { Platform } from '../../platform/platform.ts'
import { proof } from '../control-tables.ts'

const WEEK = 7 * 86_400_000

/** Forgets links that ran out a week ago: until then they answer that they did. */
export async function forgetProofs(platform: Platform, control: Database): Promise<Turn> {
  const { rowsAffected } = await control.delete(proof).where(lt(proof.expiresAt, platform.clock() - WEEK))
  return { done: rowsAffected }
}

/** Writes the addresses of a committee's members as their accounts have them: who changed it did so outside. */
export const refreshAddresses: Wake = async ({ control, tenant }) => {
  const members = await tenant
    .select({ id: member.id, userId: member.userId, email: member.email })
    .from(member)
    .where(isNull(member.leftAt))
  const ids = JSON.stringify(members.map(({ userId }) => userId))
  const people = await control
    .select({ id: user.id, email: user.email })
    .from(user)
    .where(inArray(user.id, sql`(select value from json_each(${ids}))`))
  const emails = new Map(people.map(({ id, email }) => [id, email]))
  const moved = members.filter(({ userId, email }) => (emails.get(userId) ?? email) !== email)
  const statements = moved.map(({ id, userId, email }): Statement =>
    tenant
      .update(member)
      .set({ email: emails.get(userId) ?? email, version: sql`${member.version} + 1` })
      .where(sql`${member.id} = ${id} and ${member.email} = ${email}`),
  )
  if (statements.length > 0) await tenant.batch(statements as [Statement, ...Statement[]])
  return { done: moved.length }
}
