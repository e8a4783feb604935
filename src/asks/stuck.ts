import { dayAt } from '../core/dates.ts'
import type { Taken } from './states.ts'
import type { Branch } from './tree.ts'

/** An ask as a link of the chain. */
type Link = {
  ask: {
    id: string
    toName: string
    state: string
    taken: Taken
    dueOn: string
    at: number
    takenAt: number | null
  }
}

const DAY = 86_400_000

const WAITS: Record<Taken, string> = {
  '01': 'chưa tiếp nhận',
  '02': 'trả lại',
  '03': 'chưa giao người',
  '04': 'chưa nhận việc',
  '05': 'chưa xong',
  '06': 'còn việc ở cấp dưới chưa xong',
}

/** A link that is late: what it waits for as a predicate of its committee, and since how many days where it is its own. */
export type Held<L extends Link> = { link: L; word: string; days?: number }

/**
 * The committees that hold a thing up: of those past their day first the one that has come least far, and longest; last
 * who has done its own and asked in turn what is late.
 * @param today `YYYY-MM-DD`
 */
export function heldUp<L extends Link>(
  links: readonly L[],
  branches: readonly Branch[],
  today: string,
): Held<L>[] {
  const late = links.flatMap((link) => {
    const { ask } = link
    const below = branches.find(({ branch }) => branch === ask.id)?.late ?? 0
    const own = ask.state === 'open' && ask.taken !== '06' && ask.dueOn < today
    return ask.state === 'revoked' || (!own && below === 0) ? [] : [{ link, ask, below, own }]
  })
  return late
    .toSorted(
      (a, b) =>
        Number(b.own) - Number(a.own) ||
        a.ask.taken.localeCompare(b.ask.taken) ||
        a.ask.dueOn.localeCompare(b.ask.dueOn),
    )
    .map(({ link, ask, below, own }) =>
      own
        ? { link, word: WAITS[ask.taken], days: daysOf(ask, today) }
        : { link, word: `còn ${below} việc ở cấp dưới quá hạn` },
    )
}

function daysOf(ask: Link['ask'], today: string): number {
  const since = ask.taken === '01' ? ask.at : ask.taken === '03' ? ask.takenAt : null
  const from = since === null ? ask.dueOn : dayAt(since)
  return Math.round((Date.parse(today) - Date.parse(from)) / DAY)
}

/**
 * Names in one sentence the committee that holds a thing up most.
 * @param name what is held up
 * @returns undefined when nothing is late
 */
export function stuckAsk(name: string, held: Held<Link> | undefined): string | undefined {
  if (held === undefined) return undefined
  const days = held.days === undefined ? '' : `, ${held.days} ngày`
  return `${name} chậm vì ${held.link.ask.toName} ${held.word}${days}.`
}
