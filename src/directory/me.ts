import { and, asc, eq, sql } from 'drizzle-orm'
import type { z } from 'zod'
import type { Visit } from '../core/context.ts'
import { given } from '../core/given.ts'
import type { meAnswer } from './schema.ts'
import { committee, membership, operator, user } from '../entrance/control-tables.ts'

/** The person signed in and the committees they belong to, for the switcher; those being set up too. */
export async function whoAmI({ control, person }: Visit): Promise<z.infer<typeof meAnswer>> {
  const [facts, operates, committees] = await control.batch([
    control.select({ twoFactor: user.twoFactorEnabled }).from(user).where(eq(user.id, person.id)),
    control.select({ id: operator.userId }).from(operator).where(eq(operator.userId, person.id)),
    control
      .select({
        handle: committee.handle,
        name: committee.name,
        kind: committee.kind,
        suffix: committee.suffix,
        state: committee.state,
        heir: sql<string | null>`(select heir.name from committee heir where heir.id = ${committee.heirId})`,
      })
      .from(membership)
      .innerJoin(committee, eq(committee.id, membership.committeeId))
      .where(and(eq(membership.userId, person.id), eq(membership.active, true)))
      .orderBy(asc(committee.sortKey)),
  ])
  return {
    user: { ...person, proven: person.proven === true, twoFactor: facts[0]?.twoFactor === true },
    operator: operates.length > 0,
    committees: committees.map(({ heir, ...one }) => ({ ...one, ...given({ heir }) })),
  }
}
