import type { Cell, Side, Written } from './sides.ts'

/** How many rows are read at once, and how many bytes written, below what a server takes (10 MB an answer). */
const PAGE = 200
const WRITE_BYTES = 512 * 1024

type Table = { name: string; columns: string[]; key: string[] }

/**
 * Copies a database as it is: tables with the ids of their rows, search tables with what SQLite keeps of them, then
 * indexes, views and triggers. Nobody writes to either meanwhile.
 * @param to an empty database
 */
export async function copyDatabase(from: Side, to: Side): Promise<void> {
  const schema = await schemaOf(from)
  const [tables, others] = [
    schema.filter(({ type }) => type === 'table'),
    schema.filter(({ type }) => type !== 'table'),
  ]
  // A trigger would do once more what the rows already show.
  await to.write(tables.map(({ sql }) => ({ sql })))
  for (const table of await tablesOf(from)) {
    await to.write([{ sql: `delete from ${quoted(table.name)}` }])
    for await (const page of pagesOf(from, table)) await insert(to, table, page)
  }
  await to.write(others.map(({ sql }) => ({ sql })))
}

/**
 * Holds a copy to what it was made from, row by row.
 * @returns how many rows there are
 * @throws Error naming the table where they differ
 */
export async function compareDatabases(from: Side, to: Side): Promise<number> {
  const told = async (side: Side): Promise<string> =>
    JSON.stringify((await schemaOf(side)).map(({ name, sql }) => `${name} ${sql}`).toSorted())
  if ((await told(from)) !== (await told(to))) throw new Error('bản sao khác bản gốc ở cấu trúc')
  let count = 0
  for (const table of await tablesOf(from)) {
    const copies = pagesOf(to, table)
    for await (const page of pagesOf(from, table)) {
      const copy = (await copies.next()).value as Cell[][] | undefined
      const differs = page.findIndex((row, i) => textOf(row) !== textOf(copy?.[i]))
      if (differs >= 0 || copy?.length !== page.length)
        throw new Error(`bản sao khác bản gốc ở bảng ${table.name}`)
      count += page.length
    }
    if ((await copies.next()).done !== true) throw new Error(`bản sao có thừa dòng ở bảng ${table.name}`)
  }
  return count
}

type Made = { type: string; name: string; sql: string }

/** What makes the database, in the order it was made; what SQLite makes by itself is left out. */
async function schemaOf(side: Side): Promise<Made[]> {
  const found = await side.rows(
    `select s.type, s.name, s.sql from sqlite_schema s
     where s.sql is not null and s.name not like 'sqlite_%' and s.name not like 'libsql_%'
       and s.name not in (select name from pragma_table_list where schema = 'main' and type = 'shadow')
     order by s.rowid`,
  )
  return found.map(([type, name, sql]) => ({ type, name, sql }) as unknown as Made)
}

/** Tables that have rows of their own: a search table has none, those that SQLite keeps for it have. */
async function tablesOf(side: Side): Promise<Table[]> {
  const found = await side.rows(
    `select name, wr from pragma_table_list where schema = 'main' and type in ('table', 'shadow')
       and name not like 'sqlite_%' and name not like 'libsql_%' order by name`,
  )
  const tables: Table[] = []
  for (const [name, keyed] of found as [string, bigint][]) {
    const columns = (await side.rows('select name, pk from pragma_table_xinfo(?) where hidden = 0', [
      name,
    ])) as [string, bigint][]
    const own = columns.map(([column]) => column)
    const primary = columns.filter(([, pk]) => pk > 0n).sort(([, a], [, b]) => Number(a - b))
    if (keyed > 0n) tables.push({ name, columns: own, key: primary.map(([column]) => column) })
    else tables.push({ name, columns: own.includes('rowid') ? own : ['rowid', ...own], key: ['rowid'] })
  }
  return tables
}

async function* pagesOf(side: Side, { name, columns, key }: Table): AsyncGenerator<Cell[][]> {
  const keys = key.map(quoted).join(', ')
  const places = key.map((one) => columns.indexOf(one))
  const select = `select ${columns.map(quoted).join(', ')} from ${quoted(name)}`
  const next = `where (${keys}) > (${key.map(() => '?').join(', ')})`
  for (let last: Cell[] | undefined; ;) {
    const after = last === undefined ? '' : next
    const page = await side.rows(`${select} ${after} order by ${keys} limit ${PAGE}`, last)
    if (page.length > 0) yield page
    if (page.length < PAGE) return
    last = places.map((place) => page.at(-1)?.[place] ?? null)
  }
}

async function insert(to: Side, { name, columns }: Table, page: Cell[][]): Promise<void> {
  const sql = `insert into ${quoted(name)} (${columns.map(quoted).join(', ')}) values (${columns.map(() => '?').join(', ')})`
  let waiting: Written[] = []
  let bytes = 0
  for (const args of page) {
    waiting.push({ sql, args })
    bytes += args.reduce<number>((sum, cell) => sum + sizeOf(cell), sql.length)
    if (bytes < WRITE_BYTES) continue
    await to.write(waiting)
    waiting = []
    bytes = 0
  }
  if (waiting.length > 0) await to.write(waiting)
}

const quoted = (name: string): string => `"${name.replaceAll('"', '""')}"`

const sizeOf = (cell: Cell): number =>
  typeof cell === 'string' || cell instanceof Uint8Array ? cell.length * 2 : 16

/** A row as text in which no two rows are alike; 1 and 1.0 differ, as they do in a column without a type. */
const textOf = (row: Cell[] | undefined): string =>
  JSON.stringify(
    row?.map((cell) =>
      cell instanceof Uint8Array
        ? ['blob', Buffer.from(cell).toString('base64')]
        : [typeof cell, cell === null ? null : String(cell)],
    ),
  )
