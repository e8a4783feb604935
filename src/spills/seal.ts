import { sql } from 'drizzle-orm'
import type { SQL } from 'drizzle-orm'
import type { Statement } from '../core/batch.ts'
import type { Sealing } from '../core/seal.ts'
import type { Database } from '../platform/database.ts'
import type { sealedThere } from './exchange-tables.ts'
import type { sealed } from './tables.ts'

/** Where what is taken out is kept: in a committee's database, or in the exchange. */
export type Vault = typeof sealed | typeof sealedThere

const name = (column: string): SQL => sql.raw(`"${column}"`)
const columnsOf = (one: Sealing): string[] => ('rows' in one ? [...one.rows] : Object.keys(one.columns))
const rowsOf = (vault: Vault, spillId: string, { table }: Sealing): SQL =>
  sql`(select s.row from ${vault} s where s.spillId = ${spillId} and s.place = ${table})`

/**
 * The statements that take the words of a paper out of a table and keep them apart. Repeating them changes nothing: what
 * was taken first stays, whichever lock took it; a task may have come of a paper and of the ask that came with it.
 */
export function sealing(db: Database, vault: Vault, spillId: string, one: Sealing): Statement[] {
  const pairs = columnsOf(one).map((column) => sql`${sql.raw(`'${column}'`)}, ${name(column)}`)
  // A row that went leaves its place to another; one that was blanked is taken once.
  const fresh =
    'rows' in one
      ? sql`true`
      : sql`not exists (select 1 from ${vault} s where s.place = ${one.table} and s.row = ${name(one.table)}.rowid)`
  const take = sql`insert or ignore into ${vault} (spillId, place, row, content)
    select ${spillId}, ${one.table}, rowid, json_object(${sql.join(pairs, sql`, `)})
    from ${name(one.table)} where (${one.where}) and ${fresh}`
  return [db.run(take), db.run(blank(vault, spillId, one))]
}

/** The row may be another's by now where its own is gone: what is blanked is still asked for by what it is. */
function blank(vault: Vault, spillId: string, one: Sealing): SQL {
  const rows = sql`(${one.where}) and rowid in ${rowsOf(vault, spillId, one)}`
  if ('rows' in one) return sql`delete from ${name(one.table)} where ${rows}`
  const set = Object.entries(one.columns).map(([column, value]) => sql`${name(column)} = ${value}`)
  return sql`update ${name(one.table)} set ${sql.join(set, sql`, `)} where ${rows}`
}

/** The statements that put back what {@link sealing} took out. */
export function unsealing(db: Database, vault: Vault, spillId: string, one: Sealing): Statement[] {
  const columns = columnsOf(one)
  const content = (column: string): SQL => sql`json_extract(s.content, ${`$.${column}`})`
  if ('rows' in one) {
    const names = sql.join(columns.map(name), sql`, `)
    return [
      db.run(sql`insert or ignore into ${name(one.table)} (${names})
        select ${sql.join(columns.map(content), sql`, `)} from ${vault} s
        where s.spillId = ${spillId} and s.place = ${one.table}`),
    ]
  }
  const set = columns.map(
    (column) => sql`${name(column)} = (select ${content(column)} from ${vault} s
      where s.spillId = ${spillId} and s.place = ${one.table} and s.row = ${name(one.table)}.rowid)`,
  )
  return [
    db.run(
      sql`update ${name(one.table)} set ${sql.join(set, sql`, `)} where rowid in ${rowsOf(vault, spillId, one)}`,
    ),
  ]
}

/** The statements that say what becomes of what {@link sealing} took out once it is purged; before it goes. */
export const purging = (
  db: Database,
  vault: Vault,
  spillId: string,
  one: Sealing,
  now: number,
): Statement[] =>
  'purged' in one && one.purged !== undefined
    ? one.purged(rowsOf(vault, spillId, one), now).map((each) => db.run(each))
    : []
