import type { Permission } from './access.ts'
import type { Clock } from './dates.ts'
import type { House } from './house.ts'
import type { Database, Trips } from '../platform/database.ts'
import type { FileStore, Platform } from '../platform/platform.ts'

/** The person behind a request, as the control database knows them; `proven`: whether the address is known to be theirs. */
export type Person = { id: string; name: string; email: string; proven?: boolean }

/** The committee whose place this is. */
export type Committee = {
  id: string
  handle: string
  name: string
  kind: string
  suffix: string
  place: string
  /** The committee it was merged into: it is only read from then on. */
  heirId?: string | null
}

/** The key a client gave a request so that repeating it does the work once, and the hash of what it asked. */
export type Once = { key: string; hash: string }

/** What every request may use, whoever makes it. */
export type Call = {
  clock: Clock
  /** Opened by the entrance and the directory only; the linter keeps all others out. */
  control: Database
  /** Opened by the exchange only. */
  exchange: Database
  /** What all domains bring to what is made of them together: desk, search, words of the audit. */
  house: House
  /** For identity and onboarding only. */
  platform: Platform
  files: FileStore
  trips: Trips
  maxFileBytes: number
  /** To how many places a day a committee that nobody vouches for may send without being linked with them. */
  strangersADay: number
  /** Root certificates that signatures of files may lead to, PEM; empty where the operator named none. */
  trustedRoots: string
  /** What one committee may store together, in bytes, and bring in and issue within an hour. */
  most: { stored: number; uploadsAnHour: number; papersAnHour: number }
  /** Where people reach this instance, without a slash at the end. */
  baseUrl: string
  /** A keyed hash that only this instance can make, base64url; for links that carry a proof. */
  sign: (text: string) => string
  later: (work: Promise<unknown>) => void
  /** For work that nobody waits for: its trips are not those of the request. */
  aside: { control: () => Database }
  log: (event: string, facts: Record<string, unknown>) => void
}

/** What anyone signed in may use, whether or not a committee is chosen. */
export type Visit = Call & { person: Person; once?: Once }

/** A committee's place before anybody is known there: where the link of an invitation leads. */
export type Door = Omit<Call, 'aside'> & {
  committee: Committee
  tenant: Database
  aside: Call['aside'] & { tenant: () => Database }
}

/**
 * One request inside one committee, and the permission its route takes. Only the entrance and the job runner build
 * it, so the database in it is always the one of the committee the person belongs to: isolation is the connection
 * itself.
 */
export type Context = Visit & Door & { permission: Permission; asking?: Asking }

/**
 * How many committees ask to stand below this one, how many were invited to and wait for its word, and when the last did
 * (ms), where whoever let the request in saw it.
 */
export type Asking = { n: number; latest: number | null; claims: number; claimedAt: number | null }
