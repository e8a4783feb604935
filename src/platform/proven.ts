import { createHash } from 'node:crypto'

/** The bytes are other than announced. */
export class Unproven extends Error {}

/**
 * The same bytes, with the last of them held back until hash and size prove right; otherwise the stream breaks
 * off short of what was announced.
 * @param sha256 lower-case hex
 * @returns the stream, and what it broke off for, once it did: {@link Unproven}, or the error of the source
 */
export function proven(
  source: ReadableStream<Uint8Array>,
  sha256: string,
  size: number,
): { body: ReadableStream<Uint8Array>; failure(): unknown } {
  const hash = createHash('sha256')
  const reader = source.getReader()
  let failure: unknown
  let seen = 0
  let held: Uint8Array | undefined

  const next = async (): Promise<Uint8Array | undefined> => {
    for (;;) {
      const { done, value } = await reader.read()
      if (done) return undefined
      if (value.length === 0) continue
      seen += value.length
      hash.update(value)
      if (seen > size) throw new Unproven('longer than announced')
      return value
    }
  }
  const body = new ReadableStream<Uint8Array>(
    {
      async pull(controller) {
        try {
          held ??= await next()
          const following = await next()
          if (following === undefined) {
            if (seen !== size || hash.digest('hex') !== sha256) throw new Unproven('other than announced')
            if (held !== undefined) controller.enqueue(held)
            return controller.close()
          }
          if (held !== undefined) controller.enqueue(held)
          held = following
        } catch (error) {
          failure = error
          controller.error(error)
          void reader.cancel(error).catch(() => undefined)
        }
      },
      async cancel(reason) {
        await reader.cancel(reason)
      },
    },
    { highWaterMark: 0 },
  )
  return { body, failure: () => failure }
}
