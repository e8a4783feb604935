import { chmod, mkdir, stat, writeFile } from 'node:fs/promises'
import { dirname, join, relative, resolve } from 'node:path'
import { backup as copyDatabase } from 'node:sqlite'
import type { Env } from '../../platform/env.ts'
import {
  copyHashed,
  copySecrets,
  fewAtATime,
  hashFile,
  MANIFEST,
  placeOf,
  refuseElsewhere,
  refuseFull,
  storedIn,
  withCopy,
} from './manifest.ts'
import type { Manifest } from './manifest.ts'
import { openSnapshots } from './snapshots.ts'
import type { Snapshot } from './snapshots.ts'

/** Pages that are copied between two looks at the clock. */
const PAGES = 4096

export type BackedUp = Manifest & { paused: number }

/**
 * Copies a running instance that keeps everything in one folder: all databases as of one instant, every file they name,
 * and the secrets of the instance that lie there. Each copy is read again; what was lost or damaged before is named.
 * @param to an empty folder, or none yet
 */
export async function backUp(env: Env, to: string): Promise<BackedUp> {
  refuseElsewhere(env)
  const from = resolve(env.DATA_DIR)
  const inside = relative(from, resolve(to))
  if (!inside.startsWith('..')) throw new Error('Thư mục sao lưu cần nằm ngoài DATA_DIR.')
  await stat(join(from, 'control.db')).catch(() => {
    throw new Error(`Không thấy dữ liệu trong ${from}. Đề nghị kiểm tra DATA_DIR.`)
  })
  await refuseFull(to)
  await mkdir(to, { recursive: true, mode: 0o700 })
  const at = new Date().toISOString()
  const { of, lost, paused } = openSnapshots(from)
  const wrong = lost.map((path) => `${path}: không có`)
  const databases: Manifest['databases'] = []
  for (const snapshot of of) databases.push(await copyOne(snapshot, to))
  const files = await copyFiles(of, from, to, wrong)
  await copySecrets(from, to)
  const told: Manifest = { format: 1, at, databases, files, wrong }
  await writeFile(join(to, MANIFEST), `${JSON.stringify(told, null, 1)}\n`, { flush: true, mode: 0o600 })
  return { ...told, paused }
}

/** @throws Error when the copy is no whole database: the one it was made from is damaged */
async function copyOne({ path, db }: Snapshot, to: string): Promise<Manifest['databases'][number]> {
  const copy = join(to, path)
  await mkdir(dirname(copy), { recursive: true, mode: 0o700 })
  await copyDatabase(db, copy, { rate: PAGES })
  db.close()
  await chmod(copy, 0o600)
  const [found] = withCopy(copy, (one) => one.prepare('pragma quick_check(1)').all())
  if (found?.quick_check !== 'ok') throw new Error(`${path}: cơ sở dữ liệu đã hỏng, chưa sao lưu xong.`)
  return { path, ...(await hashFile(copy)) }
}

/** Copies what the databases name; what is not there or not what it should be is added to `wrong`. */
async function copyFiles(
  snapshots: Snapshot[],
  from: string,
  to: string,
  wrong: string[],
): Promise<Manifest['files']> {
  const named = snapshots.flatMap(({ path, committee }) =>
    committee === undefined
      ? []
      : withCopy(join(to, path), storedIn).map(({ sha256 }) => ({
          sha256,
          place: placeOf(committee, sha256),
        })),
  )
  const sum = { count: 0, bytes: 0 }
  await fewAtATime(named, async ({ sha256, place }) => {
    try {
      const copied = await copyHashed(join(from, place), join(to, place))
      if (copied.sha256 !== sha256) wrong.push(`${place}: hỏng`)
      sum.count += 1
      sum.bytes += copied.bytes
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error
      wrong.push(`${place}: không có`)
    }
  })
  return sum
}
