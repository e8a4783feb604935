import { and, asc, eq, gt, isNull, lte, or, sql } from 'drizzle-orm'
import type { Placeholder } from 'drizzle-orm'
import { z } from 'zod'
import { within } from '../../core/within.ts'
import { look } from '../../core/batch.ts'
import type { Context } from '../../core/context.ts'
import { paged, readCursor } from '../../core/paging.ts'
import { query } from '../../core/query.ts'
import { persons } from '../permissions.ts'
import { person } from '../tables.ts'
import type { personList, PersonQuery } from './schema.ts'
import { selectPersons, showPerson } from './show.ts'

const cursorShape = z.tuple([z.string(), z.string()])

/**
 * The persons of the roll by name, as Vietnamese sorts names: those the acting member may see, of one unit or all, who
 * stand on a day or ever did. Beside somebody without an account stands one of the same name, if it is nobody's yet.
 */
export async function listPersons(
  ctx: Context,
  { cursor, limit, unit, on }: PersonQuery,
): Promise<z.output<typeof personList>> {
  const after = readCursor(cursor, cursorShape)
  const { rows } = await look(ctx, {
    rows: personsIn(ctx.tenant, {
      me: ctx.person.id,
      sortKey: after?.[0],
      id: after?.[1],
      unit,
      on,
      limit: limit + 1,
    }),
  })
  return paged(
    rows,
    limit,
    ({ person: row }) => [row.sortKey, row.id],
    (row) => ({
      ...showPerson(row),
      ...(row.offeredId === null ? {} : { offered: { id: row.offeredId, name: row.person.name } }),
    }),
  )
}

type Page = { me: string; limit: number } & Partial<
  Record<'sortKey' | 'id' | 'unit' | 'on', string | undefined>
>
const personsIn = query<Page>()((db, { me, sortKey, id, unit, on, limit }) =>
  selectPersons({ tenant: db })
    .where(
      and(
        sortKey && sql`(${person.sortKey}, ${person.id}) > (${sortKey}, ${id})`,
        unit && eq(person.unitId, unit),
        on && standsOn(on),
        within({ person: { id: me }, permission: persons.read }, { unit: person.unitId }),
      ),
    )
    .orderBy(asc(person.sortKey), asc(person.id))
    .limit(limit),
)

const standsOn = (day: Placeholder) =>
  and(lte(person.opensOn, day), or(isNull(person.closesOn), gt(person.closesOn, day)))
