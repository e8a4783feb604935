import type { Clock } from './dates.ts'
import type { Database, Trips } from '../platform/database.ts'
import type { FileStore } from '../platform/platform.ts'

/** The person behind a request, as the control database knows them. */
export type Person = { id: string; name: string; email: string }

/** The committee whose place this is. */
export type Committee = {
  id: string
  handle: string
  name: string
  kind: string
  suffix: string
  place: string
}

/** The key a client gave a request so that repeating it does the work once, and the hash of what it asked. */
export type Once = { key: string; hash: string }

/** What anyone signed in may use, whether or not a committee is chosen. */
export type Visit = {
  clock: Clock
  control: Database
  exchange: Database
  files: FileStore
  trips: Trips
  person: Person
  once?: Once
  maxFileBytes: number
  /** Where people reach this instance, without a slash at the end. */
  baseUrl: string
  /** A keyed hash that only this instance can make, base64url; for links that carry a proof. */
  sign: (text: string) => string
  later: (work: Promise<unknown>) => void
  log: (event: string, facts: Record<string, unknown>) => void
}

/**
 * One request inside one committee. Only the sign-in middleware and the job runner build it, so the database
 * in it is always the one of the committee the person belongs to: isolation is the connection itself.
 */
export type Context = Visit & { committee: Committee; tenant: Database }
