import type { Client, InStatement, ResultSet, TransactionMode } from '@libsql/client'
import { LibSQLDatabase } from 'drizzle-orm/libsql/driver-core'
import { LibSQLSession } from 'drizzle-orm/libsql/session'
import type { ExtractTablesWithRelations } from 'drizzle-orm/relations'
import { SQLiteAsyncDialect } from 'drizzle-orm/sqlite-core'

/**
 * A connection to a libSQL database, whatever carries it: statements and batches. Interactive transactions are
 * left out on purpose.
 */
export type Connection = Pick<Client, 'execute' | 'batch'>

/** A connection that holds something open. */
export type OpenDatabase = Connection & { close(): void }

/**
 * One that many write to at once may have a way for a look at it, before those who wait for their turn; one that may be
 * long in answering is told how long it is waited for (ms).
 */
export type Shared = { readonly urgent?: Connection; within?(patience: number): Connection }

/** One that can tell cheaply whether anything was written to it since may keep what it read (kept-reads.ts). */
export type Keeping = {
  kept?: (statements: InStatement[]) => Promise<ResultSet[]>
  /** An object that is another once anything was written. */
  mark?: () => Promise<object | undefined>
}

/** A database as verbs see it: drizzle over one libSQL connection, round trips counted. */
export type Database = LibSQLDatabase

/** Which of the three kinds of database a round trip went to. */
export type Kind = 'control' | 'exchange' | 'tenant'

/** Round trips of one request, by kind of database, and how long somebody waits in vain for all of them together (ms). */
export type Trips = Record<Kind, number> & { waited?: number }

/** Trips of work that nobody waits for. */
export const noTrips = (): Trips => ({ control: 0, exchange: 0, tenant: 0 })
/** Trips of a request: somebody waits, {@link PATIENCE} and no longer, however many databases are slow. */
export const firstTrips = (): Trips => ({ ...noTrips(), waited: 0 })

/** How long a request waits for a database (ms), its turn, all tries and the answer together. */
export const PATIENCE = 10_000
/** What is answered sooner than this was not waited for (ms): an export asks for page after page. */
const SOON = 1_000

const READS = /^\s*(select|with|explain|pragma table_info)\b/i
const text = (statement: InStatement | [string, unknown?]): string =>
  typeof statement === 'string' ? statement : Array.isArray(statement) ? statement[0] : statement.sql

type NoSchema = Record<string, never>

/** One for all, because it remembers the columns of tables it met. */
const DIALECT = new SQLiteAsyncDialect()

/**
 * Drizzle over a libSQL client. Every execute or batch is one round trip and is counted; a batch that writes
 * takes the write lock at once, so that it can never fail half-way on a lock it did not hold.
 * @param trips where round trips are counted; shared by all databases of one request
 */
export function connect(given: Connection & Shared & Keeping, kind: Kind, trips: Trips): Database {
  const client = trips.waited === undefined ? given : patient(given, trips)
  const { kept, mark } = given
  const counted: Connection & Keeping = {
    execute(statement: InStatement | string, args?: never): Promise<ResultSet> {
      trips[kind] += 1
      return args === undefined
        ? client.execute(statement as InStatement)
        : client.execute(text(statement), args)
    },
    batch(statements, mode?: TransactionMode): Promise<ResultSet[]> {
      trips[kind] += 1
      const chosen = mode ?? (statements.every((one) => READS.test(text(one))) ? 'read' : 'write')
      return client.batch(statements, chosen)
    },
    ...(kept && {
      kept(statements) {
        trips[kind] += 1
        return kept(statements)
      },
    }),
    ...(mark && { mark }),
  }
  return drizzled(counted)
}

/**
 * The same database for what is read over and over: what was read before is answered from memory where nothing was
 * written to the database since, by any process. Elsewhere (a database over HTTP) it reads as ever.
 */
export function keeping(db: Database): Database {
  const { kept } = clientOf(db)
  if (kept === undefined) return db
  const first = async (statement: InStatement) => (await kept([statement]))[0] as ResultSet
  return drizzled({
    execute: (statement: InStatement | string, args?: never) =>
      first(args === undefined ? (statement as InStatement) : { sql: text(statement), args }),
    batch: (statements) => kept(statements as InStatement[]),
  })
}

/** An object that is another once anything was written to a database; undefined where only a trip would tell. */
export const markOf = async (db: Database): Promise<object | undefined> => clientOf(db).mark?.()

const clientOf = (db: Database) =>
  (db as unknown as { session: { client: Connection & Keeping } }).session.client

function drizzled(counted: Connection): Database {
  type Session = LibSQLSession<NoSchema, ExtractTablesWithRelations<NoSchema>>
  const session: Session = new LibSQLSession(counted as Client, DIALECT, undefined, {}, undefined)
  return new LibSQLDatabase('async', DIALECT, session, undefined)
}

/** The same connection; what one call was waited for, the next is not. */
function patient(client: Connection & Shared, trips: Trips): Connection {
  if (client.within === undefined) return client
  const wait = async <T>(ask: (client: Connection) => Promise<T>): Promise<T> => {
    const { waited = 0 } = trips
    const began = performance.now()
    try {
      return await ask(client.within?.(PATIENCE - waited) ?? client)
    } finally {
      trips.waited = Math.max(trips.waited ?? 0, waited + performance.now() - began - SOON)
    }
  }
  return {
    execute: (...asked: Parameters<Connection['execute']>) => wait((one) => one.execute(...asked)),
    batch: (...asked) => wait((one) => one.batch(...asked)),
  }
}
