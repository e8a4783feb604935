import { sha1 } from '@noble/hashes/legacy.js'
import { sha256, sha384, sha512 } from '@noble/hashes/sha2.js'
import type { Budget } from '../readers/budget.ts'
import type { Hash } from './crypt.ts'
import type { Span } from './find.ts'
import { Revisions } from './revisions.ts'
import type { After } from './revisions.ts'

/** What the bytes of one signature are: their hash, and what came into the file behind their end. */
export type Measured = { digest: Uint8Array; after: After }

const HASHES = { 'SHA-1': sha1, 'SHA-256': sha256, 'SHA-384': sha384, 'SHA-512': sha512 }
type Hasher = ReturnType<(typeof sha256)['create']>

/**
 * Goes once through a file and hashes what each of its signatures covers. All begin with the file, so that the part
 * before a signature's own place is hashed once for all of them.
 */
export async function measure(
  chunks: AsyncIterable<Uint8Array>,
  wanted: readonly { span: Span; hash: Hash }[],
  size: number,
  spending: Budget,
  pause: () => Promise<void>,
): Promise<Measured[]> {
  const running = new Map<Hash, Hasher>()
  for (const { hash } of wanted) running.set(hash, HASHES[hash].create() as Hasher)
  const own: (Hasher | undefined)[] = wanted.map(() => undefined)
  const last = Math.max(0, ...wanted.map(({ span }) => span.from))
  const revisions = new Revisions(
    wanted.map(({ span }) => span.end),
    spending,
  )
  let base = 0
  for await (const chunk of chunks) {
    const end = base + chunk.length
    let at = base
    const cuts = wanted.flatMap(({ span: { from } }) => (from > base && from <= end ? [from] : []))
    for (const cut of [...cuts.toSorted((a, b) => a - b), Math.min(end, Math.max(at, last))]) {
      for (const hasher of running.values()) hasher.update(chunk.subarray(at - base, cut - base))
      spending.spend(cut - at)
      at = cut
      wanted.forEach(({ span, hash }, i) => {
        if (span.from === cut && own[i] === undefined) own[i] = running.get(hash)?.clone()
      })
    }
    wanted.forEach(({ span }, i) => {
      const [from, to] = [Math.max(base, span.to), Math.min(end, span.end)]
      if (from >= to) return
      own[i]?.update(chunk.subarray(from - base, to - base))
      spending.spend(to - from)
    })
    revisions.push(chunk)
    base = end
    await pause()
  }
  revisions.end()
  return wanted.map(({ span }, i) => ({
    digest: own[i]?.digest() ?? new Uint8Array(0),
    after: span.end === size ? 'nothing' : revisions.after(span.end),
  }))
}
