import { mkdir, rm, writeFile } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import type { Env } from '../../platform/env.ts'
import { folderStore } from '../../platform/files-folder.ts'
import { s3Store } from '../../platform/files-s3.ts'
import { refuseFull, storedIn } from '../backup/manifest.ts'
import { compareDatabases, copyDatabase } from './copy.ts'
import { beginJournal, JOURNAL, keepJournal, readJournal } from '../../platform/moved.ts'
import type { Journal } from '../../platform/moved.ts'
import type { FileStore } from '../../platform/platform.ts'
import { moveFiles } from './move-files.ts'
import { serverOf } from './server.ts'
import type { Kind, Progress, Server } from './server.ts'
import { fileSide } from './sides.ts'

/**
 * Moves an instance from the libsql-server of the settings into a folder, for one process on files. Writes are stopped
 * at the server first and stay so: people read meanwhile. What is broken off goes on when it is asked again.
 * @param folder empty, not there, or one where this move was broken off
 * @returns what was moved, in words for the operator
 * @throws Error that says what is to be done
 */
export async function moveOut(env: Env, folder: string, tell: Progress): Promise<string> {
  const to = resolve(folder)
  if ((await readJournal(to)) === undefined) await refuseFull(to)
  await mkdir(join(to, 'tenants'), { recursive: true, mode: 0o700 })
  const server = await serverOf(env, { make: false, writes: false })
  try {
    const journal = await beginJournal(to, server.name, 'out')
    const found = await server
      .side('control', 'control')
      .rows('select id from committee where location is not null')
    const all: Moved[] = [
      ...found.map(([id]) => ({
        name: String(id),
        kind: 'tenant' as const,
        path: join('tenants', `${String(id)}.db`),
      })),
      { name: 'exchange', kind: 'exchange', path: 'exchange.db' },
      { name: 'control', kind: 'control', path: 'control.db' },
    ]
    await keepJournal(to, journal)
    for (const { name, kind } of all.toReversed()) await server.blockWrites(name, kind, 'đã chuyển về tệp')
    const stores = {
      from: env.S3_ENDPOINT === undefined ? folderStore(join(env.DATA_DIR, 'files')) : s3Store(env),
      to: folderStore(join(to, 'files')),
    }
    const wrong: string[] = []
    let rows = 0
    for (const [i, one] of all.entries()) {
      rows += await moveOne(server, journal, one, to)
      if (one.kind === 'tenant') wrong.push(...(await filesOfOne(one, stores, to)))
      if (!journal.done.includes(one.name)) journal.done.push(one.name)
      await keepJournal(to, journal)
      tell(i + 1, all.length)
    }
    await keepSecrets(env, to)
    await rm(join(to, JOURNAL))
    return [
      `Đã chuyển ${all.length} cơ sở dữ liệu, ${rows} dòng, đối chiếu từng dòng, về ${to}.`,
      ...(wrong.length === 0
        ? []
        : ['Tệp đã mất hoặc hỏng từ trước:', ...wrong.map((line) => `  - ${line}`)]),
      `Máy chủ cơ sở dữ liệu không nhận ghi nữa. Dừng các tiến trình cũ, rồi chạy: DATA_DIR=${to} npm start`,
    ].join('\n')
  } finally {
    server.close()
  }
}

type Moved = { name: string; kind: Kind; path: string }
type Stores = { from: FileStore; to: FileStore }

/**
 * Copies one database and holds it to what it was made from. The directory is compared before its places are changed,
 * and not again: it comes last.
 */
async function moveOne(
  server: Server,
  { done }: Journal,
  { name, kind, path }: Moved,
  to: string,
): Promise<number> {
  const file = join(to, path)
  const there = done.includes(name)
  if (there && kind === 'control') return 0
  if (!there) for (const end of ['', '-wal', '-shm']) await rm(file + end, { force: true })
  const db = new DatabaseSync(file)
  try {
    db.exec('pragma journal_mode = wal')
    const [from, copy] = [server.side(name, kind), fileSide(db)]
    if (!there) await copyDatabase(from, copy)
    const rows = await compareDatabases(from, copy)
    if (kind === 'control') db.exec(`update committee set location = id || '.db' where location is not null`)
    return rows
  } finally {
    db.close()
  }
}

async function filesOfOne({ name, path }: Moved, { from, to }: Stores, folder: string): Promise<string[]> {
  const db = new DatabaseSync(join(folder, path), { readOnly: true })
  const files = storedIn(db)
  db.close()
  return (await moveFiles(from, to, name, files)).map((one) => `${name}/${one}`)
}

/** Sessions and devices are known by these; on files an instance keeps them itself. */
async function keepSecrets({ AUTH_SECRET, PUSH_KEY }: Env, to: string): Promise<void> {
  await writeFile(join(to, 'auth-secret'), AUTH_SECRET, { mode: 0o600 })
  if (PUSH_KEY !== undefined) await writeFile(join(to, 'push-key'), PUSH_KEY, { mode: 0o600 })
}
