import { get } from './api/client.ts'
import type { Here, Permission } from './api/types.ts'

/** A committee as this person works in it. A screen gets it with its visit and asks nobody else where it is. */
export type Place = {
  /** The committee, my roles there and what waits, as they were last asked. */
  readonly here: Here
  /** Whether my roles here allow it. The server decides again; this only hides what would be refused. */
  may: (permission: Permission) => boolean
  /** The address of a screen of the committee: `at('van-ban-den', id)`. */
  at: (...parts: string[]) => string
  /** The address of a resource of the committee: `api('deliveries', id)`. */
  api: (...parts: string[]) => string
  /**
   * Asks again what waits here and what I may do; of two answers the one asked for last counts. Without an answer
   * what was known stays: nothing that somebody did has failed by it.
   */
  refresh: () => Promise<void>
}

/**
 * Opens a committee.
 * @throws Problem when there is none by that name, or not for this person
 */
export async function enter(handle: string, signal?: AbortSignal): Promise<Place> {
  return placeOf(await ask(handle, signal))
}

/** The place an answer of the API describes. */
export function placeOf(first: Here): Place {
  const { handle } = first.committee
  let here = first
  let turn = 0
  const path = (parts: string[]): string => [handle, ...parts].map(encodeURIComponent).join('/')
  return {
    get here() {
      return here
    },
    may: (permission) => here.me.permissions.includes(permission),
    at: (...parts) => `/${path(parts)}`,
    api: (...parts) => `/api/c/${path(parts)}`,
    refresh: async () => {
      const mine = ++turn
      const answer = await ask(handle).catch(() => undefined)
      if (answer && mine === turn) here = answer
    },
  }
}

function ask(handle: string, signal?: AbortSignal): Promise<Here> {
  return get<Here>(`/api/c/${encodeURIComponent(handle)}/`, signal)
}
