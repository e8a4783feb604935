import { Column, SQL, sql } from 'drizzle-orm'
import type { SQLiteTable } from 'drizzle-orm/sqlite-core'

type Told<Value> = Value extends Column ? Exclude<Value['_']['data'], null> : Value

/**
 * What a batch itself decides (a number, a day) and what is known beside it: named once, it is the answer of the verb,
 * the entry in the audit and the effect of a crossing alike.
 */
export type Decided<T> = {
  /** An expression that makes the JSON of it, for the end of the batch. */
  json: SQL<string>
  keys: readonly string[]
  /** What the JSON reads as: for the compiler alone. */
  readonly reads?: T
  /** The same with more that is known before. */
  and<More extends object>(more: More): Decided<T & More>
}

/**
 * Names what the batch will have written into one row.
 * @param table the table of the row
 * @param row says which row
 * @param columns what of it, under the names of the answer; text and numbers only, as JSON has no more
 */
export function decided<Columns extends Record<string, Column>>(
  table: SQLiteTable,
  row: SQL,
  columns: Columns,
): Decided<{ [Name in keyof Columns]: Told<Columns[Name]> }> {
  const values = Object.entries(columns).map(([name, column]): [string, SQL] => [
    name,
    sql`(select ${column} from ${table} where ${row})`,
  ])
  return made(values)
}

function made<T>(values: [string, SQL][]): Decided<T> {
  const pairs = values.map(([name, value]) => sql`${sql.raw(`'${name}'`)}, ${value}`)
  return {
    json: sql`json_object(${sql.join(pairs, sql`, `)})`,
    keys: values.map(([name]) => name),
    and: (more) => made([...values, ...Object.entries(more).map(known)]),
  }
}

/** A value known before, as JSON would write it; a list or an object as such. */
const known = ([name, value]: [string, unknown]): [string, SQL] => [
  name,
  typeof value === 'object' || typeof value === 'boolean'
    ? sql`json(${JSON.stringify(value)})`
    : sql`${value}`,
]

export const isDecided = (value: unknown): value is Decided<unknown> =>
  typeof value === 'object' && value !== null && 'json' in value && value.json instanceof SQL
