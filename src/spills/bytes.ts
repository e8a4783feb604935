import type { FileStore } from '../platform/platform.ts'
import type { Order } from './states.ts'

/** Where the bytes of a locked paper lie meanwhile: under an owner that no request ever names. */
const apart = (owner: string): string => `${owner}-khoa`

/**
 * Brings the stored bytes of files after what was ordered: put apart, put back, or gone from both. May be repeated, and
 * goes on where it was cut off.
 */
export async function moveBytes(
  files: FileStore,
  owner: string,
  hashes: readonly { sha256: string; size: number | null }[],
  order: Order,
): Promise<void> {
  for (const { sha256, size } of hashes) {
    if (order === 'purge') {
      await files.remove({ owner, sha256 })
      await files.remove({ owner: apart(owner), sha256 })
    } else {
      const [from, to] = order === 'lock' ? [owner, apart(owner)] : [apart(owner), owner]
      const body = await files.get({ owner: from, sha256 })
      if (body === undefined) continue
      if (await files.put({ owner: to, sha256 }, size ?? 0, body)) await files.remove({ owner: from, sha256 })
    }
  }
}
