import { mkdir, readdir, readFile, rm, stat } from 'node:fs/promises'
import { join } from 'node:path'
import type { DatabaseSync } from 'node:sqlite'
import { control, exchange, tenant } from '../../../migrations/all.ts'
import type { Env } from '../../platform/env.ts'
import {
  committeesIn,
  copyHashed,
  copySecrets,
  fewAtATime,
  manifest,
  MANIFEST,
  placeOf,
  refuseElsewhere,
  refuseFull,
  storedIn,
  withCopy,
} from './manifest.ts'
import type { Manifest } from './manifest.ts'

const KNOWN = { 'control.db': control, 'exchange.db': exchange } as const

/**
 * Lays a backup into the data folder, which is to be empty; the instance then starts as it was. Every copy is held to
 * its hash, and the directory comes last: what was cut off does not start.
 * @throws Error when the backup is cut, damaged or of a newer version; the folder is then empty as before
 */
export async function restore(env: Env, from: string): Promise<Manifest> {
  refuseElsewhere(env)
  const to = env.DATA_DIR
  const told = await readManifest(from)
  await refuseFull(to)
  const damaged = (path: string) => new Error(`Bản sao lưu đã hỏng: ${path}. Chưa khôi phục gì.`)
  for (const { path, bytes } of told.databases) {
    const found = await stat(join(from, path)).catch(() => undefined)
    if (found?.size !== bytes) throw damaged(path)
    refuseNewer(join(from, path), path)
  }
  await mkdir(to, { recursive: true, mode: 0o700 })
  try {
    await restoreFiles(told, from, to, damaged)
    for (const { path, sha256 } of told.databases.toReversed()) {
      if ((await copyHashed(join(from, path), join(to, path))).sha256 !== sha256) throw damaged(path)
    }
    await copySecrets(from, to)
  } catch (error) {
    for (const name of await readdir(to)) await rm(join(to, name), { recursive: true })
    throw error
  }
  return told
}

async function readManifest(from: string): Promise<Manifest> {
  const text = await readFile(join(from, MANIFEST), 'utf8').catch(() => {
    throw new Error(`${from} không phải bản sao lưu, hoặc lần sao lưu đó chưa xong (thiếu ${MANIFEST}).`)
  })
  try {
    return manifest.parse(JSON.parse(text))
  } catch {
    throw new Error(`${MANIFEST} không đọc được, hoặc do phiên bản mới hơn ghi.`)
  }
}

/** A database that had a migration this program does not know would be written to as what it is not. */
function refuseNewer(file: string, path: string): void {
  const known = new Set((KNOWN[path as keyof typeof KNOWN] ?? tenant).map(({ id }) => id))
  const applied = withCopy(file, (db) => rowsOf<{ id: string }>(db, 'select id from migration'))
  const unknown = applied.find(({ id }) => !known.has(id))
  if (unknown === undefined) return
  throw new Error(
    `Bản sao lưu do phiên bản mới hơn ghi (${path}: ${unknown.id}). Đề nghị cài phiên bản đó rồi khôi phục; chưa khôi phục gì.`,
  )
}

const rowsOf = <T>(db: DatabaseSync, sql: string): T[] => db.prepare(sql).all() as T[]

/** Every file that the databases name, but those that were wrong when the backup was made. */
async function restoreFiles(
  { databases, wrong }: Manifest,
  from: string,
  to: string,
  damaged: (path: string) => Error,
): Promise<void> {
  const known = new Set(wrong.map((line) => line.replace(/: .*$/, '')))
  const there = new Set(databases.map(({ path }) => path))
  const named = withCopy(join(from, 'control.db'), committeesIn).flatMap(({ id, location }) => {
    const path = join('tenants', location)
    if (!there.has(path)) return []
    return withCopy(join(from, path), storedIn).map(({ sha256 }) => ({ sha256, place: placeOf(id, sha256) }))
  })
  await fewAtATime(named, async ({ sha256, place }) => {
    const copied = await copyHashed(join(from, place), join(to, place)).catch((error: unknown) => {
      if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error
      return undefined
    })
    if (copied?.sha256 !== sha256 && !known.has(place)) throw damaged(place)
  })
}
