import { z } from 'zod'
import { Invalid } from './errors.ts'

const NOT_OURS = 'Dấu trang không đúng. Đề nghị mở lại danh sách từ đầu.'

/** The query parameters every list takes. A cursor is what a page before gave as `next`. */
export const page = {
  cursor: z
    .string()
    .max(500)
    .regex(/^W[A-Za-z0-9+/]*={0,2}$/, NOT_OURS)
    .optional(),
  limit: z.coerce.number().int().min(1).max(100).default(20),
}

/** Those of a list that is taken along whole: longer pages, so that a book of a year is some requests. */
export const longPage = { ...page, limit: z.coerce.number().int().min(1).max(1000).default(20) }

/** Packs the sort key of the last row shown; opaque to clients. */
export const cursorOf = (...key: (string | number)[]): string =>
  btoa(String.fromCharCode(...new TextEncoder().encode(JSON.stringify(key))))

/**
 * Unpacks a cursor made by {@link cursorOf}.
 * @param shape the parts of the sort key of this list, e.g. `z.tuple([z.number(), z.string()])`
 * @throws Invalid when it is not one of ours
 */
export function readCursor<T>(cursor: string | undefined, shape: z.ZodType<T>): T | undefined {
  if (cursor === undefined) return undefined
  try {
    const bytes = Uint8Array.from(atob(cursor), (char) => char.charCodeAt(0))
    return shape.parse(JSON.parse(new TextDecoder().decode(bytes)))
  } catch {
    throw new Invalid([{ field: 'cursor', message: NOT_OURS }])
  }
}

/** One page out of `limit + 1` rows: the rows shown and the cursor of the next page, if there is one. */
export function paged<Row, Item>(
  rows: Row[],
  limit: number,
  key: (row: Row) => (string | number)[],
  show: (row: Row) => Item,
): { items: Item[]; next?: string } {
  const shown = rows.slice(0, limit)
  const last = shown.at(-1)
  const items = shown.map(show)
  return rows.length > limit && last !== undefined ? { items, next: cursorOf(...key(last)) } : { items }
}

/** A total is counted up to here: beyond it nobody reads the number, and counting would cost what the book holds. */
export const MOST_COUNTED = 1000

/** A total as it is told: the number, or that there are more than {@link MOST_COUNTED}. */
export const total = { total: z.number().optional(), more: z.boolean().optional() }

/** @param counted what a count that stops one past {@link MOST_COUNTED} came to */
export const tellTotal = (counted: number): { total: number; more?: boolean } =>
  counted > MOST_COUNTED ? { total: MOST_COUNTED, more: true } : { total: counted }
