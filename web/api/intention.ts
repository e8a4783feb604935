import type { Ask, Brings, Key } from './ask.ts'
import { Problem } from './problem.ts'

/**
 * One thing a user wants done once. The key stays the same while the outcome is unknown and the request is the
 * same, so pressing the button again after a lost connection cannot do it twice. It takes a new key after every
 * outcome the server has told.
 * @param ask how it is asked: `ask` or `visit.ask`
 * @example intention(visit.ask)('POST /members/{id}/departure', { id })
 */
export function intention<K extends Key>(ask: Ask<K>): Ask<K> {
  let pending: { key: string; request: string } | undefined
  return async (operation, ...[asked]) => {
    const request = `${operation} ${JSON.stringify(asked)}`
    if (pending?.request !== request) pending = { key: uuid(), request }
    try {
      const answer = await ask(operation, ...([{ ...asked, key: pending.key }] as Brings<typeof operation>))
      pending = undefined
      return answer
    } catch (problem) {
      if (problem instanceof Problem && !problem.uncertain) pending = undefined
      throw problem
    }
  }
}

/** A random UUID, also where the page is not in a secure context and `randomUUID` is missing. */
export function uuid(): string {
  if (crypto.randomUUID) return crypto.randomUUID()
  const bytes = crypto.getRandomValues(new Uint8Array(16))
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('')
}
