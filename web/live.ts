import type { AnswerOf } from './api/ask.ts'
import { signedOut } from './api/client.ts'
import { asking } from './api/early.ts'
import type { Place } from './place.ts'

export type Pulse = AnswerOf<'GET /pulse'>

const MINUTE = 60_000
/** Coming back often is no reason to ask more often than this (ms). */
const PAUSE = 5_000

/**
 * Asks once a minute, and when the reader comes back, whether anything on the desk has changed. A page out of sight asks
 * nothing. Without an answer what was known stays: the next one comes by itself.
 * @param place where the reader is
 * @param told gets what is new; nothing while nothing is
 */
export function watch(place: () => Place | undefined, told: (place: Place, pulse: Pulse) => void): void {
  let last = -Infinity
  let known = { url: '', tag: '' }
  const ask = async (): Promise<void> => {
    const here = place()
    if (!here || document.visibilityState !== 'visible') return
    last = performance.now()
    const url = here.urlOf('GET /pulse', {})
    const headers: Record<string, string> = { ...(asking.headers as Record<string, string>) }
    if (known.url === url) headers['if-none-match'] = known.tag
    const answer = await fetch(url, { ...asking, headers }).catch(() => undefined)
    if (answer?.status === 401) dispatchEvent(new Event(signedOut))
    if (answer?.status !== 200) return
    const pulse = (await answer.json()) as Pulse
    if (place() !== here) return
    known = { url, tag: answer.headers.get('etag') ?? '' }
    told(here, pulse)
  }
  const comeBack = (): void => {
    if (performance.now() - last > PAUSE) void ask()
  }
  setInterval(() => void ask(), MINUTE)
  document.addEventListener('visibilitychange', comeBack)
  addEventListener('focus', comeBack)
}

/** How much waits for the reader, for the title of the tab; what they have begun themselves does not wait. */
export const waits = (counts: Record<string, number>): number =>
  Object.entries(counts).reduce((sum, [name, n]) => (name === 'drafts' ? sum : sum + n), 0)
