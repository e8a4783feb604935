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

/**
 * Names in one sentence the committee that holds a thing up: of those past their day the one that has come least far,
 * and longest; where it has done its own and what it asked in turn is late, how much.
 * @param name what is held up
 * @param today `YYYY-MM-DD`
 * @returns undefined when nothing is late
 */
export function stuckAsk(
  name: string,
  links: readonly Link[],
  branches: readonly Branch[],
  today: string,
): string | undefined {
  const late = links.flatMap(({ ask }) => {
    const below = branches.find(({ branch }) => branch === ask.id)?.late ?? 0
    const own = ask.state === 'open' && ask.taken !== '06' && ask.dueOn < today
    return ask.state === 'revoked' || (!own && below === 0) ? [] : [{ ask, below, own }]
  })
  const worst = late.toSorted(
    (a, b) =>
      Number(b.own) - Number(a.own) ||
      a.ask.taken.localeCompare(b.ask.taken) ||
      a.ask.dueOn.localeCompare(b.ask.dueOn),
  )[0]
  if (worst === undefined) return undefined
  const { ask, below, own } = worst
  if (!own) return `${name} chậm vì ${ask.toName} còn ${below} việc ở cấp dưới quá hạn.`
  const since = ask.taken === '01' ? ask.at : ask.taken === '03' ? ask.takenAt : null
  const from = since === null ? ask.dueOn : dayAt(since)
  const days = Math.round((Date.parse(today) - Date.parse(from)) / DAY)
  return `${name} chậm vì ${ask.toName} ${WAITS[ask.taken]}, ${days} ngày.`
}
