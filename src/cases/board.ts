import { asc, sql } from 'drizzle-orm'
import type { SQL } from 'drizzle-orm'
import { z } from 'zod'
import { readCursor } from '../core/paging.ts'
import type { Given } from '../core/query.ts'
import { processCase } from './tables.ts'

/** The order of the board: those that nobody holds first, then by the time they have left. */
export const boardOrder = [asc(processCase.standing), asc(processCase.due), asc(processCase.id)]

/** Where a page of it goes on, as the values of a query. */
export type After = { a: number; b: number; c: string }
const cursor = z.tuple([z.number(), z.number(), z.string()])

/** Reads where a page goes on. @throws Invalid for a cursor that is not one */
export function boardAfter(text: string | undefined): Partial<After> {
  const [a, b, c] = readCursor(text, cursor) ?? []
  return a === undefined ? {} : { a, b: b ?? 0, c: c ?? '' }
}

/** The place of a case in it, as a cursor. */
export const boardPlace = ({
  standing,
  due,
  id,
}: Pick<typeof processCase.$inferSelect, 'standing' | 'due' | 'id'>): [number, number, string] => [
  standing,
  due,
  id,
]

/** The condition for what comes after a place. */
export const onBoard = ({ a, b, c }: Given<Partial<After>>): SQL | undefined =>
  a && sql`(${processCase.standing}, ${processCase.due}, ${processCase.id}) > (${a}, ${b}, ${c})`
