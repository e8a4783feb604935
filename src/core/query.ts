import { Column, getTableName, is, Param, Placeholder, SQL, sql } from 'drizzle-orm'
import { QueryPromise } from 'drizzle-orm/query-promise'
import { SQLiteRaw } from 'drizzle-orm/sqlite-core/query-builders/raw'
import type { InArgs, ResultSet } from '@libsql/client'
import type { BatchItem } from 'drizzle-orm/batch'
import type { Connection, Database } from '../platform/database.ts'

type Statement = BatchItem<'sqlite'>
type Values = Record<string, unknown>

/** A value as a query is written with it: its place. One that may be left out has none where it is. */
export type Given<V extends Values> = {
  [Name in keyof V]-?: Placeholder | (undefined extends V[Name] ? undefined : never)
}

/** A statement that is ready to run: in a batch, or awaited by itself. */
export type Asked<S extends Statement> = Pick<S, '_'> & PromiseLike<S['_']['result']>

/**
 * A query that is written in drizzle and compiled once per shape: its text, the places of its values and how its rows
 * are read are kept, because making them anew costs more than the database takes to answer. What differs between two
 * askings is a value; a value that is left out is a shape of its own, for which the query is written again without it.
 * @example
 * const titled = query<{ id: string; type?: string | undefined }>()((db, { id, type }) =>
 *   db.select().from(document).where(and(eq(document.id, id), type && eq(document.typeId, type))))
 * look(ctx, { rows: titled(ctx.tenant, { id }) })
 */
export const query =
  <V extends Values = Record<never, never>>() =>
  <S extends Statement>(write: (db: Database, given: Given<V>) => S) => {
    const shapes = new Map<string, Compiled>()
    return (db: Database, values: V): Asked<S> => {
      let shape = ''
      for (const name in values) if (values[name] !== undefined) shape += `${name} `
      let compiled = shapes.get(shape)
      if (compiled === undefined) {
        compiled = compile(write(db, placesOf(shape) as Given<V>))
        shapes.set(shape, compiled)
      }
      return new Ready(db, compiled, values) as unknown as Asked<S>
    }
  }

/** A list as one value: the rows of what was given as JSON. */
export const listed = (json: Placeholder): SQL => sql`(select value from json_each(${json}))`

const placesOf = (shape: string): Record<string, Placeholder> =>
  Object.fromEntries(
    shape
      .trim()
      .split(' ')
      .map((name) => [name, new Placeholder(name)]),
  )

type Row = ArrayLike<unknown>
type Fill = (values: Values) => unknown
type Compiled = { sql: string; mark: number; params: Fill[]; read: (result: ResultSet) => unknown }

/** What a query asks, as a text: the same for two of one database that ask alike. Undefined of what is not compiled. */
export const askedBy = (statement: unknown): string | undefined =>
  statement instanceof Ready ? statement.asked : undefined

