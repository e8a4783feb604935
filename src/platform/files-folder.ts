import { createHash, randomUUID } from 'node:crypto'
import { createReadStream, createWriteStream } from 'node:fs'
import { mkdir, readdir, rename, rm, stat } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { Readable, Transform } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import type { ReadableStream as NodeReadable } from 'node:stream/web'
import { DatabaseFailure } from './database-failure.ts'
import type { FailureCode } from './database-failure.ts'
import type { FileKey, FileStore } from './platform.ts'

/**
 * Files in a folder, as `{owner}/ab/abcd…`. A body is written aside, hashed on the way, and moved into place only
 * when hash and size are as announced; a crash leaves at most a file in `incoming/`, swept at a later start.
 */
export function folderStore(root: string): FileStore {
  const place = ({ owner, sha256 }: FileKey): string => join(root, owner, sha256.slice(0, 2), sha256)
  const aside = join(root, 'incoming')
  const ready = mkdir(aside, { recursive: true, mode: 0o700 }).then(() => sweep(aside))

  return {
    async put(key, size, body) {
      await ready
      const temporary = join(aside, randomUUID())
      try {
        const seen = await writeHashed(body, temporary, size)
        if (seen.sha256 !== key.sha256 || seen.size !== size) return false
        await mkdir(dirname(place(key)), { recursive: true, mode: 0o700 })
        await rename(temporary, place(key))
        return true
      } catch (error) {
        throw told(error)
      } finally {
        await rm(temporary, { force: true }).catch(() => undefined)
      }
    },
    async head(key) {
      const found = await stat(place(key)).catch(() => undefined)
      return found === undefined ? undefined : { size: found.size }
    },
    async get(key, range) {
      const found = await stat(place(key)).catch(() => undefined)
      if (found === undefined) return undefined
      const start = range?.offset ?? 0
      const end = range?.length === undefined ? found.size - 1 : start + range.length - 1
      if (end < start) return new Blob([]).stream()
      return Readable.toWeb(
        createReadStream(place(key), { start, end }),
      ) as unknown as ReadableStream<Uint8Array>
    },
    async remove(key) {
      await rm(place(key), { force: true })
    },
  }
}

/** What a disk refuses, told as databases tell it; what broke off in the body itself is told by whoever sent it. */
const REFUSED: Record<string, FailureCode> = {
  ENOSPC: 'FULL',
  EDQUOT: 'FULL',
  EROFS: 'READONLY',
  EACCES: 'READONLY',
  EPERM: 'READONLY',
  EIO: 'IO',
  ENOTDIR: 'IO',
  ENOENT: 'IO',
  EMFILE: 'BUSY',
}

function told(error: unknown): unknown {
  const { code = '' } = error as NodeJS.ErrnoException
  const failure = REFUSED[code]
  return failure === undefined ? error : new DatabaseFailure(failure, 'files', code, { cause: error })
}

/** Nothing is written to for this long that still is under way (ms); another process may be at work in the folder. */
const ABANDONED = 60 * 60_000

/** Removes what a crash left behind. */
async function sweep(folder: string): Promise<void> {
  for (const name of await readdir(folder)) {
    const written = await stat(join(folder, name)).catch(() => undefined)
    if (written !== undefined && written.mtimeMs < Date.now() - ABANDONED)
      await rm(join(folder, name), { force: true })
  }
}

async function writeHashed(
  body: ReadableStream<Uint8Array>,
  path: string,
  most: number,
): Promise<{ sha256: string; size: number }> {
  const hash = createHash('sha256')
  let size = 0
  const meter = new Transform({
    transform(chunk: Uint8Array, _encoding, done) {
      size += chunk.length
      hash.update(chunk)
      done(size > most ? new TooLong() : null, chunk)
    },
  })
  try {
    await pipeline(
      Readable.fromWeb(body as unknown as NodeReadable),
      meter,
      createWriteStream(path, { flush: true, mode: 0o600 }),
    )
  } catch (error) {
    if (!(error instanceof TooLong)) throw error
  }
  return { sha256: hash.digest('hex'), size }
}

class TooLong extends Error {}
