import { addressOf, baseOf } from './api/address.ts'
import { askAt, type Address, type Ask, type OwnKey } from './api/ask.ts'
import type { Here, PermissionId } from './api/types.ts'

/** A committee as this person works in it. A screen gets it with its visit and asks nobody else where it is. */
export type Place = {
  /** The committee, my roles there and what waits, as they were last asked. */
  readonly here: Here
  /** Whether my roles here allow it. The server decides again; this only hides what would be refused. */
  may: (permission: PermissionId) => boolean
  /** The address of a screen of the committee: `at('van-ban-den', id)`. */
  at: (...parts: string[]) => string
  /** Asks the API of the committee: `ask('GET /deliveries/{id}', { id })`. */
  ask: Ask<OwnKey>
  /** The address of a file of the committee: `urlOf('GET /files/{sha256}', { sha256 })`. */
  urlOf: Address<OwnKey>
  /**
   * Asks again what waits here and what I may do; of two answers the one asked for last counts. Without an answer
   * what was known stays: nothing that somebody did has failed by it.
   */
  refresh: () => Promise<void>
  /** Takes what waits here from elsewhere. */
  learn: (counts: Here['counts']) => void
}

/**
 * Opens a committee.
 * @throws Problem when there is none by that name, or not for this person
 */
export async function enter(handle: string, signal?: AbortSignal): Promise<Place> {
  return placeOf(await askAt<OwnKey>(baseOf(handle))('GET /', { signal }))
}

/** The place an answer of the API describes. */
export function placeOf(first: Here): Place {
  const { handle } = first.committee
  let here = first
  let turn = 0
  const base = baseOf(handle)
  const ask = askAt<OwnKey>(base)
  return {
    get here() {
      return here
    },
    may: (permission) => here.me.permissions.includes(permission),
    at: (...parts) => `/${[handle, ...parts].map(encodeURIComponent).join('/')}`,
    ask,
    urlOf: (key, asked) => addressOf(base, key, asked),
    refresh: async () => {
      const mine = ++turn
      const answer = await ask('GET /').catch(() => undefined)
      if (answer && mine === turn) here = answer
    },
    learn: (counts) => {
      turn++
      here = { ...here, counts }
    },
  }
}
