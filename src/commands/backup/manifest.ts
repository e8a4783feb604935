import { createHash } from 'node:crypto'
import { createReadStream, createWriteStream } from 'node:fs'
import { mkdir, readdir, stat } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { Transform } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { DatabaseSync } from 'node:sqlite'
import { pathToFileURL } from 'node:url'
import { z } from 'zod'
import type { Env } from '../../platform/env.ts'

/** Written last: a backup without it was cut off. */
export const MANIFEST = 'backup.json'

/** What a backup holds. Paths are as in the data folder; `wrong` names what was lost or damaged before it was made. */
export const manifest = z.object({
  format: z.literal(1),
  /** When its snapshots were opened. */
  at: z.string(),
  databases: z.array(z.object({ path: z.string(), bytes: z.number(), sha256: z.string() })),
  files: z.object({ count: z.number(), bytes: z.number() }),
  wrong: z.array(z.string()),
})
export type Manifest = z.infer<typeof manifest>

/** Where a file lies in the data folder. */
export const placeOf = (owner: string, sha256: string): string =>
  join('files', owner, sha256.slice(0, 2), sha256)

/** What backup and restore know: an instance that keeps everything in one folder. */
export function refuseElsewhere({ TENANTS, CONTROL_URL, EXCHANGE_URL, S3_ENDPOINT }: Env): void {
  if (TENANTS === 'file' && [CONTROL_URL, EXCHANGE_URL, S3_ENDPOINT].every((one) => one === undefined)) return
  throw new Error(
    'Lệnh này dành cho máy chủ giữ mọi dữ liệu trong DATA_DIR. Dữ liệu ở Turso, libsql-server, S3 hay R2 được sao lưu bằng công cụ của nơi đó, xem README.',
  )
}

/** @throws Error unless the folder is empty or not there */
export async function refuseFull(folder: string): Promise<void> {
  const found = await readdir(folder).catch(() => [])
  if (found.length === 0) return
  throw new Error(`${folder} không trống. Đề nghị dùng một thư mục mới; không có gì được thay đổi.`)
}

const PIECE = 1024 * 1024

/** Copies a file, its folder made first, for its owner's eyes only; gives what the copy holds. */
export async function copyHashed(from: string, to: string): Promise<{ bytes: number; sha256: string }> {
  await mkdir(dirname(to), { recursive: true, mode: 0o700 })
  const hash = createHash('sha256')
  let bytes = 0
  const meter = new Transform({
    highWaterMark: PIECE,
    transform(chunk: Uint8Array, _encoding, done) {
      bytes += chunk.length
      hash.update(chunk)
      done(null, chunk)
    },
  })
  const reading = createReadStream(from, { highWaterMark: PIECE })
  await pipeline(reading, meter, createWriteStream(to, { mode: 0o600, flush: true, highWaterMark: PIECE }))
  return { bytes, sha256: hash.digest('hex') }
}

/** What an instance made for itself: its secret, and the key by which devices know its notices. */
const SECRETS = ['auth-secret', 'push-key']

/** The secrets that lie there; those given by the environment are kept by whoever gives them. */
export async function copySecrets(from: string, to: string): Promise<void> {
  for (const name of SECRETS)
    if ((await stat(join(from, name)).catch(() => undefined)) !== undefined)
      await copyHashed(join(from, name), join(to, name))
}

export async function hashFile(path: string): Promise<{ bytes: number; sha256: string }> {
  const hash = createHash('sha256')
  let bytes = 0
  for await (const chunk of createReadStream(path, { highWaterMark: PIECE }) as AsyncIterable<Uint8Array>) {
    bytes += chunk.length
    hash.update(chunk)
  }
  return { bytes, sha256: hash.digest('hex') }
}

/** Reads from a database file that nobody writes to, and leaves no trace beside it. */
export function withCopy<T>(path: string, work: (db: DatabaseSync) => T): T {
  const address = pathToFileURL(path)
  address.searchParams.set('immutable', '1')
  const db = new DatabaseSync(address, { readOnly: true })
  try {
    return work(db)
  } finally {
    db.close()
  }
}

/** Files that the database of a committee says it stores. */
export const storedIn = (db: DatabaseSync): { sha256: string; size: number }[] =>
  db.prepare('select sha256, size from file where removingAt is null').all() as {
    sha256: string
    size: number
  }[]

/** Where the databases of committees lie, by the id of the committee. */
export const committeesIn = (db: DatabaseSync): { id: string; handle: string; location: string }[] =>
  db.prepare('select id, handle, location from committee where location is not null').all() as {
    id: string
    handle: string
    location: string
  }[]

/** Does work on all of a list, a few at a time. */
export async function fewAtATime<T>(list: readonly T[], work: (one: T) => Promise<void>): Promise<void> {
  const rest = list.values()
  const worker = async () => {
    for (const one of rest) await work(one)
  }
  await Promise.all(Array.from({ length: 4 }, worker))
}
