import type { State } from '../tasks/states.ts'

/** An open task as a link of a chain: whose it is, how far it has come. */
export type Link = {
  owner: string
  personId: string | null
  state: State
  dueOn: string | null
  /** When it came into its state (day). */
  since: string
}

const DAY = 86_400_000
const daysFrom = (from: string, to: string): number => Math.round((Date.parse(to) - Date.parse(from)) / DAY)

/** What a task waits for, as a predicate of its owner. */
function waitsFor({ state, personId }: Link): string {
  if (state === 'assigned') return personId === null ? 'chưa giao người' : 'chưa nhận việc'
  if (state === 'reported') return 'đã báo cáo, chờ duyệt kết quả'
  if (state === 'declined') return 'xin chuyển, chờ giao lại'
  return state === 'returned' ? 'chưa làm lại xong' : 'chưa xong'
}

/** Who holds a thing up, in one sentence, and the day it was due. */
export type Stuck = { text: string; dueOn: string }

/** Of two the one that was due first. */
export const older = (one: Stuck | undefined, other: Stuck | undefined): Stuck | undefined =>
  one === undefined || other === undefined ? (one ?? other) : one.dueOn <= other.dueOn ? one : other

/**
 * Names in one sentence the link that holds a thing up: of the open tasks past their day the one longest past it.
 * @param name what is held up
 * @param today `YYYY-MM-DD`
 * @returns undefined when nothing is late
 */
export function stuckSentence(name: string, links: readonly Link[], today: string): Stuck | undefined {
  const late = links.filter(({ dueOn, state }) => dueOn !== null && dueOn < today && state !== 'suspended')
  const worst = late.toSorted((a, b) => (a.dueOn ?? '').localeCompare(b.dueOn ?? ''))[0]
  if (worst === undefined) return undefined
  const from = worst.state === 'assigned' && worst.since > '' ? worst.since : (worst.dueOn ?? today)
  return {
    text: `${name} chậm vì ${worst.owner} ${waitsFor(worst)}, ${daysFrom(from, today)} ngày.`,
    dueOn: worst.dueOn ?? today,
  }
}
