import type { FileKey, FileStore } from '../../platform/platform.ts'
import { fewAtATime } from '../backup/manifest.ts'

/**
 * Brings the files of a committee from one store into another; what is there already is left.
 * @returns those that the first store has lost or whose bytes are other than their hash
 */
export async function moveFiles(
  from: FileStore,
  to: FileStore,
  owner: string,
  files: readonly { sha256: string; size: number }[],
): Promise<string[]> {
  const wrong: string[] = []
  await fewAtATime(files, async ({ sha256, size }) => {
    const key: FileKey = { owner, sha256 }
    if ((await to.head(key))?.size === size) return
    const body = await from.get(key)
    if (body === undefined) wrong.push(`${sha256}: không có`)
    else if (!(await to.put(key, size, body))) wrong.push(`${sha256}: hỏng`)
  })
  return wrong
}
