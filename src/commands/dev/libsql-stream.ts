import type Database from 'libsql'

/** A stream of the Hrana protocol: one connection and the SQL texts stored on it. */
export type Stream = { db: Database.Database; sqls: Map<number, string>; closed: boolean }

type Value =
  | { type: 'null' }
  | { type: 'integer'; value: string }
  | { type: 'float'; value: number }
  | { type: 'text'; value: string }
  | { type: 'blob'; base64: string }
type Sql = { sql?: string | null; sql_id?: number | null }
type Stmt = Sql & { args?: Value[]; named_args?: { name: string; value: Value }[]; want_rows?: boolean }
type Condition =
  | { type: 'ok' | 'error'; step: number }
  | { type: 'not'; cond: Condition }
  | { type: 'and' | 'or'; conds: Condition[] }
  | { type: 'is_autocommit' }
type Batch = { steps: { condition?: Condition | null; stmt: Stmt }[] }

export type StreamRequest =
  | { type: 'close' | 'get_autocommit' }
  | { type: 'execute'; stmt: Stmt }
  | { type: 'batch'; batch: Batch }
  | ({ type: 'sequence' | 'describe' } & Sql)
  | { type: 'store_sql'; sql_id: number; sql: string }
  | { type: 'close_sql'; sql_id: number }

type Failure = { message: string; code: string }
type StmtResult = {
  cols: { name: string; decltype: string | null }[]
  rows: Value[][]
  affected_row_count: number
  last_insert_rowid: string | null
}

/** Runs one request of a pipeline; a failing one does not keep the next from running. */
export function runRequest(stream: Stream, request: StreamRequest): unknown {
  try {
    if (stream.closed) throw coded('STREAM_CLOSED', 'The stream is closed')
    return { type: 'ok', response: { type: request.type, ...respond(stream, request) } }
  } catch (error) {
    return { type: 'error', error: failure(error) }
  }
}

function respond(stream: Stream, request: StreamRequest): object {
  switch (request.type) {
    case 'close':
      stream.closed = true
      return {}
    case 'execute':
      return { result: execute(stream, request.stmt) }
    case 'batch':
      return { result: batch(stream, request.batch) }
    case 'sequence':
      stream.db.exec(textOf(stream, request))
      return {}
    case 'describe':
      return { result: describe(stream, textOf(stream, request)) }
    case 'store_sql':
      if (stream.sqls.has(request.sql_id)) throw coded('SQL_EXISTS', `SQL ${request.sql_id} is stored`)
      stream.sqls.set(request.sql_id, request.sql)
      return {}
    case 'close_sql':
      stream.sqls.delete(request.sql_id)
      return {}
    case 'get_autocommit':
      return { is_autocommit: !stream.db.inTransaction }
  }
}

function batch(stream: Stream, { steps }: Batch) {
  const results: (StmtResult | null)[] = steps.map(() => null)
  const errors: (Failure | null)[] = steps.map(() => null)
  const holds = (condition: Condition): boolean => {
    switch (condition.type) {
      case 'ok':
        return results[condition.step] !== null
      case 'error':
        return errors[condition.step] !== null
      case 'not':
        return !holds(condition.cond)
      case 'and':
        return condition.conds.every(holds)
      case 'or':
        return condition.conds.some(holds)
      case 'is_autocommit':
        return !stream.db.inTransaction
    }
  }
  for (const [i, { condition, stmt }] of steps.entries()) {
    if (condition !== undefined && condition !== null && !holds(condition)) continue
    try {
      results[i] = execute(stream, stmt)
    } catch (error) {
      errors[i] = failure(error)
    }
  }
  return { step_results: results, step_errors: errors }
}

function execute(stream: Stream, stmt: Stmt): StmtResult {
  const sql = textOf(stream, stmt)
  const statement = stream.db.prepare(sql) as Database.Statement<unknown[]>
  const args = argumentsOf(stmt)
  if (!statement.reader) {
    const { changes, lastInsertRowid } = statement.run(args)
    return { cols: [], rows: [], affected_row_count: changes, last_insert_rowid: String(lastInsertRowid) }
  }
  const cols = statement.columns().map(({ name, type }) => ({ name, decltype: type }))
  const rows = (statement.raw(true).all(args) as unknown[][]).map((row) => row.map(encode))
  return { cols, rows: stmt.want_rows === false ? [] : rows, ...changesOf(stream, sql) }
}

/** What a statement that gives rows has changed: something only when it returns what it wrote. */
function changesOf({ db }: Stream, sql: string) {
  if (!/\breturning\b/i.test(sql)) return { affected_row_count: 0, last_insert_rowid: null }
  const [changes, rowid] = db.prepare('select changes(), last_insert_rowid()').raw(true).get([]) as bigint[]
  return { affected_row_count: Number(changes), last_insert_rowid: String(rowid) }
}

function describe({ db }: Stream, sql: string) {
  const statement = db.prepare(sql)
  const code = sql.replaceAll(/'(?:[^']|'')*'|"(?:[^"]|"")*"|--[^\n]*|\/\*[^]*?\*\//g, ' ')
  const words = code.trimStart().toLowerCase()
  return {
    params: (code.match(/[?:@$]\w*/g) ?? []).map((name) => ({ name: name === '?' ? null : name })),
    cols: statement.reader ? statement.columns().map(({ name, type }) => ({ name, decltype: type })) : [],
    is_explain: words.startsWith('explain'),
    is_readonly: statement.reader && /^(?:select|values|explain)\b/.test(words),
  }
}

function textOf({ sqls }: Stream, { sql, sql_id: id }: Sql): string {
  const stored = id === undefined || id === null ? undefined : sqls.get(id)
  const text = sql ?? stored
  if (text === undefined) throw coded('SQL_NOT_FOUND', `SQL text ${id ?? ''} is not stored`)
  return text
}

function argumentsOf({ args = [], named_args: named = [] }: Stmt): unknown[] | Record<string, unknown> {
  if (named.length === 0) return args.map(decode)
  if (args.length > 0) {
    throw coded(
      'ARGS_BOTH_POSITIONAL_AND_NAMED',
      'Specifying both positional and named arguments is not supported',
    )
  }
  return Object.fromEntries(named.map(({ name, value }) => [name.replace(/^[:@$]/, ''), decode(value)]))
}

function decode(value: Value): unknown {
  if (value.type === 'null') return null
  if (value.type === 'integer') return BigInt(value.value)
  if (value.type === 'blob') return Buffer.from(value.base64, 'base64')
  return value.value
}

function encode(value: unknown): Value {
  if (value === null || value === undefined) return { type: 'null' }
  if (typeof value === 'bigint') return { type: 'integer', value: String(value) }
  if (typeof value === 'number') return { type: 'float', value }
  if (typeof value === 'string') return { type: 'text', value }
  return { type: 'blob', base64: Buffer.from(value as Uint8Array).toString('base64') }
}

const coded = (code: string, message: string): Error => Object.assign(new Error(message), { code })

/** As libsql-server words it: the primary code of SQLite, never the extended one. */
function failure(error: unknown): Failure {
  const { message, code = '' } = error as Error & { code?: string }
  if (!code.startsWith('SQLITE_')) return { message, code: code === '' ? 'SQLITE_UNKNOWN' : code }
  const primary = code.split('_').slice(0, 2).join('_')
  return {
    message: `SQLite error: ${message}`,
    code: primary === 'SQLITE_ERROR' ? 'SQLITE_UNKNOWN' : primary,
  }
}
