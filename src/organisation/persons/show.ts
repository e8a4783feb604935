import { eq, sql } from 'drizzle-orm'
import type { Context } from '../../core/context.ts'
import { given } from '../../core/given.ts'
import { member } from '../../core/tables.ts'
import { person, unit } from '../tables.ts'
import type { PersonAnswer } from './schema.ts'

/** Persons of the roll with the names of their unit and their account, for any list of them. */
export const selectPersons = ({ tenant }: Pick<Context, 'tenant'>) =>
  tenant
    .select({
      person,
      unitName: unit.name,
      unitClosedAt: unit.closedAt,
      memberName: member.name,
      offeredId: accountOfThatName,
    })
    .from(person)
    .innerJoin(unit, eq(unit.id, person.unitId))
    .leftJoin(member, eq(member.id, person.memberId))
    .$dynamic()

/** Somebody who is tied to no account, has the name of one that is nobody's: it may be theirs, people decide. */
const accountOfThatName = sql<string | null>`(select m.id from member m
  where ${person.memberId} is null and m.sortKey = ${person.sortKey} and m.leftAt is null
    and not exists (select 1 from person p where p.memberId = m.id) limit 1)`

export type PersonRow = {
  person: typeof person.$inferSelect
  unitName: string
  memberName: string | null
}

/** A person of the roll as the API tells it. */
export const showPerson = ({ person: row, unitName, memberName }: PersonRow): PersonAnswer => ({
  id: row.id,
  name: row.name,
  unit: { id: row.unitId, name: unitName },
  opensOn: row.opensOn,
  ...given({ closesOn: row.closesOn }),
  ...given({ member: row.memberId === null ? null : { id: row.memberId, name: memberName ?? '' } }),
  version: row.version,
})
