import { get } from '../../api/client.ts'
import { intention } from '../../api/intention.ts'
import type { Delivery } from '../../api/types.ts'
import { api } from '../../session.ts'

/**
 * Accepts several arrivals, one after another so that the numbers follow the order on the screen. Those with a
 * check that is not passed are left for a person to look at, and so are those somebody else decided meanwhile.
 * @returns how many were accepted
 */
export async function acceptSound(ids: string[]): Promise<number> {
  let done = 0
  for (const id of ids) {
    try {
      const { checks, status } = await get<Delivery>(api('deliveries', id))
      if (status !== '01' || checks.some(({ state }) => state !== 'ok')) continue
      await intention().post(api('deliveries', id, 'acceptance'))
      done++
    } catch {
      continue
    }
  }
  return done
}
