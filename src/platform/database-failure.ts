import type { Kind } from './database.ts'

/**
 * Why a database cannot do its work, for operators and for the one place that makes HTTP of it: `BUSY` locked by
 * another process, `FULL` no space on the disk, `READONLY` may not be written, `MISSING` not where the directory says
 * it is, `CORRUPT` no database any more, `IO` the disk refused, `AWAY` its server does not answer, `REFUSED` its server
 * does not know us, `STRANGE` what answers there is no libSQL server.
 */
export type FailureCode =
  | 'BUSY'
  | 'FULL'
  | 'READONLY'
  | 'MISSING'
  | 'CORRUPT'
  | 'IO'
  | 'AWAY'
  | 'REFUSED'
  | 'STRANGE'

/** What passes by itself, and after how many seconds asking again is worth it. */
const PASSES_AFTER: Partial<Record<FailureCode, number>> = { BUSY: 5, AWAY: 15, STRANGE: 15 }

/** What operators know a database by: its file or address, without secrets, and what it is to the instance. */
export type Named = { database: string; kind?: Kind; namespace?: string }

/**
 * A database cannot do its work, whatever is asked of it; nothing of what was asked has been done, except with `AWAY`
 * (the answer may be what was lost). The message is for the log: it names the database and the cause, and never holds
 * SQL or what people wrote.
 */
export class DatabaseFailure extends Error {
  override readonly name = 'DatabaseFailure'
  readonly code: FailureCode
  /** The file or the address, without secrets. */
  readonly database: string
  /** Seconds after which asking again is worth it; undefined when somebody must mend it first. */
  readonly retryAfter: number | undefined
  readonly #named: Named & { asked?: number }
  readonly #said: string

  /**
   * @param of which database; `asked` how often it was, where it may be more than once
   * @param said what SQLite or the server said, in its own words: a code and never a statement
   */
  constructor(
    code: FailureCode,
    of: string | (Named & { asked?: number; retryAfter?: number }),
    said: string,
    options?: ErrorOptions,
  ) {
    const { retryAfter, ...named } = typeof of === 'string' ? { database: of, retryAfter: undefined } : of
    super(`${named.database}: ${code} (${said})`, options)
    this.code = code
    this.database = named.database
    this.retryAfter = retryAfter ?? PASSES_AFTER[code]
    this.#named = named
    this.#said = said
  }

  /** What the log has of it. */
  get facts(): Record<string, unknown> {
    return { ...this.#named, code: this.code, said: this.#said }
  }
}

/** The failure of a database behind an error, however it was wrapped on its way. */
export function failureBehind(error: unknown): DatabaseFailure | undefined {
  for (let e = error; e instanceof Error; e = e.cause) if (e instanceof DatabaseFailure) return e
  return undefined
}

/** What the log has of an error that nobody foresaw: its name, and of a database that failed which one and how. */
export const factsOf = (error: unknown): Record<string, unknown> => ({
  error: error instanceof Error ? error.name : 'unknown',
  ...failureBehind(error)?.facts,
})

/** Whether nothing was done because another one was at work: the same may be asked again. */
export const isBusy = (error: unknown): boolean => failureBehind(error)?.code === 'BUSY'

/** SQLite's result codes (sqlite.org/rescode.html) by the names databases over HTTP give them. */
const NAMES: Record<number, string> = {
  1: 'SQLITE_ERROR',
  2: 'SQLITE_INTERNAL',
  3: 'SQLITE_PERM',
  4: 'SQLITE_ABORT',
  5: 'SQLITE_BUSY',
  6: 'SQLITE_LOCKED',
  7: 'SQLITE_NOMEM',
  8: 'SQLITE_READONLY',
  9: 'SQLITE_INTERRUPT',
  10: 'SQLITE_IOERR',
  11: 'SQLITE_CORRUPT',
  12: 'SQLITE_NOTFOUND',
  13: 'SQLITE_FULL',
  14: 'SQLITE_CANTOPEN',
  15: 'SQLITE_PROTOCOL',
  17: 'SQLITE_SCHEMA',
  18: 'SQLITE_TOOBIG',
  19: 'SQLITE_CONSTRAINT',
  20: 'SQLITE_MISMATCH',
  21: 'SQLITE_MISUSE',
  23: 'SQLITE_AUTH',
  25: 'SQLITE_RANGE',
  26: 'SQLITE_NOTADB',
}

/** The name of a result code; of an extended one, that of its kind. */
export const sqliteName = (code: number): string => NAMES[code & 0xff] ?? 'SQLITE_UNKNOWN'

const KINDS: Record<string, FailureCode> = {
  SQLITE_BUSY: 'BUSY',
  TRANSACTION_BUSY: 'BUSY',
  // libsql-server: writes to a namespace were stopped through its admin door.
  BLOCKED: 'READONLY',
  SQLITE_LOCKED: 'BUSY',
  SQLITE_PROTOCOL: 'BUSY',
  SQLITE_FULL: 'FULL',
  SQLITE_READONLY: 'READONLY',
  SQLITE_PERM: 'READONLY',
  SQLITE_CORRUPT: 'CORRUPT',
  SQLITE_NOTADB: 'CORRUPT',
  SQLITE_CANTOPEN: 'IO',
  SQLITE_IOERR: 'IO',
}

/** What a name of SQLite's says about the database; undefined when it speaks of the statement. */
export const failureCode = (name: string): FailureCode | undefined => KINDS[name]
