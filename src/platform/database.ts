import type { Client, InStatement, ResultSet, TransactionMode } from '@libsql/client'
import { LibSQLDatabase } from 'drizzle-orm/libsql/driver-core'
import { LibSQLSession } from 'drizzle-orm/libsql/session'
import type { ExtractTablesWithRelations } from 'drizzle-orm/relations'
import { SQLiteAsyncDialect } from 'drizzle-orm/sqlite-core'

/**
 * A connection to a libSQL database, whatever carries it: statements and batches. Interactive transactions are
 * left out on purpose (architecture.md §4).
 */
export type Connection = Pick<Client, 'execute' | 'batch'>

/** A connection that holds something open. */
export type OpenDatabase = Connection & { close(): void }

/** One that many write to at once may have a way for a look at it, before those who wait for their turn. */
export type Shared = { readonly urgent?: Connection }

/** A database as verbs see it: drizzle over one libSQL connection, round trips counted. */
export type Database = LibSQLDatabase

/** Which of the three kinds of database a round trip went to. */
export type Kind = 'control' | 'exchange' | 'tenant'

/** Round trips of one request, by kind of database. */
export type Trips = Record<Kind, number>

export const noTrips = (): Trips => ({ control: 0, exchange: 0, tenant: 0 })

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
export function connect(client: Connection, kind: Kind, trips: Trips): Database {
  const counted: Connection = {
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
  }
  type Session = LibSQLSession<NoSchema, ExtractTablesWithRelations<NoSchema>>
  const session: Session = new LibSQLSession(counted as Client, DIALECT, undefined, {}, undefined)
  return new LibSQLDatabase('async', DIALECT, session, undefined)
}
