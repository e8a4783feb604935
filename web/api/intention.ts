import { call } from './client.ts'
import { Problem } from './problem.ts'

/**
 * One thing a user wants done once. The key stays the same while the outcome is unknown and the request is the
 * same, so pressing the button again after a lost connection cannot do it twice.
 */
export type Intention = { post<T>(path: string, body?: unknown): Promise<T> }

/** A fresh intention; it takes a new key after every outcome the server has told. */
export function intention(): Intention {
  let pending: { key: string; request: string } | undefined
  return {
    async post<T>(path: string, body: unknown = {}): Promise<T> {
      const request = `${path} ${JSON.stringify(body)}`
      if (pending?.request !== request) pending = { key: uuid(), request }
      try {
        const { data } = await call<T>('POST', path, { body, key: pending.key })
        pending = undefined
        return data
      } catch (problem) {
        if (problem instanceof Problem && !problem.uncertain) pending = undefined
        throw problem
      }
    },
  }
}

/** A random UUID, also where the page is not in a secure context and `randomUUID` is missing. */
export function uuid(): string {
  if (crypto.randomUUID) return crypto.randomUUID()
  const bytes = crypto.getRandomValues(new Uint8Array(16))
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('')
}
