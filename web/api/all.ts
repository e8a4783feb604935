import type { Page } from './types.ts'

/** The most rows the API gives at once. */
export const most = 100
/** Which rows of a list are asked for: how many, after which. */
export type Cut = { limit: number; cursor?: string | undefined }

/** Reads everything, page after page. */
export async function readAll<T>(read: (page: Cut) => Promise<Page<T>>): Promise<T[]> {
  const all: T[] = []
  let cursor: string | undefined
  do {
    const { items, next } = await read({ limit: most, cursor })
    all.push(...items)
    cursor = next
  } while (cursor)
  return all
}
