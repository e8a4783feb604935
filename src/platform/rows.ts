import type { ResultSet, Row } from '@libsql/client'

/**
 * The names of a statement's columns: all of them as SQLite tells them, and for each place the name under which a row
 * has its value, if any. Of two columns of one name the first has it; a name that is a number (`select 1`) is a place.
 */
export type Columns = { all: string[]; own: (string | undefined)[] }

export function columnsOf(all: string[]): Columns {
  const taken = new Set<string>()
  const own = all.map((name) => {
    if (taken.has(name) || /^\d+$/.test(name) || name === 'length') return undefined
    taken.add(name)
    return name
  })
  return { all, own }
}

/** What one statement gave, as `@libsql/client` tells it. */
export const resultOf = (
  { all, own }: Columns,
  found: unknown[][],
  rowsAffected: number,
  lastInsertRowid: bigint | undefined,
): ResultSet => {
  const rows = found.map((values) => new PlacedRow(own, values) as unknown as Row)
  return {
    columns: all,
    columnTypes: [],
    rows,
    rowsAffected,
    lastInsertRowid,
    toJSON: () => ({ columns: all, rows }),
  }
}

/** A row by the names of its columns, and unseen by their places too, as drizzle reads it. */
class PlacedRow {
  static #places = 0
  readonly #values: unknown[];
  [column: string]: unknown

  constructor(own: (string | undefined)[], values: unknown[]) {
    this.#values = values
    while (PlacedRow.#places < values.length) PlacedRow.#addPlace(PlacedRow.#places++)
    for (let i = 0; i < own.length; i += 1) {
      const name = own[i]
      if (name !== undefined) this[name] = values[i]
    }
  }

  get length(): number {
    return this.#values.length
  }

  static #addPlace(place: number): void {
    Object.defineProperty(PlacedRow.prototype, place, {
      get(this: PlacedRow) {
        return this.#values[place]
      },
    })
  }
}
