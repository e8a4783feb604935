import { and, asc, eq, gt, isNull, lte, or, sql } from 'drizzle-orm'
import { z } from 'zod'
import { within } from '../../core/within.ts'
import { look } from '../../core/batch.ts'
import type { Context } from '../../core/context.ts'
import { paged, readCursor } from '../../core/paging.ts'
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
    rows: selectPersons(ctx)
      .where(
        and(
          after && sql`(${person.sortKey}, ${person.id}) > (${after[0]}, ${after[1]})`,
          unit === undefined ? undefined : eq(person.unitId, unit),
          on === undefined ? undefined : standsOn(on),
          within(ctx, { unit: person.unitId }),
        ),
      )
      .orderBy(asc(person.sortKey), asc(person.id))
      .limit(limit + 1),
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

const standsOn = (day: string) =>
  and(lte(person.opensOn, day), or(isNull(person.closesOn), gt(person.closesOn, day)))
