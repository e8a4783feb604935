import { LibsqlError } from '@libsql/client/web'
import type { InArgs, InStatement, InValue, ResultSet, TransactionMode } from '@libsql/client'
import type { Connection } from './database.ts'
import { columnsOf, resultOf } from './rows.ts'
import { changes, partsOf } from './statements.ts'
import type { Asked } from './statements.ts'

/** An answer of HTTP. */
export type Reply = { status: number; body: string }
/** Takes a body to the pipeline of a database and back. @param writes whether it may change anything */
export type Trip = (body: string, writes: boolean) => Promise<Reply>

type Value =
  | { type: 'null' }
  | { type: 'integer'; value: string }
  | { type: 'float'; value: number }
  | { type: 'text'; value: string }
  | { type: 'blob'; base64: string }
type Statement = { sql: string; args?: Value[]; named_args?: { name: string; value: Value }[] }
type Step = { stmt: Statement; condition?: object }
type Failure = { message: string; code?: string }
type Found = {
  cols: { name: string | null }[]
  rows: Value[][]
  affected_row_count: number
  last_insert_rowid: string | null
}
type Result =
  | { type: 'error'; error: Failure }
  | {
      type: 'ok'
      response: { result: Found & { step_results: (Found | null)[]; step_errors: (Failure | null)[] } }
    }

const BEGIN: Record<TransactionMode, string> = {
  write: 'BEGIN IMMEDIATE',
  read: 'BEGIN TRANSACTION READONLY',
  deferred: 'BEGIN DEFERRED',
}

/** A statement or a batch is refused by HTTP itself. */
export class Refused extends Error {
  readonly status: number
  constructor({ status, body }: Reply) {
    super(`HTTP ${status}${/doesn't exist/.test(body) ? ": doesn't exist" : ''}`)
    this.status = status
  }
}

/**
 * A libSQL database over HTTP: Hrana 2 in JSON, one pipeline a call (docs/HRANA_3_SPEC.md of tursodatabase/libsql;
 * version 3 is not served below a path). It does what `@libsql/client/web` does, without streams that stay open, at
 * half its cost.
 */
export function hranaDatabase(trip: Trip): Connection {
  const ask = async (request: object, writes: boolean) => {
    const reply = await trip(JSON.stringify({ baton: null, requests: [request, { type: 'close' }] }), writes)
    if (reply.status !== 200) throw new Refused(reply)
    const [result] = (JSON.parse(reply.body) as { results: Result[] }).results
    if (result === undefined || result.type === 'error') throw refusal(result?.error)
    return result.response.result
  }
  return {
    async execute(asked: InStatement, args?: InArgs) {
      const stmt = encoded(partsOf(asked, args))
      return decoded(await ask({ type: 'execute', stmt }, changes(stmt.sql)))
    },
    async batch(statements, mode = 'deferred') {
      const steps = stepsOf(statements, mode)
      const { step_results: results, step_errors: errors } = await ask(
        { type: 'batch', batch: { steps } },
        mode !== 'read',
      )
      // The last one, ROLLBACK, fails where nothing was begun.
      const wrong = errors.slice(0, -1).find((one) => one !== null)
      if (wrong !== undefined) throw refusal(wrong)
      return results.slice(1, -2).map((one) => decoded(one as Found))
    },
  }
}

/** Each step runs when the one before did; what is not committed in the end is undone. */
function stepsOf(statements: Asked[], mode: TransactionMode): Step[] {
  const all = [{ sql: BEGIN[mode] }, ...statements.map((one) => encoded(partsOf(one))), { sql: 'COMMIT' }]
  const after = (step: number) => ({ type: 'ok', step })
  const steps = all.map((stmt, i) => (i === 0 ? { stmt } : { stmt, condition: after(i - 1) }))
  const undo = { stmt: { sql: 'ROLLBACK' }, condition: { type: 'not', cond: after(all.length - 1) } }
  return [...steps, undo]
}

const refusal = ({ message, code }: Failure = { message: 'no result' }): LibsqlError =>
  new LibsqlError(message, code ?? 'UNKNOWN')

function encoded([sql, args = []]: [string, InArgs?]): Statement {
  if (Array.isArray(args)) return { sql, args: args.map(valueOf) }
  return { sql, named_args: Object.entries(args).map(([name, value]) => ({ name, value: valueOf(value) })) }
}

function valueOf(value: InValue | undefined): Value {
  if (value === null) return { type: 'null' }
  if (typeof value === 'string') return { type: 'text', value }
  if (typeof value === 'bigint') return { type: 'integer', value: String(value) }
  if (typeof value === 'boolean') return { type: 'integer', value: value ? '1' : '0' }
  if (typeof value === 'number' && Number.isFinite(value)) return { type: 'float', value }
  if (value instanceof Date) return { type: 'float', value: value.getTime() }
  if (value instanceof ArrayBuffer || value instanceof Uint8Array)
    return { type: 'blob', base64: Buffer.from(value as Uint8Array).toString('base64') }
  throw new TypeError(`${value} cannot be a parameter`)
}

function decoded({ cols, rows, affected_row_count, last_insert_rowid }: Found): ResultSet {
  const columns = columnsOf(cols.map(({ name }) => name ?? ''))
  const found = rows.map((row) => row.map(plain))
  const rowid = last_insert_rowid === null ? undefined : BigInt(last_insert_rowid)
  return resultOf(columns, found, affected_row_count, rowid)
}

function plain(value: Value): unknown {
  switch (value.type) {
    case 'null':
      return null
    case 'integer': {
      const whole = Number(value.value)
      if (!Number.isSafeInteger(whole)) throw new RangeError('an integer of the database is too large')
      return whole
    }
    case 'blob': {
      const bytes = Buffer.from(value.base64, 'base64')
      return bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.length)
    }
    default:
      return value.value
  }
}
