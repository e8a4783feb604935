import { existsSync } from 'node:fs'
import { mkdir, readFile, rename } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { knownOf } from '../../../migrations/apply.ts'
import type { Env } from '../../platform/env.ts'
import { folderStore } from '../../platform/files-folder.ts'
import { s3Store } from '../../platform/files-s3.ts'
import type { FileStore } from '../../platform/platform.ts'
import { lookAtBucket } from '../../platform/s3-standing.ts'
import { committeesIn, storedIn } from '../backup/manifest.ts'
import { compareDatabases, copyDatabase } from './copy.ts'
import { beginJournal, keepJournal } from '../../platform/moved.ts'
import type { Journal } from '../../platform/moved.ts'
import { moveFiles } from './move-files.ts'
import { serverOf } from './server.ts'
import type { Server } from './server.ts'
import { fileSide } from './sides.ts'
import type { Progress } from './server.ts'

type Held = {
  path: string
  name: string
  kind: 'control' | 'exchange' | 'tenant'
  db: DatabaseSync
  id?: string
}

/**
 * Moves an instance on files to the libsql-server of the settings. While it runs, people of the old instance read and
 * nobody writes: every file is locked for writes, by this process, so that what is copied is one instant. What is broken
 * off goes on when it is asked again. The directory comes last and leads to the new places only then; the old files are
 * put aside, never removed.
 * @param folder DATA_DIR of the instance on files
 * @returns what was moved, in words for the operator
 * @throws Error that says what is to be done; the old instance is then as it was
 */
export async function moveIn(env: Env, folder: string, tell: Progress): Promise<string> {
  const from = resolve(folder)
  if (!existsSync(join(from, 'control.db'))) throw new Error(`Không thấy dữ liệu trong ${from}.`)
  await refuseOtherSecrets(env, from)
  await lookAtBucket(env)
  const server = await serverOf(env)
  const journal = await beginJournal(from, server.name, 'in')
  const held = lockAll(from)
  try {
    for (const one of held) refuseOlder(one)
    if (journal.done.length === 0) await server.refuseTaken()
    await keepJournal(from, journal)
    const stores = { from: folderStore(join(from, 'files')), to: filesOf(env) }
    const wrong: string[] = []
    let rows = 0
    for (const [i, one] of held.entries()) {
      if (one.kind === 'tenant') wrong.push(...(await filesOfOne(one, stores)))
      rows += await moveOne(server, journal, one)
      await keepJournal(from, journal)
      tell(i + 1, held.length)
    }
    await server.write(
      'control',
      `update committee set location = substr(location, 1, length(location) - 3) where location like '%.db'`,
    )
    await putAside(from, journal)
    return [
      `Đã chuyển ${held.length} cơ sở dữ liệu, ${rows} dòng, đối chiếu từng dòng, sang ${server.name}.`,
      ...(wrong.length === 0
        ? []
        : ['Tệp đã mất hoặc hỏng từ trước:', ...wrong.map((line) => `  - ${line}`)]),
      `Dữ liệu cũ còn trong ${join(from, 'da-chuyen')}. Dừng tiến trình cũ, rồi chạy npm start với thiết lập mới.`,
    ].join('\n')
  } finally {
    for (const { db } of held) {
      if (db.isTransaction) db.exec('rollback')
      db.close()
    }
    server.close()
  }
}

/**
 * What is sealed with the secret of an instance (second factors, sessions, devices) opens with no other.
 * @throws Error that names the settings to take over
 */
async function refuseOtherSecrets(env: Env, from: string): Promise<void> {
  const kept = [
    ['AUTH_SECRET', 'auth-secret', env.AUTH_SECRET],
    ['PUSH_KEY', 'push-key', env.PUSH_KEY],
  ] as const
  const other: string[] = []
  for (const [setting, name, given] of kept) {
    const mine = await readFile(join(from, name), 'utf8').catch(() => undefined)
    if (mine !== undefined && mine.trim() !== given)
      other.push(`${setting}: chép nội dung tệp ${join(from, name)}`)
  }
  if (other.length > 0)
    throw new Error(
      `Thiết lập mới cần giữ bí mật của dữ liệu cũ; chưa chuyển gì:\n${other.map((line) => `  - ${line}`).join('\n')}`,
    )
}

const filesOf = (env: Env): FileStore =>
  env.S3_ENDPOINT === undefined ? folderStore(join(env.DATA_DIR, 'files')) : s3Store(env)

/** Tenants first, the directory last. What is not in the directory is not the instance's. */
function lockAll(from: string): Held[] {
  const lock = (path: string): DatabaseSync => {
    const db = new DatabaseSync(join(from, path), { timeout: 10_000 })
    try {
      db.exec('pragma cache_size = -256; begin immediate')
    } catch {
      throw new Error(`${path} đang bị khóa; đề nghị thử lại sau ít phút. Chưa chuyển gì.`)
    }
    return db
  }
  const control = lock('control.db')
  const exchange = lock('exchange.db')
  const named = committeesIn(control).map(({ id, location }) => ({ id, path: join('tenants', location) }))
  const lost = named.filter(({ path }) => !existsSync(join(from, path)))
  if (lost.length > 0)
    throw new Error(
      `Thiếu ${lost.map(({ path }) => path).join(', ')}; đề nghị khôi phục từ bản sao lưu. Chưa chuyển gì.`,
    )
  return [
    ...named.map(({ id, path }) => ({ path, name: id, id, kind: 'tenant' as const, db: lock(path) })),
    { path: 'exchange.db', name: 'exchange', kind: 'exchange', db: exchange },
    { path: 'control.db', name: 'control', kind: 'control', db: control },
  ]
}

function refuseOlder({ db, kind, path }: Held): void {
  const there = new Set(
    db
      .prepare('select id from migration')
      .all()
      .map(({ id }) => id as string),
  )
  const known = knownOf(kind)
  if (there.size === known.size && [...known].every((id) => there.has(id))) return
  throw new Error(
    `${path} thuộc phiên bản khác. Đề nghị chạy npm run migrate trên dữ liệu cũ bằng phiên bản này trước; chưa chuyển gì.`,
  )
}

async function filesOfOne({ db, id = '' }: Held, { from, to }: { from: FileStore; to: FileStore }) {
  return (await moveFiles(from, to, id, storedIn(db))).map((line) => `${id}/${line}`)
}

/**
 * Copies one database and holds it to its file. One that was done before a move was cut off is done again where somebody
 * wrote to the file meanwhile.
 */
async function moveOne(server: Server, journal: Journal, { db, name, kind }: Held): Promise<number> {
  const [from, to] = [fileSide(db), server.side(name, kind)]
  if (journal.done.includes(name)) {
    const rows = await compareDatabases(from, to).catch(() => undefined)
    if (rows !== undefined) return rows
  }
  await server.remake(name, kind)
  await copyDatabase(from, to)
  const rows = await compareDatabases(from, to)
  if (!journal.done.includes(name)) journal.done.push(name)
  return rows
}

/** The old instance is none any more: whoever still has its files open may read, and finds nothing to write to. */
async function putAside(from: string, journal: Journal): Promise<void> {
  const aside = join(from, 'da-chuyen')
  await mkdir(aside, { recursive: true, mode: 0o700 })
  await keepJournal(from, { ...journal, finished: true })
  for (const name of ['control.db', 'exchange.db', 'tenants'])
    await rename(join(from, name), join(aside, name))
}
