import { sql } from 'drizzle-orm'
import type { SQL } from 'drizzle-orm'
import type { Statement } from '../core/batch.ts'
import type { Sealing } from '../core/seal.ts'
import type { Database } from '../platform/database.ts'
import { sealed } from './tables.ts'

const name = (column: string): SQL => sql.raw(`"${column}"`)
const columnsOf = (one: Sealing): string[] => ('rows' in one ? [...one.rows] : Object.keys(one.columns))
const rowsOf = (spillId: string, { table }: Sealing): SQL =>
  sql`(select s.row from ${sealed} s where s.spillId = ${spillId} and s.place = ${table})`

/**
 * The statements that take the words of a paper out of a table and keep them apart. Repeating them changes nothing: what
 * was taken first stays.
 */
export function sealing(db: Database, spillId: string, one: Sealing): Statement[] {
  const pairs = columnsOf(one).map((column) => sql`${sql.raw(`'${column}'`)}, ${name(column)}`)
  const take = sql`insert or ignore into ${sealed} (spillId, place, row, content)
    select ${spillId}, ${one.table}, rowid, json_object(${sql.join(pairs, sql`, `)})
    from ${name(one.table)} where ${one.where}`
  return [db.run(take), db.run(blank(spillId, one))]
}

function blank(spillId: string, one: Sealing): SQL {
  const rows = rowsOf(spillId, one)
  if ('rows' in one) return sql`delete from ${name(one.table)} where rowid in ${rows}`
  const set = Object.entries(one.columns).map(([column, value]) => sql`${name(column)} = ${value}`)
  return sql`update ${name(one.table)} set ${sql.join(set, sql`, `)} where rowid in ${rows}`
}

/** The statements that put back what {@link sealing} took out. */
export function unsealing(db: Database, spillId: string, one: Sealing): Statement[] {
  const columns = columnsOf(one)
  const kept = (column: string): SQL => sql`json_extract(s.content, ${`$.${column}`})`
  if ('rows' in one) {
    const names = sql.join(columns.map(name), sql`, `)
    return [
      db.run(sql`insert or ignore into ${name(one.table)} (${names})
        select ${sql.join(columns.map(kept), sql`, `)} from ${sealed} s
        where s.spillId = ${spillId} and s.place = ${one.table}`),
    ]
  }
  const set = columns.map(
    (column) => sql`${name(column)} = (select ${kept(column)} from ${sealed} s
      where s.spillId = ${spillId} and s.place = ${one.table} and s.row = ${name(one.table)}.rowid)`,
  )
  return [
    db.run(
      sql`update ${name(one.table)} set ${sql.join(set, sql`, `)} where rowid in ${rowsOf(spillId, one)}`,
    ),
  ]
}
