import { and, eq, gt, isNull, or, sql } from 'drizzle-orm'
import { expectTrue } from '../../core/batch.ts'
import type { Statement } from '../../core/batch.ts'
import type { Context } from '../../core/context.ts'
import { member } from '../../core/tables.ts'
import { person, unit } from '../tables.ts'

type Placed = { id: string; parentId: string | null }

const isOpen = (id: string) =>
  sql`exists (select 1 from ${unit} where ${unit.id} = ${id} and ${unit.closedAt} is null)`

export const expectParentOpen = ({ tenant }: Context, { parentId }: Placed): Statement =>
  expectTrue(tenant, parentId === null ? sql`true` : isOpen(parentId))

export const expectHeirOpen = ({ tenant }: Context, heirId: string): Statement =>
  expectTrue(tenant, isOpen(heirId))

/** Two moves at once may each be right and together put two units under each other. */
export const expectNoCycle = ({ tenant }: Context, row: Placed): Statement =>
  expectTrue(
    tenant,
    sql`not exists (
      with recursive above(id) as (
        select parentId from unit where id = ${row.id}
        union select unit.parentId from unit join above on unit.id = above.id
      ) select 1 from above where id = ${row.id})`,
  )

/** The persons of the roll who stand in a unit on a day or will. */
export const onRoll = (unitId: string, day: string) =>
  and(eq(person.unitId, unitId), or(isNull(person.closesOn), gt(person.closesOn, day)))

/** Nobody and no open unit is left in a unit that closes. */
export const expectEmpty = ({ tenant }: Context, id: string, today: string): Statement =>
  expectTrue(
    tenant,
    sql`not exists (select 1 from ${unit} where ${unit.parentId} = ${id} and ${unit.closedAt} is null)
      and not exists (select 1 from ${member} where ${member.unitId} = ${id} and ${member.leftAt} is null)
      and not exists (select 1 from ${person} where ${onRoll(id, today)})`,
  )
