import type { Clock } from '../core/dates.ts'
import type { Unwell } from './breaker.ts'
import type { Connection, Keeping, Shared, Trips } from './database.ts'
import type { Env } from './env.ts'
import type { Mailer } from './mail.ts'
import type { Pusher } from './push.ts'

/**
 * Where the databases of tenants live. One of three: files in a folder, the Turso platform, or the namespaces
 * of a self-hosted libsql-server; verbs cannot tell which.
 */
export type TenantDatabases = {
  /** Makes an empty database and gives its location, to be kept in the directory. Repeating it is harmless. */
  create(committeeId: string): Promise<string>
  /** Opens a database by its location; cheap, connections are kept. */
  open(location: string): Promise<Connection & Keeping>
  /** Removes a database made by a sign-up that failed. Repeating it is harmless. */
  remove(committeeId: string): Promise<void>
}

/** Which file: the committee that brought it in, and the SHA-256 of its bytes (lower-case hex). */
export type FileKey = { owner: string; sha256: string }

/** What is known of a stored file without reading it. */
export type StoredFile = { size: number }

/**
 * Files addressed by their owner and the hash of their bytes. By owner, so that removing one's own can never
 * take another committee's, and so that knowing a hash opens nothing. Streams only: nothing is held whole in
 * memory.
 */
export type FileStore = {
  /**
   * Keeps a body under its hash. Nothing is kept, and what was there before stays, when the bytes are other
   * than announced or the body breaks off (then it rejects).
   * @returns false when the hash of the bytes is not `sha256` or their count is not `size`
   */
  put(key: FileKey, size: number, body: ReadableStream<Uint8Array>): Promise<boolean>
  /** Size of a stored file, or undefined. */
  head(key: FileKey): Promise<StoredFile | undefined>
  /** The bytes from `offset`, `length` of them (to the end without), or undefined when there is no such file. */
  get(
    key: FileKey,
    range?: { offset: number; length?: number },
  ): Promise<ReadableStream<Uint8Array> | undefined>
  /** Removes a file; harmless when it is gone. */
  remove(key: FileKey): Promise<void>
}

/** Everything the app needs of the machine it runs on; the only door to it. */
export type Platform = {
  env: Env
  clock: Clock
  control: Connection & Shared & Keeping
  exchange: Connection & Shared & Keeping
  tenants: TenantDatabases
  files: FileStore
  /** Undefined where no mail was set up: everything works without, and the screens say what is missing. */
  mail: Mailer | undefined
  /** Undefined where there is no key for it. */
  push: Pusher | undefined
  /** Databases over HTTP that did not do their work when this process last asked them. */
  unwell: () => Unwell[]
  /** Lets work go on after the answer was sent (Workers end a request otherwise). */
  later: (work: Promise<unknown>) => void
  /** Writes one line for operators; never personal data, content or secrets. */
  log: (event: string, facts: Record<string, unknown>) => void
  /** Told after each request what it cost, by route, and its status; the benchmark and the tests listen. */
  measured?: (route: string, trips: Trips, status: number) => void
}
