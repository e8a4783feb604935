import { LibsqlError } from '@libsql/client/web'
import type { InArgs, InValue, ResultSet, TransactionMode } from '@libsql/client'
import { columnsOf, resultOf } from './rows.ts'
import { partsOf } from './statements.ts'
import type { Asked } from './statements.ts'

/** An answer of HTTP. */
export type Reply = { status: number; body: string }
/** Takes a body to the pipeline of a database and back. @param patience how long the answer is waited for (ms) */
export type Trip = (body: string, patience: number) => Promise<Reply>

/** A database that is asked once, with a patience of its own (ms) for each question. */
export type Raw = {
  execute(parts: [string, InArgs?], patience: number): Promise<ResultSet>
  batch(statements: Asked[], mode: TransactionMode, patience: number): Promise<ResultSet[]>
}

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
  /** What the server calls it, where it does: the kind of thing, never what was asked. */
  readonly why: string | undefined
  constructor({ status, body }: Reply) {
    const why = /doesn't exist|JWT (?:has expired|is immature|is invalid)/.exec(body)?.[0]
    super(`HTTP ${status}${why === undefined ? '' : `: ${why}`}`)
    this.status = status
    this.why = why
  }
}

/** What answered is no libSQL server: a page, a proxy, something else on that port. */
export class Strange extends Error {}

/** The way to the server broke, or its answer did not come in time ({@link TIMEOUT}). */
export class Broken extends Error {}
export const TIMEOUT = 'timeout'

/** What became of a call that ended without an answer: a code of the system, never an address. */
export function brokenBy(error: unknown): Broken | Strange {
  if (error instanceof Strange) return error
  let said = 'no connection'
  for (let e = error; e instanceof Error; e = e.cause) {
    const { code } = e as { code?: unknown }
    if (e.name === 'TimeoutError' || e.name === 'AbortError') said = TIMEOUT
    else if (typeof code === 'string' && /^[A-Z_]+$/.test(code)) said = code
  }
  return new Broken(said, { cause: error })
}

/** An answer that was longer than any of a database of ours; it is not read to its end. */
export const LONGEST_ANSWER = 64 * 1024 * 1024

/**
 * A libSQL database over HTTP: Hrana 2 in JSON, one pipeline a call (docs/HRANA_3_SPEC.md of tursodatabase/libsql;
 * version 3 is not served below a path). It does what `@libsql/client/web` does, without streams that stay open, at
 * half its cost; each statement is sent once.
 * @param whole what is made of whole numbers
 */
export function hranaDatabase(trip: Trip, whole: Whole = safely): Raw {
  const ask = async (request: object, patience: number) => {
    const reply = await trip(
      JSON.stringify({ baton: null, requests: [request, { type: 'close' }] }),
      patience,
    )
    if (reply.status !== 200) throw new Refused(reply)
    const [result] = resultsOf(reply)
    if (result === undefined || result.type === 'error') throw refusal(result?.error)
    return result.response.result
  }
  return {
    async execute(parts, patience) {
      return decoded(await ask({ type: 'execute', stmt: encoded(parts) }, patience), whole)
    },
    async batch(statements, mode, patience) {
      const steps = stepsOf(statements, mode)
      const { step_results: results, step_errors: errors } = await ask(
        { type: 'batch', batch: { steps } },
        patience,
      )
      // The last one, ROLLBACK, fails where nothing was begun.
      const wrong = errors.slice(0, -1).find((one) => one !== null)
      if (wrong !== undefined) throw refusal(wrong)
      return results.slice(1, -2).map((one) => decoded(one as Found, whole))
    },
  }
}

/** @throws Strange when it is not what a libSQL server says */
function resultsOf({ body }: Reply): Result[] {
  try {
    const { results } = JSON.parse(body) as { results?: unknown }
    if (Array.isArray(results)) return results as Result[]
  } catch {
    // Told below.
  }
  throw new Strange('no answer of a libSQL server')
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

type Whole = (text: string) => number | bigint

/** @throws RangeError for one that no number of JavaScript is */
function safely(text: string): number {
  const whole = Number(text)
  if (!Number.isSafeInteger(whole)) throw new RangeError('an integer of the database is too large')
  return whole
}

function decoded({ cols, rows, affected_row_count, last_insert_rowid }: Found, whole: Whole): ResultSet {
  const columns = columnsOf(cols.map(({ name }) => name ?? ''))
  const found = rows.map((row) => row.map((value) => plain(value, whole)))
  const rowid = last_insert_rowid === null ? undefined : BigInt(last_insert_rowid)
  return resultOf(columns, found, affected_row_count, rowid)
}

function plain(value: Value, whole: Whole): unknown {
  switch (value.type) {
    case 'null':
      return null
    case 'integer':
      return whole(value.value)
    case 'blob': {
      const bytes = Buffer.from(value.base64, 'base64')
      return bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.length)
    }
    default:
      return value.value
  }
}
