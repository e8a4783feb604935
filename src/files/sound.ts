import type { FileStore } from '../platform/platform.ts'
import { Damaged, hasBlocks, readChecked } from './blocks.ts'
import type { Kept, Trouble } from './blocks.ts'

/** Up to so many bytes of the files of one paper are read; of the others the store tells presence and size. */
const READ = 8 * 1024 * 1024
/** The store is asked for so many files at once. */
const AT_ONCE = 8

/** A file of a paper that is not in the store as it was brought in. */
export type Unsound<T> = { file: T; trouble: Trouble }

/** What looking at the files of a paper gave: those that are wrong, and whether the bytes of all were read. */
export type Looked<T> = { unsound: Unsound<T>[]; read: boolean }

/**
 * Looks at files in the store, some at a time: all are asked for their size, and as many as are small enough together
 * are read and checked.
 * @param most how many bytes are read at most
 */
export async function lookAtFiles<T extends Kept>(
  store: FileStore,
  files: readonly T[],
  most = READ,
): Promise<Looked<T>> {
  let left = most
  const looks = files.map((file) => {
    const reads = file.size <= left && hasBlocks(file)
    if (reads) left -= file.size
    return { file, reads }
  })
  const unsound: Unsound<T>[] = []
  for (let at = 0; at < looks.length; at += AT_ONCE) {
    const found = looks.slice(at, at + AT_ONCE).map(async ({ file, reads }) => {
      const trouble = await (reads ? troubleOf(store, file) : troubleSeen(store, file))
      return trouble === undefined ? [] : [{ file, trouble }]
    })
    unsound.push(...(await Promise.all(found)).flat())
  }
  return { unsound, read: looks.every(({ reads }) => reads) }
}

/** What can be seen of a file without reading it. */
async function troubleSeen(store: FileStore, file: Kept): Promise<Trouble | undefined> {
  const found = await store.head(file)
  if (found === undefined) return 'lost'
  return found.size === file.size ? undefined : 'damaged'
}

/**
 * Reads a file to its end and says what is wrong with it.
 * @param through what the checked bytes go through, if anything
 */
export async function troubleOf(
  store: FileStore,
  file: Kept,
  through?: TransformStream<Uint8Array, Uint8Array>,
): Promise<Trouble | undefined> {
  const seen = await troubleSeen(store, file)
  if (seen !== undefined) return seen
  try {
    const body = await readChecked(store, file)
    if (body === undefined) return 'lost'
    await (through === undefined ? body : body.pipeThrough(through)).pipeTo(new WritableStream())
    return undefined
  } catch (error) {
    if (error instanceof Damaged) return 'damaged'
    throw error
  }
}

/** What to tell of an unsound file to those who name it in a paper. */
export const tellUnsound = ({ file: { name }, trouble }: Unsound<{ name: string }>): string =>
  trouble === 'lost'
    ? `Tệp “${name}” không còn trên máy chủ.`
    : `Tệp “${name}” trên máy chủ đã khác nội dung ban đầu.`
