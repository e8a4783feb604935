import type { R2Bucket } from '@cloudflare/workers-types'
import { hex } from '../../src/core/hash.ts'
import { r2Store } from '../../src/platform/files-r2.ts'

/** A Worker that plays what can happen to a store, inside workerd, and answers with what came of it. */
export default {
  async fetch(_: Request, { FILES }: { FILES: R2Bucket }): Promise<Response> {
    const seen: Record<string, unknown> = {}
    for (const [name, scene] of Object.entries(scenes(FILES))) seen[name] = await scene().catch(String)
    return Response.json(seen)
  },
}

const owner = 'xa-tan-lap'
const bytes = (length: number, seed: number): Uint8Array<ArrayBuffer> =>
  Uint8Array.from({ length }, (_, i) => (i * 31 + seed) % 251)
const keyOf = async (body: Uint8Array<ArrayBuffer>, by = owner) => ({
  owner: by,
  sha256: hex(await crypto.subtle.digest('SHA-256', body)),
})

function streamOf(body: Uint8Array, piece = 1000, fails = false): ReadableStream<Uint8Array> {
  let at = 0
  return new ReadableStream({
    pull(controller) {
      if (at >= body.length) {
        if (fails) controller.error(new Error('đứt đường truyền'))
        else controller.close()
        return
      }
      controller.enqueue(body.slice(at, at + piece))
      at += piece
    },
  })
}

function scenes(bucket: R2Bucket): Record<string, () => Promise<unknown>> {
  const store = r2Store(bucket)
  const read = async (stream: ReadableStream<Uint8Array> | undefined) =>
    stream && [...new Uint8Array(await new Response(stream).arrayBuffer())]
  const put = async (body: Uint8Array<ArrayBuffer>, announced: { size?: number; other?: boolean } = {}) => {
    const key = announced.other === true ? await keyOf(bytes(9, 9)) : await keyOf(body)
    const kept = await store.put(key, announced.size ?? body.length, streamOf(body))
    return [kept, (await store.head(key))?.size ?? null]
  }
  return {
    right: () => put(bytes(5000, 1)),
    'of another hash': () => put(bytes(5000, 2), { other: true }),
    short: () => put(bytes(5000, 3), { size: 5001 }),
    long: () => put(bytes(5000, 4), { size: 4999 }),
    async 'broken off, over what was there'() {
      const body = bytes(5000, 5)
      const key = await keyOf(body)
      await store.put(key, 5000, streamOf(body))
      const broken = await store
        .put(key, 5000, streamOf(body.slice(0, 3000), 1000, true))
        .catch((error: Error) => error.message)
      const wrong = await store.put(key, 5000, streamOf(bytes(5000, 6)))
      return [broken, wrong, (await read(await store.get(key)))?.length]
    },
    async ranges() {
      const body = bytes(100, 7)
      const key = await keyOf(body)
      await store.put(key, 100, streamOf(body))
      const parts = [
        undefined,
        { offset: 90 },
        { offset: 7, length: 3 },
        { offset: 98, length: 9 },
        { offset: 7, length: 0 },
        { offset: 100 },
      ]
      return Promise.all(parts.map(async (range) => (await read(await store.get(key, range)))?.length))
    },
    async 'another owner'() {
      const body = bytes(100, 8)
      const [own, other] = [await keyOf(body), await keyOf(body, 'xa-khac')]
      await store.put(own, 100, streamOf(body))
      await store.remove(other)
      await store.remove(other)
      const seen = [
        await store.head(other),
        await store.get(other),
        await store.get(other, { offset: 1, length: 0 }),
      ]
      return [seen.map((one) => one ?? null), (await store.head(own))?.size]
    },
    async removed() {
      const body = bytes(100, 10)
      const key = await keyOf(body)
      await store.put(key, 100, streamOf(body))
      await store.remove(key)
      await store.remove(key)
      return (await store.get(key)) ?? null
    },
  }
}
