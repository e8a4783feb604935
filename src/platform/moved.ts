import { readFile, rename, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { z } from 'zod'

/** Kept in the folder of files, at which end of a move it may be. */
export const JOURNAL = 'move.json'

const journal = z.object({
  /** The server at the other end: where its control database is. */
  server: z.string(),
  way: z.enum(['in', 'out']),
  /** Databases that are copied and held to what they were made from. */
  done: z.array(z.string()),
  /** All is over there; this end is no longer the instance (`in`), or has become it (`out`). */
  finished: z.boolean(),
})
export type Journal = z.infer<typeof journal>

/** How far a move is: none was begun without one. @throws Error when it cannot be read */
export async function readJournal(folder: string): Promise<Journal | undefined> {
  const text = await readFile(join(folder, JOURNAL), 'utf8').catch(() => undefined)
  return text === undefined ? undefined : journal.parse(JSON.parse(text))
}

export async function keepJournal(folder: string, kept: Journal): Promise<void> {
  const path = join(folder, JOURNAL)
  await writeFile(`${path}.new`, `${JSON.stringify(kept, null, 1)}\n`, { mode: 0o600, flush: true })
  await rename(`${path}.new`, path)
}

/**
 * Goes on with a move where it was broken off, or begins it.
 * @throws Error when it goes another way, elsewhere, or is over
 */
export async function beginJournal(folder: string, server: string, way: Journal['way']): Promise<Journal> {
  const found = await readJournal(folder)
  if (found === undefined) return { server, way, done: [], finished: false }
  if (found.finished) throw new Error(`Việc chuyển ở ${folder} đã xong từ trước (${found.server}).`)
  if (found.server !== server || found.way !== way)
    throw new Error(`${folder} đang chuyển dở với ${found.server}; đề nghị làm xong việc đó trước.`)
  return found
}

/**
 * An instance on files that was moved away, or has not come yet, does not start.
 * @throws Error that says where it is, or what to do
 */
export async function refuseMoved(folder: string): Promise<void> {
  const { way, server, finished } = (await readJournal(folder)) ?? {}
  if (way === undefined) return
  throw new Error(
    way === 'in' && finished === true
      ? `Chưa khởi động được vì dữ liệu trong ${folder} đã chuyển sang ${server}. Đề nghị chạy với thiết lập của máy chủ đó.`
      : `Chưa khởi động được vì dữ liệu trong ${folder} đang chuyển dở với ${server}. Đề nghị chạy lại lệnh chuyển cho xong.`,
  )
}
