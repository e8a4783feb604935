import type { R2Bucket, R2PutOptions } from '@cloudflare/workers-types'
import type { FileKey, FileStore } from './platform.ts'

type Put = Parameters<R2Bucket['put']>[1]

/** A stream that errors unless exactly so many bytes pass; R2 takes no others. A global of Workers. */
declare const FixedLengthStream: new (size: number) => TransformStream<Uint8Array, Uint8Array>

const place = ({ owner, sha256 }: FileKey): string => `${owner}/${sha256}`

/** Files in an R2 bucket, as `{owner}/{sha256}`. R2 itself checks the hash and keeps nothing when it differs. */
export function r2Store(bucket: R2Bucket): FileStore {
  return {
    async put(key, size, body) {
      const exact = new FixedLengthStream(size)
      const passing = body.pipeTo(exact.writable).then(
        () => undefined,
        (error: unknown) => error,
      )
      const options: R2PutOptions = { sha256: key.sha256 }
      try {
        await bucket.put(place(key), exact.readable as unknown as Put, options)
        return true
      } catch (error) {
        const broken = await passing
        if (isOther(error) || isLength(error) || isLength(broken)) return false
        throw broken ?? error
      }
    },
    async head(key) {
      const found = await bucket.head(place(key))
      return found === null ? undefined : { size: found.size }
    },
    async get(key, range) {
      if (range?.length === 0) return (await bucket.head(place(key))) === null ? undefined : nothing()
      try {
        const found = await bucket.get(place(key), range === undefined ? {} : { range })
        return found === null ? undefined : (found.body as unknown as ReadableStream<Uint8Array>)
      } catch (error) {
        if (isBeyond(error)) return nothing()
        throw error
      }
    },
    async remove(key) {
      await bucket.delete(place(key))
    },
  }
}

const nothing = () => new Blob([]).stream()

/** R2's error 10039, InvalidRange: the range begins at or after the end. */
const isBeyond = (error: unknown): boolean => error instanceof Error && /10039/.test(error.message)

/** R2's error 10037, BadDigest (developers.cloudflare.com/r2/api/error-codes): the bytes have another hash. */
const isOther = (error: unknown): boolean =>
  error instanceof Error && /10037|checksum you specified did not match/i.test(error.message)

/** FixedLengthStream saw more or fewer bytes than it was promised. */
const isLength = (error: unknown): boolean =>
  error instanceof Error && /FixedLengthStream/.test(error.message)