/** A compiled query with its values, as drizzle takes statements in a batch. */
class Ready extends QueryPromise<unknown> {
  readonly #db: Database
  readonly #compiled: Compiled
  readonly #values: Values
  constructor(db: Database, compiled: Compiled, values: Values) {
    super()
    this.#db = db
    this.#compiled = compiled
    this.#values = values
  }
  get asked(): string {
    return `${this.#compiled.mark} ${JSON.stringify(this.#values)}`
  }
  override async execute(): Promise<unknown> {
    const { sql: text, params } = this.getQuery()
    const { client } = (this.#db as unknown as Carried).session
    return this.mapResult(await client.execute({ sql: text, args: params as InArgs }))
  }
  _prepare(): this {
    return this
  }
  getQuery(): { sql: string; params: unknown[] } {
    return { sql: this.#compiled.sql, params: this.#compiled.params.map((fill) => fill(this.#values)) }
  }
  mapResult(result: ResultSet): unknown {
    return this.#compiled.read(result)
  }
}

/** What carries a database, which drizzle keeps to itself. */
type Carried = { session: { client: Connection } }
type Field = { path: string[]; field: unknown }
/** What drizzle keeps of a statement, though its types say less. */
type Written = {
  _prepare(): { fields?: Field[]; joinsNotNullableMap?: Record<string, boolean>; getQuery(): Text }
  config?: { action?: string }
}
type Text = { sql: string; params: unknown[] }

const marks = new Map<string, number>()

/** A number for a text of SQL: texts are long, and to compare two of them costs more than many a read. */
function markOf(text: string): number {
  const mark = marks.get(text) ?? marks.size
  marks.set(text, mark)
  return mark
}

function compile(statement: Statement): Compiled {
  const prepared = (statement as unknown as Written)._prepare()
  const { sql: text, params } = prepared.getQuery()
  return { sql: text, mark: markOf(text), params: params.map(fillOf), read: readerOf(statement, prepared) }
}

function fillOf(param: unknown): Fill {
  if (is(param, Placeholder)) return (values) => values[param.name]
  if (is(param, Param) && is(param.value, Placeholder)) {
    const { encoder } = param
    const { name } = param.value
    return (values) => encoder.mapToDriverValue(values[name])
  }
  return () => param
}

function readerOf(
  statement: Statement,
  { fields, joinsNotNullableMap = {} }: ReturnType<Written['_prepare']>,
) {
  if (fields !== undefined) {
    const read = rowReader(fields, joinsNotNullableMap)
    return ({ rows }: ResultSet) => rows.map(read)
  }
  const rows = is(statement, SQLiteRaw) && (statement as unknown as Written).config?.action === 'all'
  return (result: ResultSet): unknown => (rows ? result.rows : result)
}

type Decode = ((value: unknown) => unknown) | undefined
type Place = { name: string; at: number; decode: Decode }
/** One object of a row; where the column at `absent` is null the table joined had no row. */
type Part = { name: string; places: Place[]; absent: number | undefined }

/** How a row of these fields is read: worked out once, as drizzle does for every value. */
function rowReader(fields: Field[], joined: Record<string, boolean>): (row: Row) => unknown {
  const groups = Map.groupBy(
    fields.map((one, at) => ({ ...one, at })),
    ({ path }) => (path.length > 1 ? path[0] : undefined),
  )
  const own = placesIn(groups.get(undefined) ?? [])
  const parts = [...groups].flatMap(([name, members]): Part[] =>
    name === undefined ? [] : [{ name, places: placesIn(members), absent: absentAt(members, joined) }],
  )
  return (row) => {
    const result: Record<string, unknown> = {}
    fillIn(result, own, row)
    for (const { name, places, absent } of parts) {
      if (absent !== undefined && row[absent] === null) result[name] = null
      else fillIn((result[name] = {}), places, row)
    }
    return result
  }
}

const placesIn = (fields: (Field & { at: number })[]): Place[] =>
  fields.map(({ path, field, at }) => ({ name: path.at(-1) ?? '', at, decode: decoderOf(field) }))

function fillIn(target: Record<string, unknown>, places: Place[], row: Row): void {
  for (const { name, at, decode } of places) {
    const value = row[at]
    target[name] = value === null || decode === undefined ? value : decode(value)
  }
}

/** As drizzle has it: a joined table had no row when the first of its columns is null and all are of that table. */
function absentAt(members: (Field & { at: number })[], joined: Record<string, boolean>): number | undefined {
  const columns = members.flatMap(({ field, at }) => (is(field, Column) ? [{ field, at }] : []))
  const tables = new Set(columns.map(({ field }) => getTableName(field.table)))
  const [table] = tables
  return tables.size === 1 && table !== undefined && joined[table] === false ? columns[0]?.at : undefined
}

const AS_IS: unknown = Reflect.get(Column.prototype, 'mapFromDriverValue')

function decoderOf(field: unknown): Decode {
  if (is(field, Column))
    return Reflect.get(field, 'mapFromDriverValue') === AS_IS
      ? undefined
      : (value) => field.mapFromDriverValue(value)
  const { decoder } = (is(field, SQL) ? field : (field as { sql: SQL }).sql) as unknown as {
    decoder: { mapFromDriverValue(value: unknown): unknown }
  }
  return (value) => decoder.mapFromDriverValue(value)
}
